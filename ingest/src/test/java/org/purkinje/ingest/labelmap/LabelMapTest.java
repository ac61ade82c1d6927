package org.purkinje.ingest.labelmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.purkinje.ingest.labelmap.LabelMap.Entry;
import org.purkinje.ingest.labelmap.LabelMap.Verdict;
import org.purkinje.jobsupport.config.ConfigReader;

/** A map must say one thing of each code, or be refused with the line to mend. */
class LabelMapTest {

  private static final String SOUND =
      """
      name: snomed-rhythm
      version: "1"
      title: Three rhythms
      source: this test
      system: snomed
      task: rhythm
      kind: multilabel
      classes:
        af: ["164889003"]
        irregular: ["164889003", "427393009"]
        sinus: [426783006]
      ignored:
        "no rhythm": ["164873001"]
      """;

  @Test
  void givesEachCodeItsClassesInTheOrderOfTheFile() {
    LabelMap map = parse(SOUND);
    assertThat(map.classes()).containsOnlyKeys("af", "irregular", "sinus");
    assertThat(map.entries())
        .containsExactly(
            new Entry("164889003", "af"),
            new Entry("164889003", "irregular"),
            new Entry("427393009", "irregular"),
            new Entry("426783006", "sinus"));
    assertThat(map.classesOf("164889003")).containsExactly("af", "irregular");
    assertThat(map.classesOf("164873001")).isEmpty();
    assertThat(map.classesOf("10370003")).isEmpty();
  }

  @Test
  void tellsIgnoredFromUnmapped() {
    LabelMap map = parse(SOUND);
    assertThat(map.verdict("426783006")).isEqualTo(Verdict.MAPPED);
    assertThat(map.verdict("164873001")).isEqualTo(Verdict.IGNORED);
    assertThat(map.verdict("10370003")).isEqualTo(Verdict.UNMAPPED);
  }

  @Test
  void countsBeatsWhereTheSystemIsMit() {
    assertThat(parse(SOUND).unit()).isEqualTo("labels");
    assertThat(
            parse(SOUND.replace("snomed-", "mit-").replace("system: snomed", "system: mit")).unit())
        .isEqualTo("beats");
  }

  @Test
  void refusesACodeOfTwoClassesWhereThereIsOneClassEach() {
    assertRefused(
        SOUND.replace("multilabel", "multiclass"),
        "line 8: classes: 164889003 must be under one name, because kind is multiclass, got af and"
            + " irregular");
  }

  @Test
  void refusesACodeThatIsThereTwice() {
    assertRefused(
        SOUND.replace("\"427393009\"", "\"164889003\""),
        "line 8: classes: irregular must list a code once, got 164889003 twice");
    assertRefused(
        SOUND + "  \"not looked at\": [\"164873001\"]\n",
        "line 12: ignored: 164873001 must be under one name, because one reason is enough, got no"
            + " rhythm and not looked at");
  }

  @Test
  void refusesACodeThatIsBothMappedAndIgnored() {
    assertRefused(
        SOUND.replace("164873001", "426783006"),
        "line 12: ignored: 426783006 must be of a class or ignored, got class sinus and no rhythm");
  }

  @Test
  void refusesEmptyClassesAndCodes() {
    assertRefused(
        SOUND.replace("[426783006]", "[]"),
        "line 8: classes: sinus must list 1 code or more, got none");
    assertRefused(
        SOUND.replace("[426783006]", "[~]"),
        "line 8: classes: sinus must list codes, got an empty one; put ~ and the like in quotes");
    assertRefused(
        SOUND.replace("[426783006]", "[\"426783006 \"]"),
        "line 8: classes: sinus must list codes without blanks around them, got '426783006 '");
    assertThatThrownBy(
            () ->
                new LabelMap(
                    "a-b", "1", "", "", "a", "b", LabelMap.Kind.MULTICLASS, Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes must hold 1 class or more, got none");
    assertThatThrownBy(() -> CodeGroups.checked("classes", Map.of(" ", List.of("1"))))
        .hasMessage("classes must have names, got an empty one");
  }

  @Test
  void refusesANameThatIsNotSystemAndTask() {
    assertRefused(
        SOUND.replace("name: snomed-rhythm", "name: rhythm"),
        "line 1: name must be snomed-rhythm, system and task in small letters, digits and hyphens,"
            + " got rhythm");
  }

  private static LabelMap parse(String yaml) {
    return ConfigReader.parse("map.yaml", yaml, Map.of(), LabelMap.class);
  }

  private static void assertRefused(String yaml, String problem) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("map.yaml: " + problem);
  }
}
