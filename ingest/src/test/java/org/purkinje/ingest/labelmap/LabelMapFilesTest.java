package org.purkinje.ingest.labelmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.purkinje.biosignal.annotation.AnnotationCode;
import org.purkinje.biosignal.annotation.BeatClass;
import org.purkinje.biosignal.annotation.StandardCodes;

/** Oracle: the numbers that the publications named in the maps give of their own classes. */
class LabelMapFilesTest {

  @BeforeAll
  static void findTheMaps() {
    System.setProperty("purkinje.home", "..");
  }

  @AfterAll
  static void forgetTheMaps() {
    System.clearProperty("purkinje.home");
  }

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../configs/label-maps"))) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhatItIsAndWhereItsFactsComeFrom(String name) {
    LabelMap map = LabelMap.named(name);
    assertThat(map.title()).isNotBlank();
    assertThat(map.source()).isNotBlank();
    assertThat(map.version()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "cinc2017-cinc2017, 4, 4, 0",
    "code15-code15, 7, 7, 0",
    "cpsc2018-cpsc2018, 9, 9, 0",
    "cpsc2021-cpsc2021, 3, 3, 0",
    "mit-aami-ec57, 5, 19, 0",
    "scp-ptbxl-form, 19, 19, 52",
    "scp-ptbxl-rhythm, 12, 12, 59",
    "scp-ptbxl-subclass, 23, 44, 27",
    "scp-ptbxl-superclass, 5, 44, 27",
    "snomed-cinc2021, 26, 30, 103",
    "snomed-cpsc2018, 9, 14, 119",
  })
  void hasTheClassesAndCodesOfItsPublication(String name, int classes, int codes, int ignored) {
    LabelMap map = LabelMap.named(name);
    assertThat(map.classes()).hasSize(classes);
    assertThat(map.entries()).extracting(LabelMap.Entry::code).doesNotHaveDuplicates();
    assertThat(map.entries()).hasSize(codes);
    assertThat(codes(map)).hasSize(codes + ignored);
  }

  @Test
  void everyMapHasItsNumbersTested() throws IOException {
    assertThat(names()).hasSize(11);
  }

  @Test
  void mapsOfOneTaskHaveTheSameClasses() throws IOException {
    Map<String, Set<String>> classesByTask = new HashMap<>();
    for (String name : names()) {
      LabelMap map = LabelMap.named(name);
      Set<String> earlier = classesByTask.put(map.task(), map.classes().keySet());
      assertThat(map.classes().keySet())
          .as(name)
          .isEqualTo(Optional.ofNullable(earlier).orElse(map.classes().keySet()));
    }
  }

  /** So that a code new to one map is new to all. */
  @Test
  void mapsOfOneSystemKnowTheSameCodes() throws IOException {
    Map<String, Set<String>> codesBySystem = new HashMap<>();
    for (String name : names()) {
      LabelMap map = LabelMap.named(name);
      Set<String> earlier = codesBySystem.put(map.system(), codes(map));
      assertThat(codes(map)).as(name).isEqualTo(Optional.ofNullable(earlier).orElse(codes(map)));
    }
    assertThat(codesBySystem.get("scp")).hasSize(71);
  }

  @Test
  void theSubclassesOfPtbXlAreWithinItsSuperclasses() {
    LabelMap superclasses = LabelMap.named("scp-ptbxl-superclass");
    LabelMap.named("scp-ptbxl-subclass")
        .classes()
        .forEach(
            (subclass, codes) ->
                assertThat(codes.stream().flatMap(c -> superclasses.classesOf(c).stream()))
                    .as(subclass)
                    .containsOnly(superclasses.classesOf(codes.get(0)).get(0)));
  }

  @Test
  void scoresTheFourPairsOfTheChallengeAsOneDiagnosis() {
    assertThat(LabelMap.named("snomed-cinc2021").classes())
        .containsEntry("CLBBB|LBBB", List.of("733534002", "164909002"))
        .containsEntry("CRBBB|RBBB", List.of("713427006", "59118001"))
        .containsEntry("PAC|SVPB", List.of("284470004", "63593006"))
        .containsEntry("PVC|VPB", List.of("427172004", "17338001"));
  }

  @Test
  void mapsBeatsAsBeatClassDoes() {
    LabelMap map = LabelMap.named("mit-aami-ec57");
    Map<String, List<String>> expected =
        IntStream.rangeClosed(1, AnnotationCode.LARGEST)
            .mapToObj(StandardCodes::of)
            .collect(
                Collectors.toMap(
                    AnnotationCode::symbol,
                    code -> BeatClass.of(code).map(BeatClass::name).stream().toList()));
    expected.forEach(
        (code, classes) -> assertThat(map.classesOf(code)).as(code).isEqualTo(classes));
    assertThat(expected.keySet()).containsAll(codes(map));
  }

  private static Set<String> codes(LabelMap map) {
    return Stream.concat(map.classes().values().stream(), map.ignored().values().stream())
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
