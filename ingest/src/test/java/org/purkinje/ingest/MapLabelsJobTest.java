package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.purkinje.ingest.labelmap.LabelMap;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.LabelsTable;

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

  @Test
  void takesTheMapsThatTheFileOfEachCorpusNames() {
    MapLabelsJob.Config config =
        new MapLabelsJob.Config(List.of("mitdb", "cinc2021", "cinc2020"), List.of(), 0);
    assertThat(JOB.inputs(config))
        .containsExactly(
            new Input.File(LabelMap.file("mit-aami-ec57")),
            new Input.File(LabelMap.file("snomed-cinc2021")),
            new Input.File(LabelMap.file("snomed-cpsc2018")),
            Input.rows(AnnotationsTable.TABLE, "mitdb"),
            Input.rows(LabelsTable.TABLE, "cinc2021"),
            Input.rows(LabelsTable.TABLE, "cinc2020"));
    assertThat(JOB.outputs(config))
        .filteredOn(output -> output.table().equals("task_labels"))
        .containsExactly(
            new Partition("task_labels", "mitdb/mit-aami-ec57"),
            new Partition("task_labels", "cinc2021/snomed-cinc2021"),
            new Partition("task_labels", "cinc2021/snomed-cpsc2018"),
            new Partition("task_labels", "cinc2020/snomed-cinc2021"),
            new Partition("task_labels", "cinc2020/snomed-cpsc2018"));
    assertThat(JOB.expectations(config)).hasSize(3);
  }

  @Test
  void refusesACorpusWhoseFileNamesNoMap() {
    assertThatThrownBy(() -> JOB.inputs(new MapLabelsJob.Config(List.of("nsrdb"), List.of(), 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "corpus nsrdb has no label-maps in ../configs/corpora/nsrdb.yaml; name some with --maps");
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
            Input.rows(AnnotationsTable.TABLE, "x"),
            Input.rows(LabelsTable.TABLE, "x"),
            Input.rows(AnnotationsTable.TABLE, "y"),
            Input.rows(LabelsTable.TABLE, "y"));
    assertThat(JOB.outputs(config))
        .hasSize(12)
        .startsWith(
            new Partition("task_labels", "x/mit-aami-ec57"),
            new Partition("unmapped_codes", "x/mit-aami-ec57"));
  }

  @Test
  void refusesConfigsThatCannotBeMeant() {
    assertRefused(List.of(), List.of("a"), 0, "corpora must hold 1 name or more, got none");
    assertRefused(List.of("x"), List.of("a", "a"), 0, "maps must hold each name once, got [a, a]");
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
