package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.pressure.BloodPressureFeatures;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.FingerprintsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowsTable;

/** With Kryo, as the training of models sets it for the whole session. */
class LosoBloodPressureJobSparkTest {

  @TempDir static Path warehouse;
  private static SparkSession spark;
  private static Lake lake;

  @BeforeAll
  static void writeWindows() {
    spark = Session.open(warehouse, "local[2]");
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    lake = new Lake(spark);
    List<Row> rows = new ArrayList<>();
    List<Row> fingerprints = new ArrayList<>();
    for (PressureWindow window : SyntheticWindows.of(6, 7, BloodPressureFeatures.NAMES.size())) {
      rows.add(row(window, true));
      if (!window.windowId().equals("s3/r/2")) {
        fingerprints.add(fingerprint(window));
      }
    }
    rows.add(row(SyntheticWindows.window("s0", "r", 90, new float[18], 0, 0), false));
    rows.add(row(SyntheticWindows.window("few", "r", 0, new float[18], 120, 80), true));
    lake.replace(WindowsTable.TABLE, "made-set", rows);
    lake.replace(FingerprintsTable.TABLE, "made-prints", fingerprints);
    lake.replace(ExposuresTable.TABLE, "made-pretraining", List.of(exposure("s1", "sha-s1")));
    run(config("plain", List.of("pat-ppg", "ppg"), false));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void writesAResultForEachScoredWindowMethodAndSubject() {
    // Subjects of 7 to 12 windows, one of each its calibration.
    assertThat(count("predictions", "plain")).isEqualTo((57 - 6) * 2 * (6 + 4));
    assertThat(count("bp_subjects", "plain")).isEqualTo(6 * 2 * (6 + 4));
    assertThat(
            spark
                .sql(
                    "select distinct n, n_subjects, certificate, model from metrics where"
                        + " evaluation = 'plain' and metric = 'mae'")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[51,6,not pretrained; folds by person; subject identity published,hand-crafted]");
    assertThat(
            spark
                .sql(
                    "select distinct verdict from metrics where evaluation = 'plain' and metric ="
                        + " 'aami'")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("insufficient n");
    assertThat(
            spark
                .sql(
                    "select unit, discovered, accepted, rejected, excluded from accounting where"
                        + " scope = 'loso-blood-pressure/plain' order by unit")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[windows for pat-ppg,59,51,1,7]", "[windows for ppg,59,51,1,7]");
  }

  @Test
  void neverScoresACalibration() {
    assertThat(
            spark
                .sql("select distinct window_id from predictions where evaluation = 'plain'")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .hasSize(51)
        .noneMatch(id -> id.endsWith("/0"));
  }

  @Test
  void predictsTheSameInOnePartitionAndInThree() {
    List<Cohort> cohorts =
        List.of(
            Cohort.of(
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
  void leavesOutWindowsWithoutAFingerprintAndSaysWhatThePretrainingSaw() {
    run(config("prints", List.of("fingerprint-ecg"), true));

    assertThat(
            spark
                .sql(
                    "select distinct n, model, pretraining_run, parameters_sha256, disjoint,"
                        + " evaluated_persons, shared_persons, shared_records, shared_waveforms,"
                        + " subject_identity from metrics where evaluation = 'prints' and metric ="
                        + " 'mae'")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[50,made-pretraining,run-1,digest-1,false,7,1,0,1,published]");
  }

  @Test
  void rejectsFingerprintsWhosePretrainingSawTheSubjects() {
    LosoBloodPressureJob.Config config = config("refused", List.of("fingerprint-ecg"), false);

    assertThatThrownBy(() -> run(config))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "fingerprints made-prints of the windows to grade: shared with pretraining"
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
            17,
            false);

    assertThatThrownBy(() -> run(config))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "ppg: 0 subjects of [made] in windows made-set have 6 windows or more, at least 3 are"
                + " needed");
  }

  private static LosoBloodPressureJob.Config config(
      String evaluation, List<String> features, boolean allowOverlap) {
    return new LosoBloodPressureJob.Config(
        evaluation,
        "made-set",
        List.of("made"),
        "all",
        "made-prints",
        features,
        6,
        "first",
        2,
        SyntheticWindows.smallTrees(),
        50,
        0.95,
        17,
        allowOverlap);
  }

  private static void run(LosoBloodPressureJob.Config config) {
    new LosoBloodPressureJob()
        .run(new JobContext(spark, lake, "run", "fingerprint", false), config);
  }

  private static long count(String table, String evaluation) {
    return spark.table(table).where("evaluation = '" + evaluation + "'").count();
  }

  private static Row row(PressureWindow window, boolean isAccepted) {
    RowBuilder features = new RowBuilder(WindowsTable.BP_FEATURES);
    for (int i = 0; i < BloodPressureFeatures.NAMES.size(); i++) {
      features.set(BloodPressureFeatures.NAMES.get(i), (double) window.features()[i]);
    }
    return new RowBuilder(WindowsTable.TABLE)
        .set("window_set", "made-set")
        .set("corpus", window.corpus())
        .set("record", window.subject() + "-" + window.record())
        .set("subject", window.subject())
        .set("subject_identity", "published")
        .set("person_group", window.personGroup())
        .set("window_id", window.windowId())
        .set("start_s", window.startSeconds())
        .set("fs_hz", 125.0)
        .set("modalities", "ecg+ppg")
        .set("alignment_trust", "same-recorder")
        .set("sbp_mmhg", isAccepted ? window.sbpMmhg() : null)
        .set("dbp_mmhg", isAccepted ? window.dbpMmhg() : null)
        .set("bp_refusal", isAccepted ? null : "pat")
        .set("bp_features", isAccepted ? features.build() : null)
        .set("split", "pretrain")
        .set("waveform_sha256", "sha-" + window.subject())
        .build();
  }

  private static Row fingerprint(PressureWindow window) {
    return new RowBuilder(FingerprintsTable.TABLE)
        .set("fingerprint_set", "made-prints")
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
