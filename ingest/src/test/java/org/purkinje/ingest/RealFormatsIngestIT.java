package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;

/**
 * Real records in text, MATLAB and HDF5. Oracle: pandas, scipy and h5py, see HOW.md beside the
 * golden digests.
 */
class RealFormatsIngestIT {

  private static final Map<String, String> FOLDER_BY_CORPUS =
      Map.of(
          "bidmc", "bidmc",
          "code15", "code15",
          "cpsc2018", "cpsc2018",
          "heartpy", "heartpy",
          "kachuee", "kachuee-bp",
          "plux", "plux-hdf5",
          "welltory", "welltory-ppg");

  @TempDir private static Path warehouse;
  @TempDir private static Path copies;
  private static SparkSession spark;

  @BeforeAll
  static void ingestTheCorpora() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to ingest real records");
    System.setProperty("purkinje.home", "..");
    spark = Session.open(warehouse, "local[2]");
    for (String corpus : FOLDER_BY_CORPUS.keySet()) {
      Path source = Path.of(corpora, FOLDER_BY_CORPUS.get(corpus));
      IngestCorpusJob.Config config =
          new IngestCorpusJob.Config(
              corpus, withTables(corpus, source).toString(), Stringency.STRICT, 0, List.of());
      new JobRunner(spark).run(new IngestCorpusJob(), config, false);
    }
  }

  /**
   * The samples' tables: of code15 the publisher's, cut down and under another name; of cpsc2018
   * none, so that one in the publisher's layout, with classes of our own, is put beside them.
   */
  private static Path withTables(String corpus, Path source) throws IOException {
    if (!List.of("code15", "cpsc2018").contains(corpus)) {
      return source;
    }
    Path folder = Files.createDirectory(copies.resolve(corpus));
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        Files.copy(file, folder.resolve(name.equals("meta.csv") ? "exams.csv" : name));
      }
    }
    if (corpus.equals("cpsc2018")) {
      Files.writeString(
          folder.resolve("REFERENCE.csv"),
          """
          Recording,First_label,Second_label,Third_label
          A1980,2,5,
          A1982,9,,
          A1983,1,,
          """);
    }
    return folder;
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    if (spark != null) {
      spark.close();
    }
  }

  @Test
  void storesTheSamplesThatOtherReadersDecode() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/golden/real-samples/digests.csv"))) {
      String[] cells = line.split(",", -1);
      expected.put(
          String.join(" ", cells[0], cells[1], cells[2], cells[3]), cells[4] + " " + cells[5]);
    }
    Map<String, String> found = new TreeMap<>();
    for (Row row :
        spark
            .sql(
                "select corpus, record, channel, name, n_samples, digital_sha256 from channels"
                    + " where name != 'time'")
            .collectAsList()) {
      found.put(
          "%s %s %d %s".formatted(row.get(0), row.get(1), row.getInt(2), row.get(3)),
          row.getLong(4) + " " + row.getString(5));
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void findsTheSubjects() {
    assertThat(
            rows(
                "select corpus, count(*), count(distinct subject), count(sex), count(age_years)"
                    + " from records group by corpus order by corpus"))
        .containsExactly(
            "[bidmc,14,8,14,14]",
            "[code15,8,8,8,8]",
            "[cpsc2018,3,3,3,3]",
            "[heartpy,6,5,0,0]",
            "[kachuee,8,8,0,0]",
            "[plux,4,4,0,0]",
            "[welltory,17,17,0,0]");
  }

  @Test
  void tellsKindsAndLeadsFromChannelNames() {
    assertThat(
            rows(
                "select corpus, kind, count(*), concat_ws(' ', sort_array(collect_set(lead))) from"
                    + " channels where corpus != 'code15' group by corpus, kind order by corpus,"
                    + " kind"))
        .containsExactly(
            "[bidmc,abp,8,]",
            "[bidmc,ecg,42,I II MCL V aVR]",
            "[bidmc,other,6,]",
            "[bidmc,ppg,14,]",
            "[bidmc,resp,14,]",
            "[cpsc2018,ecg,36,I II III V1 V2 V3 V4 V5 V6 aVF aVL aVR]",
            "[heartpy,ecg,3,MLII V4]",
            "[heartpy,ppg,3,]",
            "[heartpy,time,1,]",
            "[kachuee,abp,8,]",
            "[kachuee,ecg,8,II]",
            "[kachuee,ppg,8,]",
            "[plux,ecg,2,]",
            "[plux,ppg,2,]",
            "[welltory,ppg,51,]",
            "[welltory,time,17,]");
  }

  @Test
  void findsLabelsAndAnnotations() {
    assertThat(rows("select system, count(*) from labels group by system order by system"))
        .containsExactly("[code15,8]", "[cpsc2018,4]");
    assertThat(rows("select code from labels where record = 'A1980' order by code"))
        .containsExactly("[2]", "[5]");
    assertThat(
            rows(
                "select corpus, count(distinct annotator) from annotations group by corpus order by"
                    + " corpus"))
        .containsExactly("[bidmc,2]", "[heartpy,2]");
  }

  @Test
  void keepsUnevenClocksAsChannels() {
    assertThat(
            rows(
                "select corpus, count(*), min(fs_hz) > 20, max(fs_hz) < 120 from channels where name"
                    + " = 'time' group by corpus order by corpus"))
        .containsExactly("[heartpy,1,true,true]", "[welltory,17,true,true]");
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }
}
