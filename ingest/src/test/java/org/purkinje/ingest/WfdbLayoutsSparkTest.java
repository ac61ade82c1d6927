package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.purkinje.ingest.WfdbLayout.LOWER;
import static org.purkinje.ingest.WfdbLayout.UPPER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;

/**
 * Corpora of which no real files are at hand, each written small in its publisher's layout: paths,
 * channel names and comments as PhysioNet's pages give them.
 */
class WfdbLayoutsSparkTest {

  private static final String TWELVE_LEADS = "I,II,III,aVR,aVL,aVF,V1,V2,V3,V4,V5,V6";

  @TempDir private static Path warehouse;
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void openSession() {
    System.setProperty("purkinje.home", "..");
    spark = Session.open(warehouse, "local[2]");
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    spark.close();
  }

  @Test
  void readsSvdb() throws IOException {
    write("800", 128, List.of("ECG1", "ECG2"), "atr");
    ingest("svdb");
    assertThat(records("svdb")).containsExactly("[800,800,null,null,128.0]");
    assertThat(leads("svdb")).containsExactly("[800,2,null]");
    assertThat(annotators("svdb")).containsExactly("[atr,1]");
  }

  @Test
  void readsAfdbWithItsRecordsThatHaveNoSignals() throws IOException {
    write("04015", 250, List.of("ECG1", "ECG2"), "atr,qrs");
    write("00735", 250, List.of(), "atr,qrs,qrsc");
    ingest("afdb");
    assertThat(records("afdb"))
        .containsExactly("[00735,00735,null,null,250.0]", "[04015,04015,null,null,250.0]");
    assertThat(annotators("afdb")).containsExactly("[atr,2]", "[qrs,2]", "[qrsc,1]");
  }

  @Test
  void readsLtafdb() throws IOException {
    write("00", 128, List.of("ECG", "ECG"), "atr,qrs");
    ingest("ltafdb");
    assertThat(records("ltafdb")).containsExactly("[00,00,null,null,128.0]");
  }

  @Test
  void readsNsrdb() throws IOException {
    write("16265", 128, List.of("ECG1", "ECG2"), "atr", " 32 M");
    ingest("nsrdb");
    assertThat(records("nsrdb")).containsExactly("[16265,16265,M,32.0,128.0]");
  }

  @Test
  void readsIncartdbWhoseSubjectsStandInComments() throws IOException {
    String person = "<age>: 65 <sex>: F <diagnoses> Coronary artery disease, arterial hypertension";
    write("I01", 257, UPPER, "atr", person, "patient 1", "PVCs, noise");
    write("I02", 257, UPPER, "atr", person, "patient 1", "PVCs, noise");
    ingest("incartdb");
    assertThat(records("incartdb"))
        .containsExactly("[I01,patient 1,F,65.0,257.0]", "[I02,patient 1,F,65.0,257.0]");
    assertThat(leads("incartdb")).contains("[I01,12," + TWELVE_LEADS + "]");
  }

  @Test
  void readsEdb() throws IOException {
    write("e0103", 250, List.of("V4", "MLIII"), "atr", " Age: 62  Sex: M", " Mixed angina");
    ingest("edb");
    assertThat(records("edb")).containsExactly("[e0103,e0103,M,62.0,250.0]");
    assertThat(leads("edb")).containsExactly("[e0103,2,V4,MLIII]");
  }

  @Test
  void readsNstdbUnderTheSubjectsOfMitdb() throws IOException {
    write("118e_6", 360, List.of("MLII", "V1"), "atr");
    write("118e24", 360, List.of("MLII", "V1"), "atr");
    write("bw", 360, List.of("noise1", "noise2"), "");
    ingest("nstdb");
    assertThat(records("nstdb"))
        .containsExactly("[118e24,118,null,null,360.0]", "[118e_6,118,null,null,360.0]");
    assertThat(
            rows(
                "select discovered, accepted, rejected, excluded from accounting where corpus ="
                    + " 'nstdb'"))
        .containsExactly("[3,2,0,1]");
  }

  @Test
  void readsQtdb() throws IOException {
    write("sel100", 250, List.of("MLII", "V5"), "atr,q1c,pu0");
    ingest("qtdb");
    assertThat(records("qtdb")).containsExactly("[sel100,100,null,null,250.0]");
    assertThat(annotators("qtdb")).containsExactly("[atr,1]", "[pu0,1]", "[q1c,1]");
  }

  @Test
  void readsLudbWhoseAnnotatorsAreLeads() throws IOException {
    write("data/1", 500, LOWER, "i,v6", "<age>: 51", "<sex>: F", "Rhythm: Sinus bradycardia.");
    ingest("ludb");
    assertThat(records("ludb")).containsExactly("[data/1,1,F,51.0,500.0]");
    assertThat(leads("ludb")).containsExactly("[data/1,12," + TWELVE_LEADS + "]");
    assertThat(annotators("ludb")).containsExactly("[i,1]", "[v6,1]");
    assertThat(labels("ludb")).containsExactly("[ludb-rhythm,Sinus bradycardia,1]");
  }

  @Test
  void readsPtbdb() throws IOException {
    List<String> channels = new ArrayList<>(LOWER);
    channels.addAll(List.of("vx", "vy", "vz"));
    String why = " Reason for admission: Myocardial infarction";
    write("patient001/s0010_re", 1000, channels, "", " age: 81", " sex: female", why);
    ingest("ptbdb");
    assertThat(records("ptbdb")).containsExactly("[patient001/s0010_re,001,F,81.0,1000.0]");
    assertThat(leads("ptbdb"))
        .containsExactly("[patient001/s0010_re,15," + TWELVE_LEADS + ",vx,vy,vz]");
    assertThat(labels("ptbdb")).containsExactly("[ptbdb-diagnosis,Myocardial infarction,1]");
  }

  @Test
  void readsTheThreePartsOfTheChallengesThatHaveNamesOfTheirOwn() throws IOException {
    String[] notes = {"Age: 47", "Sex: Female", "Dx: 426783006,59118001"};
    write("g1/E00001", 500, UPPER, "", notes);
    ingest("georgia");
    write("g1/JS00001", 500, UPPER, "", notes);
    ingest("chapman-shaoxing");
    ingest("ningbo");
    assertThat(records("georgia")).containsExactly("[E00001,E00001,F,47.0,500.0]");
    assertThat(records("chapman-shaoxing")).containsExactly("[JS00001,JS00001,F,47.0,500.0]");
    assertThat(labels("ningbo")).containsExactly("[snomed,426783006,1]", "[snomed,59118001,1]");
  }

  @Test
  void readsIcentia11k() throws IOException {
    write("p00/p00007/p00007_s00", 250, List.of("ECG"), "atr");
    write("p00/p00007/p00007_s01", 250, List.of("ECG"), "");
    ingest("icentia11k");
    assertThat(records("icentia11k"))
        .containsExactly(
            "[p00/p00007/p00007_s00,00007,null,null,250.0]",
            "[p00/p00007/p00007_s01,00007,null,null,250.0]");
    assertThat(rows("select distinct kind from channels where corpus = 'icentia11k'"))
        .containsExactly("[ecg]");
  }

  @Test
  void readsMimicIvEcgByNameNotByPlace() throws IOException {
    List<String> order =
        List.of("I", "II", "III", "aVR", "aVF", "aVL", "V1", "V2", "V3", "V4", "V5", "V6");
    write("files/p1000/p10000032/s40689238/40689238", 500, order, "");
    ingest("mimic-iv-ecg");
    assertThat(records("mimic-iv-ecg"))
        .containsExactly("[files/p1000/p10000032/s40689238/40689238,10000032,null,null,500.0]");
    assertThat(leads("mimic-iv-ecg").get(0)).endsWith("aVR,aVF,aVL,V1,V2,V3,V4,V5,V6]");
  }

  @Test
  void readsCinc2017WithTheClassesOfItsTable() throws IOException {
    for (String record : List.of("A00001", "A00002")) {
      write("A00/" + record, 300, List.of("ECG"), "");
      // As published: the date first, in ISO 8601, and 0 in place of the checksum.
      Files.writeString(
          folder.resolve("A00/" + record + ".hea"),
          "%1$s 1 300 500 2014-04-15 03:04:41 \n%1$s.dat 16 1000/mV 16 0 -127 0 0 ECG \n"
              .formatted(record));
    }
    Files.writeString(folder.resolve("REFERENCE.csv"), "A00001,N\nA00002,~\n");
    ingest("cinc2017");
    assertThat(records("cinc2017"))
        .containsExactly(
            "[A00/A00001,A00001,null,null,300.0]", "[A00/A00002,A00002,null,null,300.0]");
    assertThat(labels("cinc2017")).containsExactly("[cinc2017,N,1]", "[cinc2017,~,1]");
    assertThat(rows("select distinct started_at from records where corpus = 'cinc2017'"))
        .containsExactly("[2014-04-15T03:04:41]");
    assertThat(rows("select distinct part, place from record_faults where corpus = 'cinc2017'"))
        .containsExactlyInAnyOrder(
            "[checksum,A00/A00001.hea: signal 0 (ECG)]",
            "[checksum,A00/A00002.hea: signal 0 (ECG)]");
  }

  @Test
  void readsTheMatchedSubsetOfMimic3() throws IOException {
    Path subject = Files.createDirectories(folder.resolve("p00/p000020"));
    write("p00/p000020/3544749_0001", 125, List.of("II", "PLETH/NU", "ABP/mmHg"), "");
    write("p00/p000020/p000020-2183-04-28-17-47n", 1 / 60.0, List.of("HR/bpm"), "");
    Files.writeString(
        subject.resolve("3544749_layout.hea"),
        """
        3544749_layout 3 125 0
        ~ 0 200 8 0 0 0 0 II
        ~ 0 200/NU 8 0 0 0 0 PLETH
        ~ 0 200/mmHg 8 0 0 0 0 ABP
        """);
    Files.writeString(
        subject.resolve("p000020-2183-04-28-17-47.hea"),
        "p000020-2183-04-28-17-47/3 3 125 600 17:47:00\n3544749_layout 0\n~ 100\n3544749_0001 500\n");
    Files.writeString(folder.resolve("RECORDS"), "p00/p000020/\n");
    ingest("mimic3wdb-matched");
    assertThat(records("mimic3wdb-matched"))
        .containsExactly("[p00/p000020/p000020-2183-04-28-17-47,000020,null,null,125.0]");
    assertThat(
            rows(
                "select name, kind, n_samples, n_missing from channels where corpus ="
                    + " 'mimic3wdb-matched' order by channel"))
        .containsExactly("[II,ecg,600,100]", "[PLETH,ppg,600,100]", "[ABP,abp,600,100]");
  }

  private void write(
      String record, double fs, List<String> channels, String annotators, String... comments)
      throws IOException {
    List<String> extensions = annotators.isEmpty() ? List.of() : List.of(annotators.split(","));
    new WfdbLayout(record, fs, channels, extensions, List.of(comments)).write(folder);
  }

  private void ingest(String corpus) {
    new JobRunner(spark)
        .run(
            new IngestCorpusJob(),
            new IngestCorpusJob.Config(corpus, folder.toString(), Stringency.STRICT, 0, List.of()),
            false);
  }

  private static List<String> records(String corpus) {
    return rows(
        "select record, subject, sex, age_years, fs_hz from records where corpus = '%s' order by"
            + " record",
        corpus);
  }

  /** Record, number of channels, leads in the channels' order. */
  private static List<String> leads(String corpus) {
    return rows(
        "select record, count(*), nullif(array_join(transform(array_sort(collect_list(struct("
            + "channel, lead))), c -> c.lead), ','), '') from channels where corpus = '%s' group by"
            + " record order by record",
        corpus);
  }

  private static List<String> annotators(String corpus) {
    return rows(
        "select annotator, count(*) from annotations where corpus = '%s' group by annotator order"
            + " by annotator",
        corpus);
  }

  private static List<String> labels(String corpus) {
    return rows(
        "select system, code, value from labels where corpus = '%s' order by system, code", corpus);
  }

  private static List<String> rows(String query, Object... values) {
    return spark.sql(query.formatted(values)).collectAsList().stream().map(Row::toString).toList();
  }
}
