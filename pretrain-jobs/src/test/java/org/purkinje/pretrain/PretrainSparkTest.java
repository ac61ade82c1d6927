package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.pretrain.shard.ShardFile;

/** Training through Spark, DL4J and libtorch on shards of sines. */
class PretrainSparkTest {

  @TempDir private static Path warehouse;
  private static SparkSession spark;

  @BeforeAll
  static void writeShards() {
    spark = Session.open(warehouse, "local[2]");
    new JobRunner(spark).run(new SineShardsJob(), new SineShardsJob.Config("sines", 24), false);
    new JobRunner(spark).run(new SineShardsJob(), new SineShardsJob.Config("others", 24, 6), false);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void keepsEachShardInOneFile() {
    assertThat(ShardFile.of(new Lake(spark), "sines"))
        .extracting(ShardFile::shard, ShardFile::windows)
        .containsExactly(tuple(0, 24), tuple(1, 24));
  }

  @Test
  void lowersTheReconstructionLossAndCountsEveryWindow() {
    new JobRunner(spark).run(new PretrainJob(), TinyPretraining.config("falls", 2, 6), false);
    List<Row> curve = curve("falls", LearningCurvesTable.TRAIN, "rec_e");
    assertThat(curve).hasSize(6);
    assertThat(value(curve.get(5))).isLessThan(0.8 * value(curve.get(0)));
    assertThat(curve.get(5).<Long>getAs("windows_seen")).isEqualTo(6 * 2 * 3 * 8);
    Row checkpoint = checkpoint("falls");
    assertThat(checkpoint.<Integer>getAs("round")).isEqualTo(6);
    assertThat(warehouse.resolve(checkpoint.<String>getAs("path"))).exists();
  }

  /** Two windows in three have a PPG: a term's mean and weight are over those alone. */
  @Test
  void givesEachTermTheWindowsThatHaveIt() {
    new JobRunner(spark).run(new PretrainJob(), TinyPretraining.config("terms", 2, 2), false);
    Row ecg = curve("terms", LearningCurvesTable.HELD_OUT, "rec_e").get(1);
    Row ppg = curve("terms", LearningCurvesTable.HELD_OUT, "rec_p").get(1);
    assertThat(ecg.<Long>getAs("n_windows")).isEqualTo(24);
    assertThat(ppg.<Long>getAs("n_windows")).isEqualTo(16);
    // A patch in its own units has variance 1, less the offset of its SD.
    assertThat(value(curve("terms", LearningCurvesTable.HELD_OUT, "patch_mean_p").get(1)))
        .isCloseTo(1, within(0.05));
    // Six pairs in each batch of eight.
    assertThat(curve("terms", LearningCurvesTable.TRAIN, "rec_p").get(0).<Long>getAs("n_windows"))
        .isEqualTo(2 * 3 * 6);
    assertThat(value(curve("terms", LearningCurvesTable.HELD_OUT, "explained_variance_p").get(1)))
        .isEqualTo(
            1
                - value(ppg)
                    / value(curve("terms", LearningCurvesTable.HELD_OUT, "patch_mean_p").get(1)));
  }

  @Test
  void refusesToCallSubjectsHeldOutThatItTrainsOn() {
    new JobRunner(spark)
        .run(new SineShardsJob(), new SineShardsJob.Config("half-seen", 24, 4), false);
    PretrainConfig config = TinyPretraining.config("leaks", 2, 1);
    assertThatThrownBy(
            () ->
                new JobRunner(spark)
                    .run(new PretrainJob(), TinyPretraining.heldOut(config, "half-seen"), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "held-out-shard-set half-seen: 2 persons are in shard-set sines too (sines/s4,"
                + " sines/s5); shard the evaluation split of the same windows");
  }

  @Test
  void evaluatesOnPersonsHeldOutAndRefusesThoseItSaw() {
    JobRunner runner = new JobRunner(spark);
    runner.run(new PretrainJob(), TinyPretraining.config("graded", 2, 4), false);
    runner.run(new EvaluatePretrainingJob(), evaluation("graded", "others"), false);
    List<Row> metrics =
        new Lake(spark)
            .read(MetricsTable.TABLE, "graded")
            .orderBy("task", "features", "metric", "method")
            .collectAsList();
    assertThat(metrics)
        .extracting(
            row -> row.getAs("task") + " " + row.getAs("features"),
            row -> row.getAs("metric"),
            row -> row.getAs("method"))
        .containsExactlyElementsOf(gradedRows());
    double patchMean = value(metrics.get(8));
    assertThat(value(metrics.get(0)))
        .isEqualTo(1 - value(metrics.get(6)) / patchMean)
        .isBetween(metrics.get(0).<Double>getAs("ci_low"), metrics.get(0).<Double>getAs("ci_high"));
    assertThat(value(metrics.get(2)))
        .isCloseTo((value(metrics.get(5)) - value(metrics.get(6))) / patchMean, within(1e-12));
    // Modality dropout hides some windows whole, of which no beat can be fitted.
    assertThat(value(metrics.get(7)) / patchMean).as("sines by their mean").isLessThan(0.6);
    assertThat(value(metrics.get(18))).isEqualTo(1.0 / 16);
    assertThat(metrics).allMatch(row -> row.<Boolean>getAs("disjoint"));
    assertThat(metrics.get(0).<Long>getAs("n")).isEqualTo(48);
    assertThat(metrics.get(9).<Long>getAs("n")).isEqualTo(32);
    assertThat(metrics).extracting(row -> row.getAs("n_subjects")).containsOnly(6L, 4L);

    assertThatThrownBy(
            () -> runner.run(new EvaluatePretrainingJob(), evaluation("graded", "sines"), false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sines/s0")
        .hasMessageEndingWith("give a set of subjects that pretraining did not see");
    assertThatThrownBy(
            () ->
                runner.run(
                    new EvaluatePretrainingJob(), evaluation("graded", "others", "others"), false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("mean-beat-shard-set others: 6 of the persons are evaluated too");
  }

  /** Task and signal, metric and method of each row, in this order. */
  private static List<Tuple> gradedRows() {
    List<Tuple> rows = new ArrayList<>();
    for (String signal : List.of("reconstruction ecg", "reconstruction ppg")) {
      rows.add(tuple(signal, "explained-variance", "m2ae"));
      for (String method : List.of("conditional-mean", "linear-interpolation", "mean-beat")) {
        rows.add(tuple(signal, "explained-variance-difference", "m2ae - " + method));
      }
      for (String method :
          List.of("conditional-mean", "linear-interpolation", "m2ae", "mean-beat", "patch-mean")) {
        rows.add(tuple(signal, "loss", method));
      }
    }
    for (String direction : List.of("retrieval ecg-to-ppg", "retrieval ppg-to-ecg")) {
      rows.add(tuple(direction, "chance", "any-of-16"));
      rows.add(tuple(direction, "recall-at-1", "m2ae"));
    }
    return rows;
  }

  private static EvaluatePretrainingJob.Config evaluation(String pretraining, String shardSet) {
    return evaluation(pretraining, shardSet, "sines");
  }

  private static EvaluatePretrainingJob.Config evaluation(
      String pretraining, String shardSet, String meanBeatShardSet) {
    return new EvaluatePretrainingJob.Config(
        pretraining,
        pretraining,
        CheckpointRole.LAST,
        shardSet,
        meanBeatShardSet,
        1000,
        16,
        2,
        100,
        0.95,
        3);
  }

  @Test
  void leavesWhatItSawForCertificates() {
    new JobRunner(spark).run(new PretrainJob(), TinyPretraining.config("exposed", 2, 1), false);
    Lake lake = new Lake(spark);
    assertThat(lake.read(ExposuresTable.TABLE, "exposed").count()).isEqualTo(6);
    Row checkpoint = checkpoint("exposed");
    assertThat(
            lake.read(ExposuresTable.TABLE, "exposed")
                .select("run", "parameters_sha256")
                .distinct()
                .collectAsList())
        .as("exposures are of the checkpoint")
        .containsExactly(
            RowFactory.create(checkpoint.getAs("run"), checkpoint.getAs("parameters_sha256")));
  }

  @Test
  void givesTheSameParametersTwice() {
    new JobRunner(spark).run(new PretrainJob(), TinyPretraining.config("first", 2, 3), false);
    new JobRunner(spark).run(new PretrainJob(), TinyPretraining.config("second", 2, 3), false);
    assertThat(parameters("first")).isEqualTo(parameters("second"));
  }

  @Test
  void givesTheSameParametersWithoutSparkToTrainWith() {
    new JobRunner(spark).run(new PretrainJob(), TinyPretraining.config("tasks", 2, 2), false);
    new JobRunner(spark)
        .run(
            new PretrainJob(),
            TinyPretraining.local(TinyPretraining.config("threads", 2, 2)),
            false);
    assertThat(parameters("threads")).isEqualTo(parameters("tasks"));
  }

  @Test
  void countsEveryWindowOfStepsOverSeveralBatches() {
    PretrainConfig twice =
        TinyPretraining.with(
            TinyPretraining.config("twice", 2, 2),
            Map.of("batch-size", "4", "accumulate-batches", "2"));
    new JobRunner(spark).run(new PretrainJob(), twice, false);
    Row loss = curve("twice", LearningCurvesTable.TRAIN, "loss").get(1);
    assertThat(loss.<Long>getAs("n_windows")).isEqualTo(2 * 3 * 2 * 4);
    assertThat(loss.<Long>getAs("windows_seen")).isEqualTo(2 * 2 * 3 * 2 * 4);
    assertThat(loss.<Long>getAs("step")).isEqualTo(2 * 3);
    assertThat(checkpoint("twice").<Long>getAs("windows_seen")).isEqualTo(96);

    new JobRunner(spark)
        .run(
            new PretrainJob(),
            TinyPretraining.with(twice, Map.of("pretraining", "twice-here", "trainer", "local")),
            false);
    assertThat(parameters("twice-here")).isEqualTo(parameters("twice"));
  }

  /** The schedule is that of the longer training, so the parameters are not of three rounds. */
  @Test
  void goesOnWithMoreRoundsFromWhereFewerEnded() {
    JobRunner runner = new JobRunner(spark);
    runner.run(new PretrainJob(), TinyPretraining.config("longer", 2, 2), true);
    Row short2 = checkpoint("longer");
    runner.run(new PretrainJob(), TinyPretraining.config("longer", 2, 3), true);

    assertThat(checkpoint("longer").<Integer>getAs("round")).isEqualTo(3);
    assertThat(curve("longer", LearningCurvesTable.TRAIN, "rec_e"))
        .extracting(row -> row.getAs("round"), row -> row.getAs("run"))
        .containsExactly(
            tuple(1, short2.getAs("run")),
            tuple(2, short2.getAs("run")),
            tuple(3, checkpoint("longer").getAs("run")));
    assertThat(warehouse.resolve(short2.<String>getAs("path"))).exists();
  }

  @Test
  void continuesFromAnotherPretrainingAndHasSeenWhatThatHasSeen() {
    JobRunner runner = new JobRunner(spark);
    runner.run(new PretrainJob(), TinyPretraining.config("origin", 2, 4), false);
    runner.run(
        new PretrainJob(),
        TinyPretraining.continued(TinyPretraining.config("continued", 2, 1), "others", "origin"),
        false);

    assertThat(value(curve("continued", LearningCurvesTable.TRAIN, "rec_e").get(0)))
        .as("begins where the other ended")
        .isLessThan(0.9 * value(curve("origin", LearningCurvesTable.TRAIN, "rec_e").get(0)));
    assertThat(
            new Lake(spark)
                .read(ExposuresTable.TABLE, "continued")
                .select("subject")
                .distinct()
                .count())
        .as("six of sines and six of others")
        .isEqualTo(12);
    assertThatThrownBy(
            () ->
                runner.run(
                    new PretrainJob(),
                    TinyPretraining.heldOut(
                        TinyPretraining.continued(
                            TinyPretraining.config("leaks-too", 2, 1), "others", "origin"),
                        "sines"),
                    false))
        .hasMessageContaining("or what origin has seen too (sines/s0");
  }

  @Test
  void embedsEachWindowByTheSignalsItHas() {
    JobRunner runner = new JobRunner(spark);
    runner.run(new PretrainJob(), TinyPretraining.config("embedded", 2, 1), false);
    runner.run(new SineWindowsJob(), new SineWindowsJob.Config("sines"), false);
    runner.run(new EmbedWindowsJob(), embedding("in-twos", "embedded", 2), false);
    runner.run(new EmbedWindowsJob(), embedding("at-once", "embedded", 64), false);
    Lake lake = new Lake(spark);
    assertThat(counts(lake, "at-once"))
        .isEqualTo(
            Map.of(
                "joint", SineWindowsJob.WINDOWS - 2L,
                "ecg", SineWindowsJob.WINDOWS - 1L,
                "ppg", SineWindowsJob.WINDOWS - 1L));
    List<List<Float>> atOnce = vectors(lake, "at-once");
    List<List<Float>> inTwos = vectors(lake, "in-twos");
    for (int i = 0; i < atOnce.size(); i++) {
      assertThat(inTwos.get(i)).hasSize(64);
      for (int j = 0; j < 64; j++) {
        assertThat(inTwos.get(i).get(j)).isCloseTo(atOnce.get(i).get(j), within(1e-5f));
      }
    }
    refusesWindowsOfOtherSignals(runner);
  }

  /** Beside other windows a product may round otherwise. */
  @Test
  void embedsToTheSameBitsHoweverManyTasksThereAre() {
    JobRunner runner = new JobRunner(spark);
    runner.run(new PretrainJob(), TinyPretraining.config("tasks", 2, 1), false);
    runner.run(new SineWindowsJob(), new SineWindowsJob.Config("sines"), false);
    Lake lake = new Lake(spark);
    TrainedModel model = TrainedModel.of(lake, "tasks", CheckpointRole.LAST);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    WindowEmbedding embedding =
        new WindowEmbedding("tasks", new PretrainedModel("tasks", model.run(), model.digest()), 3);
    Set<Set<String>> found = new HashSet<>();
    for (int tasks : List.of(1, 2, 7)) {
      LongAccumulator done = spark.sparkContext().longAccumulator();
      Dataset<Row> windows = lake.read(WindowsTable.TABLE, "sines").repartition(tasks);
      found.add(
          embedding
              .embed(windows, SineWindowsJob.WINDOWS, tasks, context.broadcast(model), done)
              .collect()
              .stream()
              .map(row -> Arrays.toString(row.<float[]>getAs("vector")))
              .collect(Collectors.toSet()));
      assertThat(done.value()).isEqualTo(SineWindowsJob.WINDOWS);
    }
    assertThat(found).singleElement().satisfies(of -> assertThat(of).hasSize(3 * 7 - 4));
  }

  /** Signals called after their leads, as twelve-lead windows have them. */
  private static void refusesWindowsOfOtherSignals(JobRunner runner) {
    runner.run(new SineWindowsJob(), new SineWindowsJob.Config("leads", "V1", "V2"), false);
    assertThatThrownBy(
            () ->
                runner.run(
                    new EmbedWindowsJob(),
                    new EmbedWindowsJob.Config(
                        "none",
                        "embedded",
                        CheckpointRole.LAST,
                        "leads",
                        List.of("sines"),
                        "all",
                        64),
                    false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "window-set leads: pretraining embedded makes no vector of any of 7 windows, whose"
                + " signals are V1, V2; give windows with the signals that it was trained on");
  }

  private static EmbedWindowsJob.Config embedding(String set, String pretraining, int batchSize) {
    return new EmbedWindowsJob.Config(
        set, pretraining, CheckpointRole.LAST, "sines", List.of("sines"), "all", batchSize);
  }

  private static Map<String, Long> counts(Lake lake, String set) {
    return lake
        .read(EmbeddingsTable.TABLE, set)
        .groupBy("modalities")
        .count()
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }

  private static List<List<Float>> vectors(Lake lake, String set) {
    return lake
        .read(EmbeddingsTable.TABLE, set)
        .orderBy("window_id", "modalities")
        .select("vector")
        .collectAsList()
        .stream()
        .<List<Float>>map(row -> row.getList(0))
        .toList();
  }

  /** Nothing of the trainer knows what it trains. */
  @Test
  void trainsAnotherObjectiveOnTheSameShards() {
    new JobRunner(spark)
        .run(
            new PretrainJob(),
            TinyPretraining.config("mae", 2, 6, "mae", TinyPretraining.MAE),
            false);

    List<Row> curve = curve("mae", LearningCurvesTable.TRAIN, "rec_p");
    assertThat(curve).hasSize(6);
    assertThat(value(curve.get(5))).isLessThan(0.9 * value(curve.get(0)));
    assertThat(curve("mae", LearningCurvesTable.HELD_OUT, "explained_variance_p")).hasSize(6);
    assertThat(curve("mae", LearningCurvesTable.HELD_OUT, "loss")).hasSize(6);
    assertThat(curve("mae", LearningCurvesTable.HELD_OUT, "effective_rank_ppg"))
        .hasSize(6)
        .allMatch(row -> value(row) > 1 && value(row) <= 15 && row.<Long>getAs("n_windows") == 16);
    assertThat(curve("mae", LearningCurvesTable.HELD_OUT, "feature_sd_ppg"))
        .allMatch(row -> value(row) > 0 && value(row) <= 1 / Math.sqrt(32));
    assertThat(checkpoint("mae").<String>getAs("objective")).isEqualTo("mae");

    JobRunner runner = new JobRunner(spark);
    runner.run(new SineWindowsJob(), new SineWindowsJob.Config("sines"), false);
    runner.run(new EmbedWindowsJob(), embedding("of-mae", "mae", 64), false);
    assertThat(counts(new Lake(spark), "of-mae"))
        .isEqualTo(Map.of("ppg", SineWindowsJob.WINDOWS - 1L));
    assertThat(vectors(new Lake(spark), "of-mae").get(0)).hasSize(32);
    EvaluatePretrainingJob.Config evaluation = evaluation("mae", "others");
    runner.run(new EvaluatePretrainingJob(), evaluation, false);
    List<Row> explained =
        new Lake(spark)
            .read(MetricsTable.TABLE, evaluation.evaluation())
            .where("metric = 'explained-variance'")
            .collectAsList();
    assertThat(explained).singleElement().satisfies(this::isOfPpgByMae);
  }

  private void isOfPpgByMae(Row metric) {
    assertThat(metric.<String>getAs("features")).isEqualTo("ppg");
    assertThat(metric.<String>getAs("method")).isEqualTo("mae");
    List<Row> curve = curve("mae", LearningCurvesTable.HELD_OUT, "explained_variance_p");
    // Other masks than the curve's, on the same windows.
    assertThat(metric.<Double>getAs("value"))
        .isCloseTo(value(curve.get(curve.size() - 1)), within(0.1));
  }

  @Test
  void saysWhatToDoAboutACheckpointOfAnEarlierVersion() {
    String place = "checkpoints/before/round-000002.zip";
    Row row =
        new RowBuilder(CheckpointsTable.TABLE)
            .set("pretraining", "before")
            .set("run", "r")
            .set("fingerprint", "f")
            .set("objective", "m2ae")
            .set("model", "{}")
            .set("round", 2)
            .set("step", 6L)
            .set("windows_seen", 96L)
            .set("is_last", true)
            .set("is_best", false)
            .set("path", place)
            .set("parameters_sha256", "0")
            .set("data_snapshot", "sines")
            .build();
    Lake lake = new Lake(spark);
    lake.replace(CheckpointsTable.TABLE, "before", List.of(row));
    assertThatThrownBy(() -> TrainedModel.of(lake, "before", CheckpointRole.LAST))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            warehouse.toAbsolutePath().resolve(place)
                + ": checkpoint of an earlier version, which kept DL4J's archives; run pretrain"
                + " again");
    assertThat(new PretrainJob().isIntact(lake, TinyPretraining.config("before", 2, 2))).isFalse();
  }

  @Test
  void refusesAnUnknownSettingOfTheObjective() {
    assertThatThrownBy(
            () ->
                TinyPretraining.config("x", 2, 1, "m2ae", Map.of("size", "tiny", "colour", "red")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m2ae");
  }

  private static String parameters(String pretraining) {
    return checkpoint(pretraining).getAs("parameters_sha256");
  }

  private static Row checkpoint(String pretraining) {
    return new Lake(spark)
        .read(CheckpointsTable.TABLE, pretraining)
        .where("is_last")
        .collectAsList()
        .get(0);
  }

  private static List<Row> curve(String pretraining, String split, String term) {
    return new Lake(spark)
        .read(LearningCurvesTable.TABLE, pretraining)
        .where(col("split").equalTo(split))
        .where(col("term").equalTo(term))
        .orderBy("round")
        .collectAsList();
  }

  private static double value(Row row) {
    return row.<Double>getAs("value");
  }
}
