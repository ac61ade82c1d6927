package org.purkinje.jobsupport.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.PersonGroupsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowsTable;

/** An overlap that goes unseen makes every number of an evaluation worthless. */
class CertificateSparkTest {

  private static final PretrainedModel MODEL = new PretrainedModel("m2ae", "run-1", "digest-1");

  @TempDir private static Path warehouse;
  private static SparkSession spark;
  private static Lake lake;

  @BeforeAll
  static void openSession() {
    spark = Session.open(warehouse, "local[2]");
    spark.conf().set("spark.sql.shuffle.partitions", "2");
    lake = new Lake(spark);
    lake.replace(
        ExposuresTable.TABLE,
        "m2ae",
        List.of(
            exposure("mitdb", "100", "100", "aa"),
            exposure("mitdb", "201", "201", "bb"),
            exposure("mitdb", "201", "202", "cc")));
    lake.replace(
        PersonGroupsTable.TABLE,
        "all",
        List.of(
            person("mitdb", "100", "mitdb/100"),
            person("mitdb", "201", "mitdb/201", "part"),
            person("copy", "p1", "copy/p1"),
            person("copy", "p2", "copy/p2"),
            person("copy", "p3", "mitdb/201"),
            person("part", "q1", "part/q1", "mitdb"),
            person("guess", "g1", "guess/g1", "guess")));
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @Test
  void certifiesOtherPersonsOfTheSameCorpusAndOfOneThatWasCompared() {
    Certificate same =
        check(window("mitdb", "300", "300", "dd"), window("mitdb", "301", "301", "ee"));
    assertThat(same.standing()).isEqualTo(Standing.DISJOINT);
    assertThat(same.text())
        .isEqualTo(
            "disjoint from pretraining m2ae (run run-1, parameters digest-1): 0 of 2 persons, 0 of"
                + " 2 records, 0 of 2 waveforms shared; subject identity published");
    assertThat(check(window("copy", "p1", "r1", "dd", "copy/p1", "all")).standing())
        .isEqualTo(Standing.DISJOINT);
  }

  @Test
  void knowsNothingOfACorpusThatWasNotCompared() {
    Certificate certificate = check(window("cinc2015", "100", "100", "ff"));
    assertThat(certificate.standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(certificate.unknown())
        .containsExactly(
            "cinc2015 and mitdb were not compared; run find-overlaps over both and window-signals"
                + " with its scope as person-groups");
  }

  @Test
  void knowsNothingWherePeopleRepeatAndNobodySaysWho() {
    Certificate certificate = check(window("part", "q1", "r", "ff", "part/q1", "all"));
    assertThat(certificate.standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(certificate.unknown())
        .containsExactly("part and mitdb hold the same people in part, and whom is not published");
  }

  @Test
  void knowsNothingWithinACorpusWhosePersonsAreAssumed() {
    lake.replace(
        ExposuresTable.TABLE,
        "guessed",
        List.of(
            assumed(new RowBuilder(ExposuresTable.TABLE), "guess", "g2")
                .set("pretraining", "guessed")
                .set("run", "run-1")
                .set("parameters_sha256", "digest-1")
                .set("windows", 1L)
                .build()));
    Row window =
        assumed(windowBuilder("guess", "g1", "g1", "ff", "guess/g1", null), "guess", "g1").build();
    Certificate certificate =
        CertificateCheck.check(
            lake, windows(window), new PretrainedModel("guessed", "run-1", "digest-1"));
    assertThat(certificate.standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(certificate.unknown())
        .containsExactly("which records of guess are of one person is not published");
    assertThat(certificate.text()).contains("subject identity assumed");
  }

  /** A corpus that was compared, so nothing but the import leaves a doubt. */
  @Test
  void knowsNothingOfAModelWhoseDataIsNotOnRecord() {
    lake.replace(
        ExposuresTable.TABLE,
        "imported",
        List.of(
            assumed(new RowBuilder(ExposuresTable.TABLE), ExposuresTable.UNRECORDED, "unrecorded")
                .set("pretraining", "imported")
                .set("run", "run-1")
                .set("parameters_sha256", "digest-1")
                .set("windows", 0L)
                .build()));
    Certificate certificate =
        CertificateCheck.check(
            lake,
            windows(window("copy", "p1", "r1", "dd", "copy/p1", "all")),
            new PretrainedModel("imported", "run-1", "digest-1"));
    assertThat(certificate.standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(certificate.unknown())
        .containsExactly(
            "whether copy was trained on is not on record, as the model was imported without its"
                + " exposures");
  }

  @Test
  void findsThePersonUnderAnotherCorpusAndName() {
    Certificate certificate =
        check(
            window("copy", "p1", "r1", "dd", "copy/p1", "all"),
            window("copy", "p3", "r3", "ee", "mitdb/201", "all"));
    assertThat(certificate.standing()).isEqualTo(Standing.SHARED);
    assertThat(certificate.text())
        .contains("1 of 2 persons (copy/p3 = mitdb/201), 0 of 2 records, 0 of 2 waveforms shared");
  }

  @Test
  void findsTheSameWaveformUnderAnotherCorpusAndName() {
    Certificate certificate =
        check(
            window("copy", "p1", "r1", "bb", "copy/p1", "all"),
            window("copy", "p1", "r1", "bb", "copy/p1", "all"));
    assertThat(certificate.standing()).isEqualTo(Standing.SHARED);
    assertThat(certificate.text())
        .contains("0 of 1 persons, 0 of 1 records, 1 of 1 waveforms (bb)");
  }

  @Test
  void findsTheSubjectOfAnotherRecord() {
    Certificate certificate = check(window("mitdb", "201", "203", "gg"));
    assertThat(certificate.standing()).isEqualTo(Standing.SHARED);
    assertThat(certificate.persons()).isEqualTo(new Certificate.Shared(1, 1, List.of("mitdb/201")));
    assertThat(certificate.records()).isEqualTo(new Certificate.Shared(1, 0, List.of()));
  }

  @Test
  void certifiesNothingAboutAnUnknownPretraining() {
    PretrainedModel absent = new PretrainedModel("absent", "run-9", "digest-9");
    Dataset<Row> windows = windows(window("mitdb", "100", "100", "aa"));
    assertThatThrownBy(() -> CertificateCheck.check(lake, windows, absent))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "exposures: nothing of pretraining absent (run run-9, parameters digest-9), so nothing"
                + " can be certified; run pretrain and embed-windows again");
  }

  @Test
  void certifiesNothingAboutAnEarlierModelOfTheSameName() {
    PretrainedModel earlier = new PretrainedModel("m2ae", "run-0", "digest-0");
    Dataset<Row> windows = windows(window("mitdb", "300", "300", "dd"));
    assertThatThrownBy(() -> CertificateCheck.check(lake, windows, earlier))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "exposures: they are of pretraining m2ae (run run-1, parameters digest-1), the"
                + " embeddings of m2ae (run run-0, parameters digest-0): it was trained again"
                + " since, and what the earlier model saw is not on record; run embed-windows"
                + " again");
  }

  @Test
  void certifiesNothingAboutWindowsWhosePersonsWereFoundAnewSince() {
    Dataset<Row> windows = windows(window("copy", "p3", "r3", "ee", "copy/p3", "all"));
    assertThatThrownBy(() -> CertificateCheck.check(lake, windows, MODEL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "windows: person groups of scope all were found anew since they were cut, among others"
                + " of copy/p3; run window-signals again");
  }

  @Test
  void saysThatAModelWasNotPretrained() {
    Certificate certificate =
        CertificateCheck.notPretrained(windows(window("mitdb", "1", "1", "aa")));
    assertThat(certificate.standing()).isEqualTo(Standing.DISJOINT);
    assertThat(certificate.text())
        .isEqualTo("not pretrained; folds by person; subject identity published");
  }

  @Test
  void fillsTheColumnsOfAResult() {
    Row row =
        check(window("part", "q1", "r", "ff", "part/q1", "all"))
            .addTo(new RowBuilder(MetricsTable.TABLE))
            .set("evaluation", "e")
            .set("run", "r")
            .set("task", "t")
            .set("model", "m")
            .set("features", "f")
            .set("split", "s")
            .set("metric", "mae")
            .set("value", 1.0)
            .set("n", 1L)
            .set("n_subjects", 1L)
            .set("method", "m")
            .set("seed", 1L)
            .set("unit", "mmHg")
            .set("data_snapshot", "d")
            .set("alignment", "not-used")
            .build();
    assertThat(row.<Boolean>getAs("disjoint")).isNull();
    assertThat(row.<String>getAs("pretraining_run")).isEqualTo("run-1");
    assertThat(row.<String>getAs("parameters_sha256")).isEqualTo("digest-1");
    assertThat(row.<Long>getAs("evaluated_persons")).isEqualTo(1);
    assertThat(row.<Long>getAs("shared_persons")).isZero();
    assertThat(row.<String>getAs("subject_identity")).isEqualTo("published");
  }

  private static Certificate check(Row... windows) {
    return CertificateCheck.check(lake, windows(windows), MODEL);
  }

  private static Dataset<Row> windows(Row... windows) {
    return spark.createDataFrame(Arrays.asList(windows), WindowsTable.TABLE.schema());
  }

  private static Row window(String corpus, String subject, String record, String waveform) {
    return windowBuilder(corpus, subject, record, waveform, corpus + "/" + subject, null).build();
  }

  private static Row window(
      String corpus, String subject, String record, String waveform, String group, String groups) {
    return windowBuilder(corpus, subject, record, waveform, group, groups).build();
  }

  private static RowBuilder windowBuilder(
      String corpus,
      String subject,
      String record,
      String waveform,
      String group,
      @org.jspecify.annotations.Nullable String groups) {
    return person(new RowBuilder(WindowsTable.TABLE), corpus, subject)
        .set("window_set", "w")
        .set("record", record)
        .set("person_group", group)
        .set("person_groups", groups)
        .set("window_id", corpus + "/" + record + "/0")
        .set("start_s", 0.0)
        .set("seconds", 10.0)
        .set("modalities", "ecg")
        .set("signals", List.of())
        .set("alignment_trust", "trusted")
        .set("split", "evaluation")
        .set("waveform_sha256", waveform);
  }

  private static Row exposure(String corpus, String subject, String record, String waveform) {
    return person(new RowBuilder(ExposuresTable.TABLE), corpus, subject)
        .set("pretraining", "m2ae")
        .set("run", "run-1")
        .set("parameters_sha256", "digest-1")
        .set("record", record)
        .set("waveform_sha256", waveform)
        .set("windows", 1L)
        .build();
  }

  private static Row person(String corpus, String subject, String group, String... unknown) {
    return person(new RowBuilder(PersonGroupsTable.TABLE), corpus, subject)
        .set("scope", "all")
        .set("person_group", group)
        .set("unknown_corpora", unknown)
        .build();
  }

  private static RowBuilder person(RowBuilder row, String corpus, String subject) {
    return row.set("corpus", corpus)
        .set("subject", subject)
        .set("subject_identity", "published")
        .set("person_group", corpus + "/" + subject);
  }

  private static RowBuilder assumed(RowBuilder row, String corpus, String subject) {
    person(row, corpus, subject).set("subject_identity", "assumed");
    return row.set("record", subject).set("waveform_sha256", "w" + subject);
  }
}
