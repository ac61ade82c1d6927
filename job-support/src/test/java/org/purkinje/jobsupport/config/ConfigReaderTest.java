package org.purkinje.jobsupport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong config must never run: each message names the file, the line and the key. */
class ConfigReaderTest {

  enum Norm {
    LAYER,
    BATCH
  }

  record Head(Norm norm, double l2) {

    Head {
      if (l2 < 0) {
        throw new IllegalArgumentException("l2 must be 0 or more, got " + l2);
      }
    }
  }

  record Fit(String windowSet, List<String> corpora, Head head, boolean shuffled, long seed) {

    Fit {
      if (seed < 1) {
        throw new IllegalArgumentException("seed must be at least 1, got " + seed);
      }
    }
  }

  record Heads(List<Head> heads) {}

  private static final String YAML =
      """
      # Expect nothing.
      window-set: tiny
      corpora: [a, b]
      head:
        norm: layer
        l2: 0.5
      shuffled: true
      seed: 17
      """;

  @Test
  void readsKebabCaseKeysNestedGroupsAndLists() {
    assertThat(parse(YAML))
        .isEqualTo(new Fit("tiny", List.of("a", "b"), new Head(Norm.LAYER, 0.5), true, 17));
  }

  @Test
  void namesTheNearestKeyAndTheLineOfAnUnknownOne() {
    assertRefused(
        YAML.replace("window-set", "window-sett"),
        "fit.yaml: line 2: unknown key window-sett, did you mean window-set? Keys here: corpora,"
            + " head, seed, shuffled, window-set");
  }

  @Test
  void namesTheLineOfAnUnknownNestedKeyThatStandsElsewhereToo() {
    assertRefused(
        YAML.replace("  l2: 0.5", "  l2: 0.5\n  seed: 3"),
        "fit.yaml: line 7: unknown key seed, did you mean l2? Keys here: l2, norm");
  }

  @Test
  void namesTheLineOfAnUnknownKeyInAListItem() {
    assertThatThrownBy(
            () ->
                ConfigReader.parse(
                    "f.yaml",
                    "heads:\n- {norm: batch, l2: 1}\n- norm: batch\n  l3: 1\n",
                    Map.of(),
                    Heads.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("f.yaml: line 4: unknown key l3, did you mean l2? Keys here: l2, norm");
  }

  @Test
  void namesAMissingKey() {
    assertRefused(YAML.replace("seed: 17\n", ""), "fit.yaml: top level: key seed is missing");
  }

  @Test
  void namesAMissingNestedKeyAndTheLineOfItsGroup() {
    assertRefused(YAML.replace("  l2: 0.5\n", ""), "fit.yaml: line 4: key head.l2 is missing");
  }

  record Folds(List<String> names, Map<String, String> sameAs, List<Head> heads) {}

  record Splits(Map<String, Folds> splits) {

    Splits {
      if (splits.isEmpty()) {
        throw new IllegalArgumentException("splits must hold 1 or more, got none");
      }
    }
  }

  @Test
  void takesListsAndMapsThatAreLeftOutAsEmpty() {
    assertThat(parse(YAML.replace("corpora: [a, b]\n", "")).corpora()).isEmpty();
    assertThat(
            ConfigReader.parse("splits.yaml", "splits: {a: {names: [x]}}", Map.of(), Splits.class))
        .isEqualTo(new Splits(Map.of("a", new Folds(List.of("x"), Map.of(), List.of()))));
  }

  @Test
  void leavesItToTheConstructorWhetherAListMayBeEmpty() {
    assertThatThrownBy(() -> ConfigReader.parse("s.yaml", "{}", Map.of(), Splits.class))
        .isInstanceOfSatisfying(
            MissingKeyException.class, missing -> assertThat(missing.key()).isEqualTo("splits"))
        .hasMessage("s.yaml: top level: splits must hold 1 or more, got none");
    assertThatThrownBy(() -> ConfigReader.parse("s.yaml", "splits: {}", Map.of(), Splits.class))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("s.yaml: line 1: splits must hold 1 or more, got none");
  }

  @Test
  void refusesNull() {
    assertRefused(
        YAML.replace("corpora: [a, b]", "corpora:"),
        "fit.yaml: line 3: key corpora must have a value");
    assertRefused(
        YAML.replace("window-set: tiny", "window-set:"),
        "fit.yaml: line 2: key window-set must have a value");
    assertRefused(
        YAML.replace("seed: 17", "seed: null"), "fit.yaml: line 8: key seed must have a value");
  }

  @Test
  void refusesAValueOfAnotherType() {
    assertRefused(
        YAML.replace("seed: 17", "seed: many"),
        "fit.yaml: line 8: key seed must be of type integer, got many");
    assertRefused(
        YAML.replace("seed: 17", "seed: 1.5"),
        "fit.yaml: line 8: key seed must be of type integer, got 1.5");
    assertRefused(
        YAML.replace("l2: 0.5", "l2: [1]"),
        "fit.yaml: line 6: key head.l2 must be of type number, got [1]");
    assertRefused(
        YAML.replace("shuffled: true", "shuffled: perhaps"),
        "fit.yaml: line 7: key shuffled must be of type true|false, got perhaps");
  }

  @Test
  void listsTheWordsOfAChoice() {
    assertRefused(
        YAML.replace("norm: layer", "norm: group"),
        "fit.yaml: line 5: key head.norm must be one of layer|batch, got group");
    assertRefused(
        YAML.replace("norm: layer", "norm: 1"),
        "fit.yaml: line 5: key head.norm must be one of layer|batch, got 1");
  }

  @Test
  void givesTheLineOfAValueOutOfRange() {
    assertRefused(
        YAML.replace("seed: 17", "seed: 0"), "fit.yaml: line 8: seed must be at least 1, got 0");
    assertRefused(
        YAML.replace("l2: 0.5", "l2: -1"), "fit.yaml: line 6: l2 must be 0 or more, got -1.0");
  }

  @Test
  void refusesAKeyGivenTwice() {
    assertRefused(YAML + "seed: 18\n", "fit.yaml: line 9: not YAML: Duplicate field 'seed'");
  }

  @Test
  void refusesWhatIsNoMapping() {
    assertRefused("", "fit.yaml: line 1: must be a mapping of keys to values");
    assertRefused("- a\n", "fit.yaml: line 1: must be a mapping of keys to values");
  }

  @Test
  void refusesBrokenYaml() {
    assertThatThrownBy(() -> parse("head: [1\nseed: 2\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fit.yaml: line 2: not YAML: while parsing a flow sequence");
  }

  @Test
  void takesOverridesOverTheFile() {
    assertThat(parse(YAML, Map.of("seed", "3", "head.l2", "2", "corpora", "[c]")))
        .isEqualTo(new Fit("tiny", List.of("c"), new Head(Norm.LAYER, 2), true, 3));
  }

  @Test
  void takesAnEmptyOverrideAsEmptyText() {
    assertThat(parse(YAML, Map.of("window-set", "")).windowSet()).isEmpty();
  }

  @Test
  void saysThatAWrongValueCameFromAnOverride() {
    assertRefused(
        Map.of("seed", "x"), "fit.yaml: --set seed: key seed must be of type integer, got x");
    assertRefused(Map.of("seed", "0"), "fit.yaml: --set seed: seed must be at least 1, got 0");
    assertRefused(
        Map.of("head.l3", "1"),
        "fit.yaml: --set head.l3: unknown key l3, did you mean l2? Keys here: l2, norm");
    assertRefused(
        Map.of("hed.l2", "1"),
        "--set hed.l2: no group of keys named hed, there are: window-set, corpora, head,"
            + " shuffled, seed");
    assertRefused(Map.of("seed", "[1"), "--set seed: not YAML: [1");
  }

  @Test
  void namesAnAbsentFile(@TempDir Path folder) {
    Path file = folder.resolve("absent.yaml");
    assertThatThrownBy(() -> ConfigReader.read(file, Map.of(), Fit.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": no such config file");
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("fit.yaml"), YAML);
    assertThat(ConfigReader.read(file, Map.of(), Fit.class)).isEqualTo(parse(YAML));
  }

  @Test
  void writesEqualConfigsAsEqualJsonWhateverTheOrderOfKeys() {
    String reordered =
        "seed: 17\nshuffled: true\nhead: {l2: 0.50, norm: LAYER}\ncorpora: [a, b]\nwindow-set: tiny";
    assertThat(ConfigReader.canonical(parse(reordered)))
        .isEqualTo(ConfigReader.canonical(parse(YAML)))
        .isEqualTo(
            "{\"corpora\":[\"a\",\"b\"],\"head\":{\"l2\":0.5,\"norm\":\"LAYER\"},"
                + "\"seed\":17,\"shuffled\":true,\"window-set\":\"tiny\"}");
  }

  private record Copy(
      @ConfigKey("what") String corpus,
      @ConfigKey(value = "from where", isPlace = true) String source) {}

  @Test
  void leavesOutOfTheJsonWhereFilesLie() {
    Copy copy = new Copy("mitdb", "/data/mitdb");
    assertThat(ConfigReader.canonicalWithout(copy, ConfigKey::isPlace))
        .isEqualTo("{\"corpus\":\"mitdb\"}");
    assertThat(ConfigReader.canonical(copy)).contains("/data/mitdb");
  }

  private static Fit parse(String yaml) {
    return parse(yaml, Map.of());
  }

  private static Fit parse(String yaml, Map<String, String> overrides) {
    return ConfigReader.parse("fit.yaml", yaml, overrides, Fit.class);
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static void assertRefused(Map<String, String> overrides, String message) {
    assertThatThrownBy(() -> parse(YAML, overrides))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  sealed interface Store {}

  record Memory(int bytes) implements Store {}

  record Disk(Layout layout) implements Store {}

  record Layout(String folder) {}

  record Stored(Store store) {}

  @Test
  void readsOneOfTheRecordsOfASealedInterface() {
    assertThat(stored("store: {memory: {bytes: 8}}")).isEqualTo(new Stored(new Memory(8)));
    assertThat(stored("store: {disk: {folder: a}}"))
        .isEqualTo(new Stored(new Disk(new Layout("a"))));
  }

  @Test
  void namesTheChoicesThereAre() {
    assertThatThrownBy(() -> stored("store: {dsk: {folder: a}}"))
        .hasMessage("x.yaml: line 1: unknown key dsk, did you mean disk? Keys here: disk, memory");
    assertThatThrownBy(() -> stored("store: {disk: {foldr: a}}"))
        .hasMessage("x.yaml: line 1: unknown key foldr, did you mean folder? Keys here: folder");
    assertThatThrownBy(() -> stored("store: {}"))
        .hasMessage(
            "x.yaml: line 1: key store must be a group with one key of memory, disk, got" + " {}");
    assertThatThrownBy(() -> stored("store: {memory: {bytes: many}}"))
        .hasMessage("x.yaml: line 1: key store.memory.bytes must be of type integer, got many");
  }

  private static Stored stored(String yaml) {
    return ConfigReader.parse("x.yaml", yaml, Map.of(), Stored.class);
  }
}
