package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purkinje.ingest.labelmap.LabelMap;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Partition;

class MapLabelsJobTest {

  private static final MapLabelsJob JOB = new MapLabelsJob();

  @BeforeAll
  static void findTheMaps() {
    System.setProperty("purkinje.home", "..");
  }

  @AfterAll
  static void forgetTheMaps() {
    System.clearProperty("purkinje.home");
  }

  static List<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../configs/ingest"))) {
      return files.filter(f -> f.getFileName().toString().startsWith("map-labels-")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void findsTheMapsOfEachConfig(Path file) {
    MapLabelsJob.Config config = ConfigReader.read(file, Map.of(), MapLabelsJob.Config.class);
    assertThat(JOB.expectations(config)).hasSameSizeAs(config.maps());
  }

  @Test
  void readsBeatsFromAnnotationsAndOtherCodesFromLabels() {
    MapLabelsJob.Config config =
        new MapLabelsJob.Config(
            List.of("x", "y"), List.of("mit-aami-ec57", "snomed-cinc2021", "snomed-cpsc2018"), 0);
    assertThat(JOB.inputs(config))
        .containsExactly(
            new Input.File(LabelMap.file("mit-aami-ec57")),
            new Input.File(LabelMap.file("snomed-cinc2021")),
            new Input.File(LabelMap.file("snomed-cpsc2018")),
            Input.rows("annotations", "x"),
            Input.rows("labels", "x"),
            Input.rows("annotations", "y"),
            Input.rows("labels", "y"));
    assertThat(JOB.outputs(config))
        .hasSize(12)
        .startsWith(
            new Partition("task_labels", "x/mit-aami-ec57"),
            new Partition("unmapped_codes", "x/mit-aami-ec57"));
  }

  @Test
  void refusesConfigsThatCannotBeMeant() {
    assertRefused(List.of(), List.of("a"), 0, "corpora must hold 1 name or more, got none");
    assertRefused(List.of("x"), List.of(), 0, "maps must hold 1 name or more, got none");
    assertRefused(
        List.of("x", "x"), List.of("a"), 0, "corpora must hold each name once, got [x, x]");
    assertRefused(List.of("x"), List.of("a"), 1.5, "max-unmapped-ratio must be 0 to 1, got 1.5");
    assertThatThrownBy(() -> JOB.inputs(new MapLabelsJob.Config(List.of("x"), List.of("a"), 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("../configs/label-maps/a.yaml: no such config file");
  }

  private static void assertRefused(
      List<String> corpora, List<String> maps, double ratio, String problem) {
    assertThatThrownBy(() -> new MapLabelsJob.Config(corpora, maps, ratio))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem);
  }
}
