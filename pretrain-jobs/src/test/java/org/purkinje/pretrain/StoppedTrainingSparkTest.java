package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.jobsupport.run.Failure;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;

/** Trainings that end before their last round: early, or because they have gone wrong. */
class StoppedTrainingSparkTest {

  /** A rate that lowers the loss and soon throws it about; the same whatever the rounds are. */
  private static final Map<String, String> RESTLESS =
      Map.of(
          "learning-rate", "0.03",
          "learning-rate-warmup", "0",
          "learning-rate-decay", "constant",
          "early-stopping-checks", "1");

  private static final int CLIPPED_WINDOW = 17;

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

  /** Oracle: the rule over the stored curve, and a training that was not interrupted. */
  @Test
  void endsAfterChecksWithoutALowerLossAndKeepsTheBest() {
    PretrainConfig whole = restless("whole", 30);
    assertThat(runner.run(new PretrainJob(), whole, false)).isEqualTo(JobRunner.Outcome.DONE);
    List<Double> losses =
        heldOutLosses("whole").stream().map(row -> row.<Double>getAs("value")).toList();
    int best = losses.indexOf(losses.stream().min(Double::compare).orElseThrow()) + 1;
    assertThat(losses).as("stopped at the first that was not lower").hasSize(best + 1);
    assertThat(best).isBetween(3, 28);
    Row last = checkpoint("whole", CheckpointRole.LAST);
    Row kept = checkpoint("whole", CheckpointRole.BEST);
    assertThat(last.<Integer>getAs("round")).isEqualTo(best + 1);
    assertThat(kept.<Integer>getAs("round")).isEqualTo(best);
    assertThat(kept.<String>getAs("parameters_sha256"))
        .isNotEqualTo(last.getAs("parameters_sha256"));
    assertThat(Path.of(warehouse.toString(), last.<String>getAs("path")).getParent())
        .isDirectoryContaining("glob:**round-0000%02d".formatted(best))
        .isDirectoryNotContaining("glob:**round-0000%02d".formatted(best - 1));
    assertThat(runner.run(new PretrainJob(), whole, false)).isEqualTo(JobRunner.Outcome.UP_TO_DATE);

    goesOnToTheSameEnd(best);
    letsUsersPick(last, kept);
  }

  /** The first run ends with the best; the second keeps to a folder of its own. */
  private static void goesOnToTheSameEnd(int best) {
    runner.run(new PretrainJob(), restless("cut", best), true);
    runner.run(new PretrainJob(), restless("cut", 30), true);
    for (CheckpointRole role : CheckpointRole.values()) {
      Row resumed = checkpoint("cut", role);
      assertThat(resumed.<String>getAs("parameters_sha256"))
          .isEqualTo(checkpoint("whole", role).getAs("parameters_sha256"));
      assertThat(warehouse.resolve(resumed.<String>getAs("path"))).exists();
    }
    assertThat(values("cut")).isEqualTo(values("whole"));
    assertThat(
            new Lake(spark).read(LearningCurvesTable.TABLE, "cut").select("run").distinct().count())
        .isEqualTo(2);
  }

  private static void letsUsersPick(Row last, Row best) {
    assertThat(
            new Lake(spark)
                .read(ExposuresTable.TABLE, "whole")
                .groupBy("parameters_sha256")
                .count()
                .collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getLong(1))
        .containsExactlyInAnyOrder(
            last.getAs("parameters_sha256") + " 6", best.getAs("parameters_sha256") + " 6");
    runner.run(new SineWindowsJob(), new SineWindowsJob.Config("sines"), false);
    for (CheckpointRole role : CheckpointRole.values()) {
      runner.run(
          new EmbedWindowsJob(),
          new EmbedWindowsJob.Config(
              "of-" + role.word(), "whole", role, "sines", List.of("sines"), "all", 8),
          false);
      assertThat(
              new Lake(spark)
                  .read(EmbeddingsTable.TABLE, "of-" + role.word())
                  .select("parameters_sha256")
                  .distinct()
                  .collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactly(checkpoint("whole", role).<String>getAs("parameters_sha256"));
    }
    runner.run(
        new PretrainJob(),
        TinyPretraining.with(
            restless("from-best", 1),
            Map.of(
                "continue-from", "whole",
                "continue-from-checkpoint", "best",
                "learning-rate", "1e-30")),
        false);
    assertThat(heldOutLosses("from-best").get(0).<Double>getAs("value"))
        .as("the parameters of the best, as so small a rate leaves them")
        .isEqualTo(
            heldOutLosses("whole").get(best.<Integer>getAs("round") - 1).<Double>getAs("value"));
    assertThat(
            new Lake(spark)
                .read(ExposuresTable.TABLE, "from-best")
                .groupBy()
                .sum("windows")
                .first()
                .getLong(0))
        .as("48 windows of its own, 48 of the origin")
        .isEqualTo(96);
  }

  @Test
  void keepsAsManyAsItIsToldTo() {
    runner.run(
        new PretrainJob(),
        TinyPretraining.with(
            TinyPretraining.config("kept", 1, 4, "mae", TinyPretraining.MAE),
            Map.of("held-out-shard-set", "none", "keep-checkpoints", "3")),
        false);
    assertThat(
            new Lake(spark)
                .read(CheckpointsTable.TABLE, "kept")
                .orderBy("round")
                .select("round", "is_last", "is_best")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[2,false,false]", "[3,false,false]", "[4,true,false]");
    assertThatThrownBy(() -> TrainedModel.of(new Lake(spark), "kept", CheckpointRole.BEST))
        .hasMessage(
            "pretraining kept has no best checkpoint; a best one needs a held-out-shard-set to"
                + " train with");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark", "local"})
  void namesTheWindowThatMakesTheLossInfiniteAndKeepsWhatWasSaved(String trainer) {
    runner.run(
        new SineShardsJob(), new SineShardsJob.Config("planted", 24, 0, CLIPPED_WINDOW), false);
    PretrainConfig config =
        TinyPretraining.with(
            TinyPretraining.config("touchy-" + trainer, 1, 6, TouchyObjective.TYPE, Map.of()),
            Map.of(
                "shard-set", "planted",
                "held-out-shard-set", "others",
                "steps-per-round", "1",
                "seed", "12",
                "trainer", trainer));
    Throwable failure = catchThrowable(() -> runner.run(new PretrainJob(), config, false));
    Row checkpoint = checkpoint(config.pretraining(), CheckpointRole.LAST);
    int saved = checkpoint.<Integer>getAs("round");
    assertThat(saved).isPositive();
    assertThat(Failure.line(failure))
        .contains(
            "run touchy-%s: step %d: loss must be finite, got {loss=Infinity, square=Infinity}; 1"
                    .formatted(trainer, saved)
                + " of its 8 windows hold a sample that is not finite: planted/17;");
    assertThat(
            new StoredCheckpoint(new Lake(spark).warehouse(), checkpoint.getAs("path")).isWhole())
        .isTrue();
    assertThat(heldOutLosses(config.pretraining())).hasSize(saved);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark", "local"})
  void refusesWhatAnAbsurdLearningRateLeads(String trainer) {
    PretrainConfig config =
        TinyPretraining.with(
            TinyPretraining.config("absurd-" + trainer, 1, 2, "mae", TinyPretraining.MAE),
            Map.of(
                "learning-rate", "1e38",
                "learning-rate-warmup", "0",
                "trainer", trainer));
    Throwable failure = catchThrowable(() -> runner.run(new PretrainJob(), config, false));
    assertThat(Failure.line(failure))
        .contains("run absurd-%s: step 1: loss must be finite".formatted(trainer))
        .contains("batch of 8 windows: sines/")
        .endsWith("; a lower learning rate may help");
    assertThat(new Lake(spark).read(CheckpointsTable.TABLE, config.pretraining()).isEmpty())
        .isTrue();
  }

  private static PretrainConfig restless(String name, int rounds) {
    Map<String, String> keys = new HashMap<>(RESTLESS);
    return TinyPretraining.with(
        TinyPretraining.config(name, 1, rounds, "mae", TinyPretraining.MAE), keys);
  }

  private static Row checkpoint(String pretraining, CheckpointRole role) {
    return new Lake(spark)
        .read(CheckpointsTable.TABLE, pretraining)
        .where(col(role.column()))
        .collectAsList()
        .get(0);
  }

  private static List<Row> heldOutLosses(String pretraining) {
    return new Lake(spark)
        .read(LearningCurvesTable.TABLE, pretraining)
        .where(col("split").equalTo(LearningCurvesTable.HELD_OUT))
        .where(col("term").equalTo("loss"))
        .orderBy("round")
        .collectAsList();
  }

  private static List<Row> values(String pretraining) {
    return new Lake(spark)
        .read(LearningCurvesTable.TABLE, pretraining)
        .select("split", "round", "step", "windows_seen", "term", "value", "n_windows")
        .orderBy("split", "round", "term")
        .collectAsList();
  }
}
