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
import org.purkinje.jobsupport.table.RowBuilder;

/** An overlap that goes unseen makes every number of an evaluation worthless. */
class CertificateSparkTest {

  @TempDir private static Path warehouse;
  private static SparkSession spark;
  private static Lake lake;

  @BeforeAll
  static void openSession() {
    spark = Session.open(warehouse, "local[2]");
    lake = new Lake(spark);
    lake.replace(
        ExposuresTable.TABLE,
        "m2ae",
        List.of(
            exposure("m2ae", "mitdb", "100", "100", "aa"),
            exposure("m2ae", "mitdb", "201", "201", "bb"),
            exposure("m2ae", "mitdb", "201", "202", "cc")));
    lake.replace(
        ExposuresTable.TABLE, "other", List.of(exposure("other", "cinc2015", "a1", "a1", "dd")));
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @Test
  void findsNothingSharedWithOtherSubjects() {
    Certificate certificate =
        check(window("cinc2015", "a1", "a1", "dd"), window("cinc2015", "a2", "a2", "ee"));
    assertThat(certificate.isDisjoint()).isTrue();
    assertThat(certificate.text())
        .isEqualTo(
            "disjoint from pretraining m2ae: 0 of 2 subjects, 0 of 2 records, 0 of 2 waveforms"
                + " shared");
  }

  @Test
  void takesTheSameSubjectNameInAnotherCorpusForAnotherPerson() {
    assertThat(check(window("cinc2015", "100", "100", "ff")).isDisjoint()).isTrue();
  }

  @Test
  void findsTheSameWaveformUnderAnotherCorpusAndName() {
    Certificate certificate =
        check(window("copy", "p1", "r1", "bb"), window("copy", "p1", "r1", "bb"));
    assertThat(certificate.isDisjoint()).isFalse();
    assertThat(certificate.text())
        .isEqualTo(
            "OVERLAPS with pretraining m2ae: 0 of 1 subjects, 0 of 1 records, 1 of 1 waveforms"
                + " shared");
  }

  @Test
  void findsTheSubjectOfAnotherRecord() {
    Certificate certificate = check(window("mitdb", "201", "203", "gg"));
    assertThat(certificate.isDisjoint()).isFalse();
    assertThat(certificate.subjects()).isEqualTo(new Certificate.Shared(1, 1));
    assertThat(certificate.records()).isEqualTo(new Certificate.Shared(1, 0));
  }

  @Test
  void certifiesNothingAboutAnUnknownPretraining() {
    Dataset<Row> windows = windows(window("mitdb", "100", "100", "aa"));
    assertThatThrownBy(() -> Certificate.check(lake, windows, "absent"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pretraining absent left no rows in exposures, so nothing can be certified");
  }

  @Test
  void saysThatAModelWasNotPretrained() {
    assertThat(Certificate.notPretrained().text()).isEqualTo("not pretrained; folds by subject");
    assertThat(Certificate.notPretrained().isDisjoint()).isTrue();
  }

  private static Certificate check(Row... windows) {
    return Certificate.check(lake, windows(windows), "m2ae");
  }

  private static Dataset<Row> windows(Row... windows) {
    return spark.createDataFrame(Arrays.asList(windows), ExposuresTable.TABLE.schema());
  }

  private static Row window(String corpus, String subject, String record, String waveform) {
    return exposure("evaluated", corpus, subject, record, waveform);
  }

  private static Row exposure(
      String pretraining, String corpus, String subject, String record, String waveform) {
    return new RowBuilder(ExposuresTable.TABLE)
        .set("pretraining", pretraining)
        .set("run", "run-1")
        .set("corpus", corpus)
        .set("subject", subject)
        .set("record", record)
        .set("waveform_sha256", waveform)
        .set("windows", 1L)
        .build();
  }
}
