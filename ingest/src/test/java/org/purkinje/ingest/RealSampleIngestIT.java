package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * Oracle: what wfdb-python 4.3.1 decodes from the same files, in {@code signal/goldens/wfdb} of the
 * peers folder.
 */
class RealSampleIngestIT {

  private static final List<String> CORPORA =
      List.of("cinc2015", "cinc2020", "cinc2021", "cpsc2021", "mitdb");

  @TempDir private static Path warehouse;
  private static Path goldens;
  private static SparkSession spark;

  @BeforeAll
  static void ingestTheCorpora() {
    String corpora = System.getProperty("purkinje.corpora", "");
    String peers = System.getProperty("purkinje.peers", "");
    assumeTrue(
        !corpora.isEmpty() && !peers.isEmpty(),
        "set -Dpurkinje.corpora and -Dpurkinje.peers to ingest real records");
    goldens = Path.of(peers, "signal/goldens/wfdb");
    System.setProperty("purkinje.home", "..");
    spark = Session.open(warehouse, "local[2]");
    for (String corpus : CORPORA) {
      String source = Path.of(corpora, corpus).toString();
      new JobRunner(spark)
          .run(
              new IngestCorpusJob(),
              new IngestCorpusJob.Config(corpus, source, Stringency.STRICT, 0, List.of()),
              false);
    }
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    if (spark != null) {
      spark.close();
    }
  }

  /** The sample of mitdb holds one header more that its RECORDS does not name. */
  @Test
  void acceptsEveryRecord() {
    assertThat(
            spark
                .sql(
                    "select corpus, discovered, accepted, rejected, excluded from accounting"
                        + " where corpus != 'mimic4wdb' order by corpus")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[cinc2015,33,33,0,0]",
            "[cinc2020,25,25,0,0]",
            "[cinc2021,65,65,0,0]",
            "[cpsc2021,15,15,0,0]",
            "[mitdb,39,38,0,1]");
    assertThat(
            spark
                .sql(
                    "select corpus, count(*) from records where corpus != 'mimic4wdb' group by"
                        + " corpus order by corpus")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[cinc2015,33]", "[cinc2020,25]", "[cinc2021,65]", "[cpsc2021,15]", "[mitdb,38]");
  }

  @Test
  void storesTheSamplesThatWfdbPythonDecodes() throws IOException {
    Map<String, String> expected = digests("(%s)/\\w+".formatted(String.join("|", CORPORA)));
    Map<String, String> column = new TreeMap<>();
    Map<String, Sha256> digests = new TreeMap<>();
    for (Row row :
        (Iterable<Row>)
            spark.sql(
                    "select * from signals where corpus != 'mimic4wdb'"
                        + " order by corpus, record, channel, start_sample")
                ::toLocalIterator) {
      String channel =
          "%s/%s %d"
              .formatted(
                  row.<String>getAs("corpus"),
                  row.<String>getAs("record"),
                  row.<Integer>getAs("channel"));
      column.put(channel, row.getAs("digital_sha256"));
      digests.computeIfAbsent(channel, name -> new Sha256()).add(littleEndian(row));
    }
    Map<String, String> recomputed = new TreeMap<>();
    digests.forEach((channel, digest) -> recomputed.put(channel, digest.hex()));
    assertThat(expected).hasSize(208 + 25 * 12 + 65 * 12 + 15 * 2);
    assertThat(column).isEqualTo(expected);
    assertThat(recomputed).isEqualTo(expected);
  }

  @Test
  void joinsTheSegmentsOfMimic4AndRefusesTheRecordThatLacksOne() throws IOException {
    String source = Path.of(System.getProperty("purkinje.corpora"), "mimic4-wdb").toString();
    new JobRunner(spark)
        .run(
            new IngestCorpusJob(),
            new IngestCorpusJob.Config("mimic4wdb", source, Stringency.LENIENT, 0.5, List.of()),
            false);

    Map<String, String> stored = new TreeMap<>();
    for (Row row :
        spark
            .sql(
                "select distinct record, channel, digital_sha256 from signals where corpus ="
                    + " 'mimic4wdb'")
            .collectAsList()) {
      stored.put("mimic4-wdb/%s %d".formatted(row.get(0), row.getInt(1)), row.getString(2));
    }
    assertThat(stored).hasSize(5).isEqualTo(digests("mimic4-wdb/p169/.*/82284982"));
    assertThat(
            spark
                .sql("select place, detail from rejects where corpus = 'mimic4wdb'")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[85594648/85594648.hea: segment 85594648_0001,header 85594648_0001.hea absent;"
                + " download it again]");
  }

  /** Three records of the sample of cinc2020 are PTB-XL's, under a gain of 200 instead of 1000. */
  @Test
  void takesPtbXlWithItsMetadataAndFindsItInCinc2020() throws IOException {
    String source = Path.of(System.getProperty("purkinje.corpora"), "ptb-xl").toString();
    new JobRunner(spark)
        .run(
            new IngestCorpusJob(),
            new IngestCorpusJob.Config("ptb-xl", source, Stringency.STRICT, 0, List.of()),
            false);
    Map<String, String> stored = new TreeMap<>();
    for (Row row :
        spark
            .sql("select record, channel, digital_sha256 from channels where corpus = 'ptb-xl'")
            .collectAsList()) {
      stored.put("ptb-xl/%s %d".formatted(row.get(0), row.getInt(1)), row.getString(2));
    }
    assertThat(stored).isNotEmpty().isEqualTo(digests("ptb-xl/records500/.*"));
    assertThat(
            spark
                .sql(
                    "select a.record, b.record, count(*) from channels a join channels b on"
                        + " a.digital_sha256 = b.digital_sha256 where a.corpus = 'cinc2020' and"
                        + " b.corpus = 'ptb-xl' group by a.record, b.record order by a.record")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[HR00003,records500/00000/00003_hr,12]",
            "[HR00005,records500/00000/00005_hr,12]",
            "[HR00006,records500/00000/00006_hr,12]");
    assertThat(
            spark
                .sql(
                    "select count(*) = count(sex) and count(*) = count(distinct record),"
                        + " count(distinct subject) < count(*) from records where corpus ="
                        + " 'ptb-xl'")
                .first()
                .toString())
        .isEqualTo("[true,true]");
  }

  @Test
  void takesSvdbAndMimic3() throws IOException {
    String corpora = System.getProperty("purkinje.corpora");
    Map<String, String> folders =
        Map.of(
            "svdb", corpora + "/physionet-misc/svdb", "mimic3wdb-matched", corpora + "/mimic3-wdb");
    folders.forEach(
        (corpus, source) ->
            new JobRunner(spark)
                .run(
                    new IngestCorpusJob(),
                    new IngestCorpusJob.Config(corpus, source, Stringency.LENIENT, 0.9, List.of()),
                    false));
    assertThat(
            spark
                .sql(
                    "select corpus, record, subject from records where corpus in ('svdb',"
                        + " 'mimic3wdb-matched') order by corpus, record")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[mimic3wdb-matched,3000221/3000221,3000221]",
            "[mimic3wdb-matched,3000714/3000714_0002,3000714]",
            "[mimic3wdb-matched,3000714/3000714_0003,3000714]",
            "[svdb,800,800]");
    assertThat(
            spark
                .sql("select * from rejects where corpus in ('svdb', 'mimic3wdb-matched')")
                .count())
        .isZero();
  }

  /** SHA-256 of the channels that wfdb-python decodes, by record and channel. */
  private static Map<String, String> digests(String records) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (String line : Files.readAllLines(goldens.resolve("channels.csv"))) {
      String[] cells = line.split(",", -1);
      // record, kind, frames, channel, …, sha256_int32le_digital, …
      if (cells[0].matches(records)) {
        digests.put(cells[0] + " " + cells[3], cells[15]);
      }
    }
    return digests;
  }

  /** Counted in the headers; the diagnoses of the sample of cinc2020 are empty. */
  @Test
  void findsEveryDiagnosisAndPatient() {
    assertThat(
            spark
                .sql(
                    "select corpus, count(*) from labels where corpus != 'ptb-xl' group by corpus"
                        + " order by corpus")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[cinc2015,66]", "[cinc2021,118]", "[cpsc2021,15]");
    assertThat(
            spark
                .sql("select count(distinct subject) from records where corpus = 'cpsc2021'")
                .first()
                .getLong(0))
        .isEqualTo(5);
  }

  /** Rows come in the order written; wfdb-python leaves out comments at sample 0. */
  @Test
  void storesTheAnnotationsThatWfdbPythonReads() throws IOException {
    Map<String, StringBuilder> linesByRecord = new HashMap<>();
    Map<String, Map<String, Integer>> countsByRecord = new HashMap<>();
    for (Row row :
        spark
            .sql(
                "select record, sample, code from annotations where corpus = 'mitdb'"
                    + " and not (sample = 0 and code = '\"')")
            .collectAsList()) {
      linesByRecord
          .computeIfAbsent(row.getString(0), record -> new StringBuilder())
          .append(row.getLong(1))
          .append('\t')
          .append(row.getString(2))
          .append('\n');
      countsByRecord
          .computeIfAbsent(row.getString(0), record -> new TreeMap<>())
          .merge(row.getString(2), 1, Integer::sum);
    }
    int compared = 0;
    for (String line : Files.readAllLines(goldens.resolve("annotations.csv"))) {
      if (line.matches("mitdb/\\w+,atr,.*")) {
        String record = line.substring("mitdb/".length(), line.indexOf(','));
        assertThat(line)
            .as(record)
            .contains(sha256(linesByRecord.get(record).toString()))
            .contains(counts(countsByRecord.get(record)));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(38).isEqualTo(linesByRecord.size());
  }

  /** The chunk's samples as little-endian int32. */
  private static byte[] littleEndian(Row row) {
    int[] digital = SignalsTable.digital(row);
    ByteBuffer bytes =
        ByteBuffer.allocate(digital.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(digital);
    return bytes.array();
  }

  private static String sha256(String text) {
    return new Sha256().add(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getKey().replace("\"", "\"\"") + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
