package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;

/**
 * Oracle: the channels of equal digest, length and sampling frequency among those that wfdb-python
 * 4.3.1 decodes, in {@code signal/goldens/wfdb} of the peers folder.
 */
class RealSampleOverlapsIT {

  /** Corpus to the folder that holds it; PTB-XL once at 500 and once at 100 Hz. */
  private static final Map<String, String> FOLDER_BY_CORPUS =
      Map.of(
          "cinc2020", "cinc2020",
          "cinc2021", "cinc2021",
          "ptb-xl", "ptb-xl",
          "ptb-xl-100", "ptb-xl");

  @TempDir private static Path warehouse;
  @TempDir private static Path home;
  private static Path goldens;
  private static SparkSession spark;

  @BeforeAll
  static void ingestTheCorporaAndComparesThem() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    String peers = System.getProperty("purkinje.peers", "");
    assumeTrue(
        !corpora.isEmpty() && !peers.isEmpty(),
        "set -Dpurkinje.corpora and -Dpurkinje.peers to compare real records");
    goldens = Path.of(peers, "signal/goldens/wfdb");
    describeCorpora();
    System.setProperty("purkinje.home", home.toString());
    spark = Session.open(warehouse, "local[2]");
    for (Map.Entry<String, String> corpus : new TreeMap<>(FOLDER_BY_CORPUS).entrySet()) {
      String source = Path.of(corpora, corpus.getValue()).toString();
      new JobRunner(spark)
          .run(
              new IngestCorpusJob(),
              new IngestCorpusJob.Config(corpus.getKey(), source, Stringency.STRICT, 0, List.of()),
              false);
    }
    List<String> compared = List.copyOf(new TreeSet<>(FOLDER_BY_CORPUS.keySet()));
    new JobRunner(spark)
        .run(new FindOverlapsJob(), new FindOverlapsJob.Config("real", compared), false);
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    if (spark != null) {
      spark.close();
    }
  }

  @Test
  void findsEveryPairThatTheDigestsOfWfdbPythonTell() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    for (Row row :
        spark
            .sql(
                "select corpus, record, other_corpus, other_record, n_channels from overlaps where"
                    + " n_channels > 0")
            .collectAsList()) {
      found.put(
          "%s/%s %s/%s".formatted(row.get(0), row.get(1), row.get(2), row.get(3)), row.getInt(4));
    }
    assertThat(found).isEqualTo(expectedPairs()).hasSize(6);
  }

  /**
   * These headers of the Challenge state 200 adu/mV for what PTB-XL publishes at 1000: equal as
   * stored, five times as large in mV.
   */
  @Test
  void findsTheRecordsOfPtbXlInTheChallengeThoughTheirGainsDiffer() {
    assertThat(
            rows(
                "select corpus, record, other_corpus, other_record, other_subject, n_channels,"
                    + " n_channels_least, n_scale_differs from overlaps where not same_corpus and"
                    + " n_channels > 0"))
        .containsExactly(
            "[cinc2020,HR00003,ptb-xl,records500/00000/00003_hr,%s,12,12,12]".formatted(patient(3)),
            "[cinc2020,HR00005,ptb-xl,records500/00000/00005_hr,%s,12,12,12]".formatted(patient(5)),
            "[cinc2020,HR00006,ptb-xl,records500/00000/00006_hr,%s,12,12,12]"
                .formatted(patient(6)));
    assertThat(
            rows(
                "select c.record, round(max((c.most - c.least) / (p.most - p.least)), 9) from"
                    + " channels c join channels p on c.digital_sha256 = p.digital_sha256 where"
                    + " c.corpus = 'cinc2020' and p.corpus = 'ptb-xl' group by all"))
        .containsExactly("[HR00003,5.0]", "[HR00005,5.0]", "[HR00006,5.0]");
  }

  /** No waveform at 100 Hz equals one at 500 Hz, so that only the corpus files know. */
  @Test
  void takesTheSubjectsOfPtbXlForTheSamePersonsAtBothFrequencies() {
    String both =
        " from person_groups a join person_groups b on a.subject = b.subject where a.corpus ="
            + " 'ptb-xl' and b.corpus = 'ptb-xl-100'";
    assertThat(
            rows(
                "select count(*), count_if(a.person_group = b.person_group),"
                    + " count(distinct a.person_group)"
                    + both))
        .containsExactly("[33,33,33]");
    assertThat(
            rows(
                "select count(distinct person_group) from person_groups where corpus = 'cinc2020'"
                    + " and subject like '%HR%' and person_group in (select a.person_group"
                    + both
                    + ")"))
        .containsExactly("[3]");
  }

  /** The other two pairs are of one person and minute, but not equal in all leads. */
  @Test
  void findsTheRecordsThatPtbXlHoldsTwice() {
    assertThat(
            rows(
                "select record, other_record, n_channels, n_scale_differs, subject = other_subject"
                    + " from overlaps where same_corpus and n_channels > 0"))
        .containsExactly(
            "[records100/00000/00137_lr,records100/00000/00138_lr,7,0,true]",
            "[records100/00000/00143_lr,records100/00000/00144_lr,11,0,true]",
            "[records100/00000/00459_lr,records100/00000/00460_lr,12,0,true]");
  }

  /** A part in common and no channel equal from end to end would be news, or a false alarm. */
  @Test
  void findsNoOtherPairByAnchors() {
    assertThat(
            rows(
                "select corpus, record, other_corpus, other_record from overlaps where n_channels ="
                    + " 0"))
        .isEmpty();
  }

  private static String patient(int record) {
    return String.valueOf(
        spark
            .sql(
                "select subject from records where corpus = 'ptb-xl' and record ="
                    + " 'records500/00000/%05d_hr'".formatted(record))
            .first()
            .get(0));
  }

  /** Pair to the number of channels of equal digest; no channel of these is flat. */
  private static Map<String, Integer> expectedPairs() throws IOException {
    Map<String, List<String>> recordsByDigest = new TreeMap<>();
    for (String line : Files.readAllLines(goldens.resolve("channels.csv"))) {
      // record, kind, frames, channel, name, fmt, frame_fs, samps_per_frame, n_samples, n_missing,
      // units, gain, baseline, digital_min, digital_max, sha256_int32le_digital, …
      String[] cells = line.split(",", -1);
      String record = cells[0].replace("ptb-xl/records100", "ptb-xl-100/records100");
      boolean flat = cells[13].equals(cells[14]);
      if (!flat && FOLDER_BY_CORPUS.containsKey(record.split("/", 2)[0])) {
        recordsByDigest
            .computeIfAbsent(
                String.join(" ", cells[15], cells[6], cells[7], cells[8]), d -> new ArrayList<>())
            .add(record);
      }
    }
    Map<String, Integer> pairs = new TreeMap<>();
    for (List<String> records : recordsByDigest.values()) {
      Collections.sort(records);
      for (String other : records.subList(1, records.size())) {
        pairs.merge(records.get(0) + " " + other, 1, Integer::sum);
      }
    }
    return pairs;
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private static void describeCorpora() throws IOException {
    Path described = Files.createDirectories(home.resolve("configs/corpora"));
    Path known = Path.of("../configs/corpora");
    for (String corpus : List.of("cinc2020", "cinc2021", "ptb-xl", "ptb-xl-100")) {
      Files.copy(known.resolve(corpus + ".yaml"), described.resolve(corpus + ".yaml"));
    }
  }
}
