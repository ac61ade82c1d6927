package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.pressure.BloodPressureFeatures;
import org.purkinje.biosignal.pressure.PulseShapeFeatures;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.PredictionsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowsTable;

/** With Kryo, as the training of models sets it for the whole session. */
class LosoBloodPressureJobSparkTest {

  @TempDir static Path warehouse;
  private static SparkSession spark;
  private static Lake lake;

  private static final List<Row> rows = new ArrayList<>();
  private static final List<Row> measured = new ArrayList<>();

  @BeforeAll
  static void writeWindows() {
    spark = Session.open(warehouse, "local[2]");
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    lake = new Lake(spark);
    List<Row> embeddings = new ArrayList<>();
    for (PressureWindow window : SyntheticWindows.of(6, 7, BloodPressureFeatures.NAMES.size())) {
      add(window, Fate.ACCEPTED);
      if (!window.windowId().equals("s3/r/2")) {
        embeddings.add(embedding(window));
      }
    }
    add(SyntheticWindows.window("s0", "r", 90, new float[18], 120, 70), Fate.NO_PAIR);
    add(SyntheticWindows.window("s0", "r", 99, new float[18], 0, 0), Fate.NO_REFERENCE);
    add(SyntheticWindows.window("few", "r", 0, new float[18], 120, 80), Fate.ACCEPTED);
    lake.replace(WindowsTable.TABLE, "made-set", rows);
    lake.replace(WindowFeaturesTable.TABLE, WindowFeaturesTable.scope("made-set"), measured);
    lake.replace(EmbeddingsTable.TABLE, "made-prints", embeddings);
    lake.replace(ExposuresTable.TABLE, "made-pretraining", List.of(exposure("s1", "sha-s1")));
    run(config("plain", List.of("pat-ppg", "ppg"), false));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Two seeds; train-mean and hold-calibration draw nothing. */
  @Test
  void writesAResultForEachScoredWindowMethodSeedAndSubject() {
    // Subjects of 7 to 12 windows, one of each its calibration; one more window needs no ECG.
    int patPpg = 2 + 4 * 2;
    int ppg = 2 + 2 * 2;
    assertThat(count("predictions", "plain"))
        .isEqualTo(2L * (51 * patPpg + 52 * ppg + 51 * (patPpg + ppg)));
    assertThat(count("bp_subjects", "plain")).isEqualTo(6 * 2 * (6 + 4) * 2);
    assertThat(
            rows(
                "select distinct features, windows, n, n_subjects, alignment, calibration, model,"
                    + " certificate from metrics where evaluation = 'plain' and metric = 'mae'"
                    + " order by features, windows"))
        .containsExactly(
            "[pat-ppg,common,51,6,unknown,first,hand-crafted,not pretrained; folds by person;"
                + " subject identity published]",
            "[pat-ppg,eligible,51,6,unknown,first,hand-crafted,not pretrained; folds by person;"
                + " subject identity published]",
            "[ppg,common,51,6,unknown,first,hand-crafted,not pretrained; folds by person; subject"
                + " identity published]",
            "[ppg,eligible,52,6,not-used,first,hand-crafted,not pretrained; folds by person;"
                + " subject identity published]");
    assertThat(
            rows(
                "select distinct windows, alignment, calibration, record_order from bp_subjects"
                    + " where evaluation = 'plain' and features = 'ppg' order by windows"))
        .containsExactly(
            "[common,unknown,first,one-record]", "[eligible,not-used,first,one-record]");
  }

  @Test
  void gradesNobodyOfSixSubjectsByAnyStandard() {
    assertThat(
            rows(
                "select distinct metric, value, unit, verdict from metrics where evaluation ="
                    + " 'plain' and verdict is not null order by metric"))
        .containsExactly(
            "[aami-3-readings,6.0,subjects,insufficient subjects]",
            "[aami-pooled-windows,6.0,subjects,insufficient subjects]",
            "[bhs-3-readings,6.0,subjects,insufficient subjects]",
            "[bhs-pooled-windows,6.0,subjects,insufficient subjects]",
            "[ieee-1708-3-readings,6.0,subjects,insufficient subjects]",
            "[ieee-1708-pooled-windows,6.0,subjects,insufficient subjects]",
            "[iso-81060-2-criterion-2-3-readings,6.0,subjects,insufficient subjects]",
            "[iso-81060-2-criterion-2-pooled-windows,6.0,subjects,insufficient subjects]");
  }

  /** The mean of the rows of each seed, and the difference from rows of the same windows. */
  @Test
  void givesMeansOverSeedsTheirSpreadAndDifferencesFromTheHeldCalibration() {
    String bySeed =
        "select method, seed, avg(abs(prediction_mmhg - truth_mmhg)) mae,"
            + " avg(abs(calibration_mmhg - truth_mmhg)) held from predictions where evaluation ="
            + " 'plain' and target = 'sbp' and features = 'ppg' and windows = 'eligible' group by"
            + " method, seed";
    String expected =
        "select method, count(*) seeds, avg(mae) mae, stddev_samp(mae) sd, avg(mae - held)"
            + " difference"
            + " from (%s) group by method".formatted(bySeed);
    String written =
        "select method, metric, value, n_seeds, seed_sd, ci_low, ci_high from metrics where"
            + " evaluation = 'plain' and task = 'loso-sbp' and features = 'ppg' and windows ="
            + " 'eligible'";
    List<Row> pairs =
        spark
            .sql(
                "select e.*, w.metric, w.value, w.n_seeds, w.seed_sd, w.ci_low, w.ci_high from (%s) e"
                        .formatted(expected)
                    + " join (%s) w on e.method = w.method where w.metric in ('mae',"
                        .formatted(written)
                    + " 'mae-difference')")
            .collectAsList();
    // hold-calibration has no difference from itself.
    assertThat(pairs).hasSize(4 + 3);
    for (Row pair : pairs) {
      boolean isMae = pair.getAs("metric").equals("mae");
      double value = pair.<Double>getAs("value");
      assertThat(value).isCloseTo(pair.<Double>getAs(isMae ? "mae" : "difference"), within(1e-9));
      assertThat(value)
          .isBetween(pair.<Double>getAs("ci_low") - 1e-9, pair.<Double>getAs("ci_high") + 1e-9);
      boolean isSeeded = pair.<String>getAs("method").startsWith("lightgbm");
      assertThat(pair.<Long>getAs("n_seeds")).isEqualTo(isSeeded ? 2 : 1);
      assertThat(pair.<Long>getAs("seeds")).isEqualTo(isSeeded ? 2 : 1);
      if (isSeeded) {
        assertThat(pair.<Double>getAs("seed_sd"))
            .isPositive()
            .satisfies(
                sd -> {
                  if (isMae) {
                    assertThat(sd).isCloseTo(pair.<Double>getAs("sd"), within(1e-9));
                  }
                });
      } else {
        assertThat(pair.<Double>getAs("seed_sd")).isNull();
      }
    }
  }

  @Test
  void accountsForEveryWindowByReason() {
    assertThat(
            rows(
                "select unit, discovered, accepted, rejected, excluded from accounting where"
                    + " scope = 'loso-blood-pressure/plain' order by unit"))
        .containsExactly(
            "[windows for pat-ppg,60,51,2,7]",
            "[windows for pat-ppg, common,60,51,2,7]",
            "[windows for ppg,60,52,1,7]",
            "[windows for ppg, common,60,51,1,8]");
    assertThat(
            rows(
                "select unit, outcome, reason, n from accounting_reasons where"
                    + " scope = 'loso-blood-pressure/plain' and unit in ('windows for pat-ppg',"
                    + " 'windows for ppg, common') order by unit, outcome, reason"))
        .containsExactly(
            "[windows for pat-ppg,excluded,calibration,6]",
            "[windows for pat-ppg,excluded,too few windows of the subject,1]",
            "[windows for pat-ppg,rejected,pair refused: pat,1]",
            "[windows for pat-ppg,rejected,reference refused: abp flat,1]",
            "[windows for ppg, common,excluded,calibration,6]",
            "[windows for ppg, common,excluded,not eligible for another feature set,1]",
            "[windows for ppg, common,excluded,too few windows of the subject,1]",
            "[windows for ppg, common,rejected,reference refused: abp flat,1]");
  }

  /** Of 58 windows one has a gap in its PPG; the arrival time is the first feature of two sets. */
  @Test
  void gradesWhatExtractFeaturesMeasured() {
    List<Row> extracted = new ArrayList<>();
    for (PressureWindow window : SyntheticWindows.of(6, 7, BloodPressureFeatures.NAMES.size())) {
      String refusal = window.windowId().equals("s3/r/2") ? "ppg gap" : null;
      for (FeatureSet set :
          List.of(FeatureSet.ATTRACTOR, FeatureSet.PULSE_ARRIVAL, FeatureSet.ATTRACTOR_PAT)) {
        extracted.add(
            features(
                WindowFeaturesTable.extracted("made-set"),
                window,
                set.label(),
                named(window, set.columns()),
                set == FeatureSet.PULSE_ARRIVAL ? null : refusal));
      }
    }
    lake.replace(WindowFeaturesTable.TABLE, WindowFeaturesTable.extracted("made-set"), extracted);
    run(config("extracted", List.of("attractor", "pulse-arrival", "attractor-pat"), false));

    assertThat(
            rows(
                "select features, n, alignment, count(distinct method) from metrics where evaluation"
                    + " = 'extracted' and metric = 'mae' and task = 'loso-sbp' and windows ="
                    + " 'eligible' group by 1, 2, 3 order by 1"))
        .containsExactly(
            "[attractor,50,not-used,4]",
            "[attractor-pat,50,unknown,6]",
            "[pulse-arrival,51,unknown,6]");
    assertThat(
            rows(
                "select unit, reason, n from accounting_reasons where scope ="
                    + " 'loso-blood-pressure/extracted' and reason like '%refused: ppg gap' and unit"
                    + " not like '%common' order by 1"))
        .containsExactly(
            "[windows for attractor,attractor refused: ppg gap,1]",
            "[windows for attractor-pat,attractor-pat refused: ppg gap,1]");
  }

  @Test
  void readsTheScopesOfTheJobsThatMeasured() {
    assertThat(new LosoBloodPressureJob().inputs(config("x", List.of("ppg", "attractor"), false)))
        .contains(
            Input.rows(WindowFeaturesTable.TABLE, "window-signals/made-set"),
            Input.rows(WindowFeaturesTable.TABLE, "extract-features/made-set"));
    assertThat(new LosoBloodPressureJob().inputs(config("x", List.of("ppg"), false)))
        .doesNotContain(Input.rows(WindowFeaturesTable.TABLE, "extract-features/made-set"));
  }

  @Test
  void failsWhereAWindowIsLostOrScoredByOneMethodAlone() {
    run(config("lost", List.of("ppg"), false));
    List<Graded> graded = graded(List.of(FeatureSet.PPG));
    WindowAccounting accounting = new WindowAccounting(lake, "lost", "run");
    assertThatThrownBy(() -> accounting.write("scope", graded, Map.of("made", 61L)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "made: 61 windows for ppg discovered, but 52 accepted + 1 rejected + 7 excluded = 60");

    List<Row> predictions = lake.read(PredictionsTable.TABLE, "lost").collectAsList();
    Row gone =
        predictions.stream()
            .filter(row -> row.getAs("method").equals("train-mean"))
            .findFirst()
            .orElseThrow();
    lake.replace(
        PredictionsTable.TABLE, "lost", predictions.stream().filter(row -> row != gone).toList());
    assertThatThrownBy(() -> accounting.write("scope", graded, Map.of("made", 60L)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("predictions: eligible windows of made from ppg: ")
        .hasMessageContaining("another target, method or seed");
  }

  @Test
  void drawsARandomCalibrationAnewForEachSeed() {
    run(config("random", List.of("ppg"), "random"));

    assertThat(
            rows(
                "select method, n_seeds, seed_sd > 0 from metrics where evaluation = 'random' and"
                    + " metric = 'mae' and task = 'loso-sbp' and method in ('hold-calibration',"
                    + " 'lightgbm-calibrated') order by method"))
        .containsExactly("[hold-calibration,2,true]", "[lightgbm-calibrated,2,true]");
    assertThat(
            rows(
                "select accepted, excluded from accounting where scope ="
                    + " 'loso-blood-pressure/random'"))
        .containsExactly("[52,7]");
  }

  @Test
  void gradesTheMeanOfThreeAndEachRecordToo() {
    for (String calibration : List.of("mean-3", "first-per-record")) {
      run(config(calibration, List.of("ppg"), calibration));
      assertThat(
              rows(
                  "select distinct calibration, n from metrics where evaluation = '%s' and metric ="
                          .formatted(calibration)
                      + " 'mae'"))
          .containsExactly(
              "[%s,%d]".formatted(calibration, calibration.equals("mean-3") ? 58 - 18 : 52));
    }
  }

  @Test
  void neverScoresACalibration() {
    assertThat(
            spark
                .sql("select distinct window_id from predictions where evaluation = 'plain'")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .hasSize(52)
        .noneMatch(id -> id.endsWith("/0"));
  }

  @Test
  void predictsTheSameInOnePartitionAndInThree() {
    List<Cohort> cohorts =
        List.of(
            SyntheticWindows.cohort(
                FeatureSet.PAT_PPG,
                SyntheticWindows.of(5, 6, BloodPressureFeatures.NAMES.size()),
                6));
    FoldRunner runner = new FoldRunner(spark, cohorts);
    FoldPredictor predictor = new FoldPredictor(SyntheticWindows.smallTrees(), 2, 17);

    assertThat(runner.run(predictor, "one", 1))
        .usingRecursiveComparison()
        .isEqualTo(runner.run(predictor, "three", 3));
    runner.close();
  }

  @Test
  void leavesOutWindowsWithoutAEmbeddingAndSaysWhatThePretrainingSaw() {
    run(config("prints", List.of("embedding-ecg"), true));

    assertThat(
            spark
                .sql(
                    "select distinct n, model, pretraining_run, parameters_sha256, disjoint,"
                        + " evaluated_persons, shared_persons, shared_records, shared_waveforms,"
                        + " subject_identity from metrics where evaluation = 'prints' and metric ="
                        + " 'mae'")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[50,made-pretraining,run-1,digest-1,false,7,1,0,1,published]");
  }

  @Test
  void rejectsEmbeddingsWhosePretrainingSawTheSubjects() {
    LosoBloodPressureJob.Config config = config("refused", List.of("embedding-ecg"), false);

    assertThatThrownBy(() -> run(config))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "embeddings made-prints of the windows to grade: shared with pretraining"
                + " made-pretraining (run run-1, parameters digest-1): 1 of 7 persons (made/s1), 0"
                + " of 7 records, 1 of 7 waveforms (sha-s1) shared; subject identity published;"
                + " allow-overlap: true grades them all the same and says so in every row");
  }

  @Test
  void rejectsASplitWithoutSubjects() {
    LosoBloodPressureJob.Config config =
        new LosoBloodPressureJob.Config(
            "empty",
            "made-set",
            List.of("made"),
            "evaluation",
            "none",
            List.of("ppg"),
            6,
            "first",
            2,
            SyntheticWindows.smallTrees(),
            50,
            0.95,
            List.of(17L),
            false);

    assertThatThrownBy(() -> run(config))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "windows for ppg: 0 subjects of made in window-set made-set have 6 windows or more, at"
                + " least 3 needed; left out: 60 other split; add corpora, or change split or"
                + " min-windows-per-subject");
  }

  private static LosoBloodPressureJob.Config config(
      String evaluation, List<String> features, boolean allowOverlap) {
    return config(evaluation, features, "first", allowOverlap);
  }

  private static LosoBloodPressureJob.Config config(
      String evaluation, List<String> features, String calibration) {
    return config(evaluation, features, calibration, false);
  }

  private static LosoBloodPressureJob.Config config(
      String evaluation, List<String> features, String calibration, boolean allowOverlap) {
    return new LosoBloodPressureJob.Config(
        evaluation,
        "made-set",
        List.of("made"),
        "all",
        "made-prints",
        features,
        6,
        calibration,
        2,
        SyntheticWindows.smallTrees(),
        50,
        0.95,
        List.of(17L, 18L),
        allowOverlap);
  }

  private static List<Graded> graded(List<FeatureSet> sets) {
    WindowReader reader = new WindowReader(lake, "made-set", List.of("made"), "all", "none");
    Graded.Plan plan =
        new Graded.Plan(CalibrationMode.FIRST, 6, List.of(17L, 18L), reader.starts());
    return Candidates.of(sets, reader).stream()
        .map(candidates -> Graded.of(candidates, plan))
        .toList();
  }

  private static List<String> rows(String sql) {
    return spark.sql(sql).collectAsList().stream().map(Row::toString).toList();
  }

  private static void run(LosoBloodPressureJob.Config config) {
    new LosoBloodPressureJob()
        .run(new JobContext(spark, lake, "run", "fingerprint", "key", false), config);
  }

  private static long count(String table, String evaluation) {
    return spark.table(table).where("evaluation = '" + evaluation + "'").count();
  }

  private enum Fate {
    ACCEPTED,
    /** ECG and PPG do not go together. */
    NO_PAIR,
    NO_REFERENCE
  }

  private static void add(PressureWindow window, Fate fate) {
    rows.add(row(window));
    boolean hasReference = fate != Fate.NO_REFERENCE;
    measured.add(
        features(
            window,
            WindowFeaturesTable.BLOOD_PRESSURE,
            Map.of("sbp_mmhg", window.sbpMmhg(), "dbp_mmhg", window.dbpMmhg()),
            hasReference ? null : "abp flat"));
    measured.add(
        features(
            window,
            WindowFeaturesTable.PAT_PPG,
            named(window, BloodPressureFeatures.NAMES),
            fate == Fate.ACCEPTED ? null : hasReference ? "pat" : "abp flat"));
    measured.add(
        features(window, WindowFeaturesTable.PPG, named(window, PulseShapeFeatures.NAMES), null));
  }

  private static Row features(
      PressureWindow window, String set, Map<String, Double> features, @Nullable String refusal) {
    return features(WindowFeaturesTable.scope("made-set"), window, set, features, refusal);
  }

  private static Row features(
      String scope,
      PressureWindow window,
      String set,
      Map<String, Double> features,
      @Nullable String refusal) {
    return new RowBuilder(WindowFeaturesTable.TABLE)
        .set("scope", scope)
        .set("window_set", "made-set")
        .set("corpus", window.corpus())
        .set("record", window.subject() + "-" + window.record())
        .set("subject", window.subject())
        .set("window_id", window.windowId())
        .set("feature_set", set)
        .set("features", refusal == null ? features : Map.of())
        .set("refusal", refusal)
        .build();
  }

  private static Row row(PressureWindow window) {
    return new RowBuilder(WindowsTable.TABLE)
        .set("window_set", "made-set")
        .set("corpus", window.corpus())
        .set("record", window.subject() + "-" + window.record())
        .set("subject", window.subject())
        .set("subject_identity", "published")
        .set("person_group", window.personGroup())
        .set("window_id", window.windowId())
        .set("start_s", window.startSeconds())
        .set("seconds", 10.0)
        .set("signals", List.of())
        .set("modalities", "ecg+ppg")
        .set("alignment_trust", window.subject().equals("s1") ? "unknown" : "trusted")
        .set("split", "pretrain")
        .set("waveform_sha256", "sha-" + window.subject())
        .build();
  }

  private static Map<String, Double> named(PressureWindow window, List<String> names) {
    Map<String, Double> features = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      features.put(names.get(i), (double) window.features()[i]);
    }
    return features;
  }

  private static Row embedding(PressureWindow window) {
    return new RowBuilder(EmbeddingsTable.TABLE)
        .set("embedding_set", "made-prints")
        .set("pretraining", "made-pretraining")
        .set("pretraining_run", "run-1")
        .set("parameters_sha256", "digest-1")
        .set("window_set", "made-set")
        .set("window_id", window.windowId())
        .set("corpus", window.corpus())
        .set("record", window.record())
        .set("subject", window.subject())
        .set("modalities", "ecg")
        .set("vector", new Float[] {window.features()[0], window.features()[1]})
        .build();
  }

  private static Row exposure(String subject, String waveform) {
    return new RowBuilder(ExposuresTable.TABLE)
        .set("pretraining", "made-pretraining")
        .set("run", "run-1")
        .set("parameters_sha256", "digest-1")
        .set("corpus", "made")
        .set("subject", subject)
        .set("subject_identity", "published")
        .set("person_group", "made/" + subject)
        .set("record", "elsewhere")
        .set("waveform_sha256", waveform)
        .set("windows", 1L)
        .build();
  }
}
