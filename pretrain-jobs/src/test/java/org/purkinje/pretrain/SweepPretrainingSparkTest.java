package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.SweepCellsTable;

/** Oracle: the same trainings without a sweep. */
class SweepPretrainingSparkTest {

  @TempDir private static Path warehouse;
  private static SparkSession spark;
  private static JobRunner runner;

  @BeforeAll
  static void writeShards() {
    spark = Session.open(warehouse, "local[2]");
    runner = new JobRunner(spark);
    runner.run(new SineShardsJob(), new SineShardsJob.Config("sines", 24), false);
    runner.run(new SineShardsJob(), new SineShardsJob.Config("others", 24, 6), false);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void trainsEachCombinationAndGoesOnAfterOneThatDiverges() {
    Map<String, List<String>> sweep = new LinkedHashMap<>();
    sweep.put("learning-rate", List.of("0.003", "1e38"));
    sweep.put("seed", List.of("1", "2"));
    SweepPretrainingJob.Config config =
        new SweepPretrainingJob.Config(TinyPretraining.config("rates", 1, 2), sweep);
    runner.run(new SweepPretrainingJob(), config, false);

    List<Row> cells =
        new Lake(spark).read(SweepCellsTable.TABLE, "rates").orderBy("pretraining").collectAsList();
    assertThat(cells)
        .extracting(
            row ->
                row.getAs("pretraining") + ": " + row.getAs("status") + " " + row.getAs("rounds"))
        .containsExactly(
            "rates-learning-rate-0.003-seed-1: done 2",
            "rates-learning-rate-0.003-seed-2: done 2",
            "rates-learning-rate-1e38-seed-1: diverged 0",
            "rates-learning-rate-1e38-seed-2: diverged 0");
    assertThat(cells.get(1).<String, String>getJavaMap(cells.get(1).fieldIndex("values")))
        .isEqualTo(Map.of("learning-rate", "0.003", "seed", "2"));
    assertThat(cells.get(3).<String>getAs("message"))
        .contains("run rates-learning-rate-1e38-seed-2: step 1: loss must be finite");
    assertThat(cells.get(3).<Double>getAs("loss")).isNull();

    PretrainConfig alone =
        TinyPretraining.with(TinyPretraining.config("alone", 1, 2), Map.of("seed", "2"));
    runner.run(new PretrainJob(), alone, false);
    assertThat(digest("rates-learning-rate-0.003-seed-2")).isEqualTo(digest("alone"));
    Row loss =
        new Lake(spark)
            .read(LearningCurvesTable.TABLE, "alone")
            .where("split = 'held-out' and term = 'loss' and round = 2")
            .first();
    assertThat(cells.get(1).<Double>getAs("loss")).isEqualTo(loss.<Double>getAs("value"));
    assertThat(cells.get(1).getJavaMap(cells.get(1).fieldIndex("explained_variance")))
        .containsOnlyKeys("e", "p");

    assertThat(runner.run(new SweepPretrainingJob(), config, false))
        .isEqualTo(JobRunner.Outcome.UP_TO_DATE);
    addsAValueWithoutTrainingTheOthersAgain(config);
  }

  private static void addsAValueWithoutTrainingTheOthersAgain(SweepPretrainingJob.Config before) {
    Map<String, List<String>> wider = new LinkedHashMap<>();
    wider.put("learning-rate", List.of("0.003"));
    wider.put("seed", List.of("1", "3"));
    runner.run(
        new SweepPretrainingJob(), new SweepPretrainingJob.Config(before.pretrain(), wider), true);
    Lake lake = new Lake(spark);
    assertThat(lake.read(SweepCellsTable.TABLE, "rates").select("pretraining").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            "rates-learning-rate-0.003-seed-1", "rates-learning-rate-0.003-seed-3");
    String run = lake.read(SweepCellsTable.TABLE, "rates").first().getAs("run");
    assertThat(
            lake.read(LearningCurvesTable.TABLE, "rates-learning-rate-0.003-seed-1")
                .where(col("run").equalTo(run))
                .isEmpty())
        .as("no round of seed 1 is of the second run")
        .isTrue();
  }

  @Test
  void refusesWhatIsNoKeyOrValueOfAPretraining() {
    PretrainConfig base = TinyPretraining.config("wrong", 1, 2);
    assertThatThrownBy(
            () -> new SweepPretrainingJob.Config(base, Map.of("learning-rat", List.of("1"))))
        .hasMessageContaining("unknown key learning-rat, did you mean learning-rate?");
    assertThatThrownBy(
            () -> new SweepPretrainingJob.Config(base, Map.of("settings.mask-ratio", List.of("7"))))
        .hasMessageContaining("settings.mask-ratio must be ");
    assertThatThrownBy(
            () -> new SweepPretrainingJob.Config(base, Map.of("adam-betas", List.of("[1, 2]"))))
        .hasMessage(
            "sweep: values of adam-betas must be numbers or words of letters, digits, . _ -, got"
                + " [1, 2]");
    assertThatThrownBy(
            () -> new SweepPretrainingJob.Config(base, Map.of("seed", List.of("1", "1"))))
        .hasMessage("sweep: seed must have each value once, got [1, 1]");
  }

  private static String digest(String pretraining) {
    return new Lake(spark)
        .read(CheckpointsTable.TABLE, pretraining)
        .where("is_last")
        .first()
        .getAs("parameters_sha256");
  }
}
