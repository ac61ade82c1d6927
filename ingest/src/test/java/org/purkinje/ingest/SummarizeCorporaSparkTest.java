package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Numbers are worked out by hand from a few rows. */
class SummarizeCorporaSparkTest {

  private static final long HOUR_AT_100_HZ = 360_000;

  @TempDir private static Path below;
  private static SparkSession spark;
  private static IngestedTables tables;

  @BeforeAll
  static void openSession() throws IOException {
    System.setProperty("purkinje.home", TinyCorpus.write(below).home().toString());
    spark = Session.open(below.resolve("warehouse"), "local[2]");
    spark.conf().set("spark.sql.shuffle.partitions", "2");
    tables = new IngestedTables(spark);
  }

  @AfterAll
  static void closeSession() {
    spark.close();
    System.clearProperty("purkinje.home");
  }

  @Test
  void countsCorpusLeadsAndBins() {
    ChannelRow hour = ChannelRow.of("tiny", "1", 0, "w").with("n_samples", HOUR_AT_100_HZ);
    ChannelRow resp =
        hour.with("channel", 1).with("name", "RESP").with("kind", "resp").with("lead", null);
    tables.write(
        "tiny",
        List.of(
            hour.with("n_missing", HOUR_AT_100_HZ / 2).with("n_flat", HOUR_AT_100_HZ / 4),
            hour.with("record", "2").with("fs_hz", 50.0).with("least", 0.0).with("most", 1.0),
            hour.with("record", "3").with("least", 1.0).with("most", 1.0),
            hour.with("record", "4").with("least", null).with("most", null),
            resp.with("unit", "").with("n_clipped", HOUR_AT_100_HZ / 10).with("most", 30.0)),
        List.of(record("1", "ann", 100), record("2", "ann", 50), record("3", "bob", 100)),
        2);
    run();

    assertThat(rows("select * from corpus_summary"))
        .containsExactly("[t,tiny,1.0.0,Six small records,CC0-1.0,allowed,open,3,2,3,4.0,6]");
    assertThat(rows("select * from corpus_channels order by kind"))
        .containsExactly(
            "[t,tiny,ecg,II,mV,4,1,4,2,5.0,0.5,0.25,0.0,1.05,1.5,1.95]",
            "[t,tiny,resp,RESP,,1,1,1,0,1.0,0.0,0.0,0.1,31.0,31.0,31.0]");
    assertThat(
            rows(
                "select lead_or_name, quantity, bin_from, bin_to, n_channels from"
                    + " corpus_histograms order by all"))
        .containsExactly(
            "[II,amplitude,1.0,1.6,1]",
            "[II,amplitude,1.6,2.5,1]",
            "[II,fs_hz,50.0,50.0,1]",
            "[II,fs_hz,100.0,100.0,3]",
            "[RESP,amplitude,25.0,40.0,1]",
            "[RESP,fs_hz,100.0,100.0,1]");
  }

  /** An hour at 100 Hz beside rates of no device; by one of 0 Hz an hour would last for ever. */
  @Test
  void leavesRatesThatNoDeviceHasOutOfTheHours() {
    List<ChannelRow> channels = new ArrayList<>();
    List<Row> records = new ArrayList<>();
    for (double fs : new double[] {100, 0, Double.NaN, 1e-6, 1e9}) {
      String name = "at " + fs;
      channels.add(
          ChannelRow.of("tiny", name, 0, name).with("fs_hz", fs).with("n_samples", HOUR_AT_100_HZ));
      records.add(record(name, name, fs));
    }
    tables.write("tiny", channels, records, 2);
    run();
    assertThat(rows("select n_records, n_channels, hours from corpus_summary"))
        .containsExactly("[5,5,1.0]");
    assertThat(rows("select n_records, n_channels, hours, missing_hours from corpus_channels"))
        .containsExactly("[5,5,1.0,0.0]");
    assertThat(
            rows(
                "select sum(n_channels) from corpus_histograms where quantity = 'fs_hz' and"
                    + " bin_from = 100"))
        .containsExactly("[1]");
  }

  @Test
  void givesACorpusWithoutChannelsARowOfItsOwn() {
    tables.write("tiny", List.of(), List.of(), 1);
    run();
    assertThat(
            rows(
                "select corpus, n_records, n_channels, hours, published_records from corpus_summary"))
        .containsExactly("[tiny,0,0,0.0,6]");
    assertThat(rows("select * from corpus_channels")).isEmpty();
    assertThat(rows("select * from corpus_histograms")).isEmpty();
  }

  @Test
  void givesTheSameRowsHoweverTheInputIsSplitAndDoesNothingTheSecondTime() {
    List<ChannelRow> channels = new ArrayList<>();
    List<Row> records = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      String name = "r" + i;
      double fs = 100 + i % 5 / 7.0;
      records.add(record(name, "s" + i / 2, fs));
      channels.add(
          ChannelRow.of("tiny", name, 0, name)
              .with("fs_hz", fs)
              .with("n_samples", 1_000L + 7L * i)
              .with("n_flat", i % 11L)
              .with("most", Math.exp(0.1 * i)));
    }
    tables.write("tiny", channels, records, 1);
    assertThat(run()).isEqualTo(Outcome.DONE);
    List<String> once = everything();
    assertThat(run()).isEqualTo(Outcome.UP_TO_DATE);
    tables.write("tiny", channels, records, 7);
    assertThat(run()).isEqualTo(Outcome.DONE);
    assertThat(everything()).isEqualTo(once).hasSizeGreaterThan(20);
    assertThat(
            rows(
                "select (select sum(n_channels - n_without_amplitude) from corpus_channels) - (select"
                    + " sum(n_channels) from corpus_histograms where quantity = 'amplitude')"))
        .containsExactly("[0]");
  }

  private static Row record(String name, String subject, double fs) {
    return new RowBuilder(RecordsTable.TABLE)
        .set("corpus", "tiny")
        .set("corpus_version", "1.0.0")
        .set("record", name)
        .set("subject", subject)
        .set("subject_identity", "published")
        .set("fs_hz", fs)
        .set("n_samples", HOUR_AT_100_HZ)
        .set("duration_s", HOUR_AT_100_HZ / fs)
        .set("n_channels", 1)
        .set("alignment", "simultaneous")
        .set("licence", "CC0-1.0")
        .set("source_uri", name)
        .set("source_sha256", name)
        .build();
  }

  private static Outcome run() {
    return new JobRunner(spark)
        .run(
            new SummarizeCorporaJob(), new SummarizeCorporaJob.Config("t", List.of("tiny")), false);
  }

  private static List<String> everything() {
    List<String> all = new ArrayList<>();
    for (String table : List.of("corpus_summary", "corpus_channels", "corpus_histograms")) {
      all.addAll(rows("select * from " + table + " order by all"));
    }
    return all;
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }
}
