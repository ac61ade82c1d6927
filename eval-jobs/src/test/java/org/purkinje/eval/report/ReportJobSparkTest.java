package org.purkinje.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.Lake;

/** What is read back from the tables is what was put into them, and it becomes a file once. */
class ReportJobSparkTest {

  @TempDir static Path warehouse;

  private static final SyntheticResults RESULTS = SyntheticResults.usual();

  private static SparkSession spark;

  @BeforeAll
  static void fillTables() {
    spark = Session.open(warehouse, "local[2]");
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    new ResultTables(new Lake(spark)).write(RESULTS, "m2ae-small", "loso-demo");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void readsBackWhatTheTablesHold() {
    ReportReader reader = new ReportReader(new Lake(spark));
    Report.Evaluation expected = RESULTS.evaluation("loso-demo");
    Report.Evaluation read = reader.evaluation("loso-demo");
    assertThat(read.panels()).isEqualTo(expected.panels());
    assertThat(read.metrics()).isEqualTo(expected.metrics());
    assertThat(reader.pretraining("m2ae-small", List.of(SyntheticMetrics.heldOut("m2ae-small"))))
        .isEqualTo(SyntheticResults.pretraining("m2ae-small", 11));
    assertThat(reader.classification("one-draw").metrics())
        .containsExactlyInAnyOrderElementsOf(SyntheticMetrics.oneDraw().metrics());
    assertThat(reader.accounting()).isEqualTo(SyntheticResults.accounting());
    assertThat(reader.refusals()).isEqualTo(SyntheticResults.refusals());
    assertThat(new CorpusReader(new Lake(spark)).corpora("all"))
        .isEqualTo(SyntheticCorpora.usual());
  }

  @Test
  void writesTheFileThatTheTableReportsNames() throws Exception {
    ReportJob.Config config = config("demo", "m2ae-small", "loso-demo");
    assertThat(new JobRunner(spark).run(new ReportJob(), config, false)).isEqualTo(Outcome.DONE);
    Path file = warehouse.resolve("report/demo/index.html");
    Row row = new Lake(spark).read(ReportsTable.TABLE, "demo").collectAsList().get(0);
    assertThat(row.<String>getAs("path")).isEqualTo(file.toString());
    assertThat(row.<String>getAs("sha256"))
        .isEqualTo(new Sha256().add(Files.readAllBytes(file)).hex());
    assertThat(Files.readString(file))
        .contains("m2ae-small", "loso-demo", "pretrain-4", row.<String>getAs("run"))
        .contains("id=\"classification\"", "classify-windows-7", ">labels/0/0.1</th>")
        .contains("id=\"ingest\"", "A corpus of twelve leads", "summarize-corpora-5");
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
    assertThat(new JobRunner(spark).run(new ReportJob(), config, false))
        .isEqualTo(Outcome.UP_TO_DATE);
    Files.delete(file);
    assertThat(new JobRunner(spark).run(new ReportJob(), config, false)).isEqualTo(Outcome.DONE);
    assertThat(file).exists();
  }

  @Test
  void leavesTheSectionOutWhereASummaryHasNoRows() throws Exception {
    ReportJob.Config config =
        new ReportJob.Config(
            "none",
            "None",
            warehouse.toString(),
            List.of("none"),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(new JobRunner(spark).run(new ReportJob(), config, false)).isEqualTo(Outcome.DONE);
    assertThat(Files.readString(Path.of(config.folder()).resolve(config.place())))
        .doesNotContain("id=\"ingest\"", "#ingest");
  }

  @Test
  void refusesAReportOfNothing() {
    assertThatThrownBy(
            () ->
                new ReportJob.Config(
                    "none", "None", "f", List.of(), List.of(), List.of(), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "summaries, pretrainings, held-out-evaluations, classifications and evaluations are all"
                + " [], so there is nothing to show; name one");
  }

  @Test
  void refusesAnEvaluationWithoutRows() {
    assertThatThrownBy(() -> new ReportReader(new Lake(spark)).evaluation("loso-dmeo"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "evaluation loso-dmeo: 0 rows in metrics; run the step that writes it, or name one of"
                + " those there are: loso-demo, one-draw");
  }

  @Test
  void refusesAPretrainingThatNoRunHasWritten() {
    ReportJob.Config config = config("other", "m2ae-huge", "loso-demo");
    assertThatThrownBy(() -> new JobRunner(spark).run(new ReportJob(), config, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "report reads learning_curves/m2ae-huge, which no run has written yet; run the step"
                + " before it first");
  }

  private static ReportJob.Config config(String name, String pretraining, String evaluation) {
    return new ReportJob.Config(
        name,
        "Demo",
        warehouse.toString(),
        List.of("all"),
        List.of(pretraining),
        List.of(),
        List.of("one-draw"),
        List.of(evaluation));
  }
}
