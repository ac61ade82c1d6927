package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.OverlapsTable;

/** Pairs are worked out by hand from the names of the waveforms. */
class FindOverlapsSparkTest {

  @TempDir private static Path warehouse;
  @TempDir private static Path home;
  private static SparkSession spark;
  private static IngestedTables tables;

  @BeforeAll
  static void openSession() throws IOException {
    CorpusFile.write(home, "x", "published", "[]");
    CorpusFile.write(home, "y", "published", "[]");
    System.setProperty("purkinje.home", home.toString());
    spark = Session.open(warehouse, "local[2]");
    spark.conf().set("spark.sql.shuffle.partitions", "2");
    tables = new IngestedTables(spark);
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    spark.close();
  }

  @Test
  void pairsRecordsWithinAndAcrossCorpora() {
    assertThat(
            overlaps(
                ChannelRow.of("x", "1", 0, "p"),
                ChannelRow.of("x", "1", 1, "q"),
                ChannelRow.of("x", "1", 2, "alone"),
                ChannelRow.of("x", "2", 0, "p"),
                ChannelRow.of("x", "2", 1, "other"),
                ChannelRow.of("y", "0", 0, "q"),
                ChannelRow.of("y", "0", 1, "another"),
                ChannelRow.of("y", "0", 2, "third")))
        .containsExactly(
            "[t,x,1,person of 1,x,2,person of 2,1,2,0,true,0,null]",
            "[t,x,1,person of 1,y,0,person of 0,1,3,0,false,0,null]");
  }

  @Test
  void tellsRecordsOfOneNameInTwoCorporaApart() {
    assertThat(
            overlaps(
                ChannelRow.of("x", "1", 0, "p").with("subject", "ann"),
                ChannelRow.of("y", "1", 0, "p").with("subject", "7")))
        .containsExactly("[t,x,1,ann,y,1,7,1,1,0,false,0,null]");
  }

  @Test
  void findsACopyThatIsStoredWithAnotherGain() {
    assertThat(
            overlaps(
                ChannelRow.of("x", "1", 0, "p").with("digital_sha256", "at 200 adu/mV"),
                ChannelRow.of("y", "1", 0, "p").with("digital_sha256", "at 1000 adu/mV")))
        .containsExactly("[t,x,1,person of 1,y,1,person of 1,1,1,0,false,0,null]");
  }

  @Test
  void findsACopyWhoseHeaderStatesAnotherGainAndCountsItsChannels() {
    assertThat(
            overlaps(
                ChannelRow.of("x", "1", 0, "p"),
                ChannelRow.of("x", "1", 1, "q"),
                ChannelRow.of("y", "1", 0, "p").with("waveform_hash", "five times as large"),
                ChannelRow.of("y", "1", 1, "q")))
        .containsExactly("[t,x,1,person of 1,y,1,person of 1,2,2,1,false,0,null]");
  }

  /** 300 records of one waveform have 44,850 pairs between them. */
  @Test
  void pairsManyRecordsOfOneWaveformWithTheFirstOfThemAlone() {
    List<ChannelRow> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(ChannelRow.of("x", "%03d".formatted(i), 0, "p"));
    }
    List<String> pairs = overlaps(rows.toArray(ChannelRow[]::new));
    assertThat(pairs)
        .hasSize(299)
        .allMatch(pair -> pair.startsWith("[t,x,000,person of 000,x,"))
        .last()
        .isEqualTo("[t,x,000,person of 000,x,299,person of 299,1,1,0,true,0,null]");
  }

  @Test
  void countsAllThatAPairSharesThoughAStarMadeIt() {
    assertThat(
            overlaps(
                ChannelRow.of("x", "1", 0, "p"),
                ChannelRow.of("x", "2", 0, "p"),
                ChannelRow.of("x", "2", 1, "q"),
                ChannelRow.of("x", "3", 0, "p"),
                ChannelRow.of("x", "3", 1, "q")))
        .containsExactly(
            "[t,x,1,person of 1,x,2,person of 2,1,1,0,true,0,null]",
            "[t,x,1,person of 1,x,3,person of 3,1,1,0,true,0,null]",
            "[t,x,2,person of 2,x,3,person of 3,2,2,0,true,0,null]");
  }

  @Test
  void passesOverChannelsThatTellNothing() {
    List<ChannelRow> silent =
        List.of(
            ChannelRow.of("x", "1", 0, "constant").with("least", 0.0).with("most", 0.0),
            ChannelRow.of("x", "1", 1, "missing").with("least", null).with("most", null),
            ChannelRow.of("x", "1", 2, "in steps").with("n_missing", 300L).with("n_flat", 700L),
            ChannelRow.of("x", "1", 3, "short").with("n_samples", 99L));
    List<ChannelRow> rows = new ArrayList<>(silent);
    silent.forEach(row -> rows.add(row.with("record", "2")));
    ChannelRow second = ChannelRow.of("x", "3", 0, "a second").with("n_samples", 100L);
    rows.addAll(List.of(second, second.with("record", "4")));
    assertThat(overlaps(rows.toArray(ChannelRow[]::new)))
        .containsExactly("[t,x,3,person of 3,x,4,person of 3,1,1,0,true,0,null]");
  }

  @Test
  void asksForEqualLengthAndSamplingFrequency() {
    ChannelRow usual = ChannelRow.of("x", "1", 0, "p");
    assertThat(
            overlaps(
                usual,
                usual.with("record", "2").with("fs_hz", 50.0),
                usual.with("record", "3").with("n_samples", 999L)))
        .isEmpty();
  }

  @Test
  void doesNotTakeTwoChannelsOfOneRecordForAnOverlapAndCountsThemOnce() {
    ChannelRow usual = ChannelRow.of("x", "1", 0, "p");
    assertThat(overlaps(usual, usual.with("channel", 1))).isEmpty();
    assertThat(overlaps(usual, usual.with("channel", 1), usual.with("record", "2")))
        .containsExactly("[t,x,1,person of 1,x,2,person of 1,1,1,0,true,0,null]");
  }

  @Test
  void givesTheSameRowsHoweverTheInputIsSplitAndDoesNothingTheSecondTime() {
    List<ChannelRow> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(ChannelRow.of(i % 2 == 0 ? "x" : "y", "r" + i, i % 3, "w" + i % 7));
      rows.add(ChannelRow.of(i % 2 == 0 ? "x" : "y", "r" + i, 3, "v" + i % 11));
    }
    write(rows, 1);
    assertThat(run()).isEqualTo(Outcome.DONE);
    List<String> once = found();
    assertThat(run()).isEqualTo(Outcome.UP_TO_DATE);
    assertThat(found()).isEqualTo(once).hasSizeGreaterThan(60);
    write(rows, 5);
    assertThat(run()).isEqualTo(Outcome.DONE);
    assertThat(found()).isEqualTo(once);
  }

  @Test
  void refusesAScopeOrCorporaThatAreNone() {
    assertThatThrownBy(() -> new FindOverlapsJob.Config(" ", List.of("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scope must not be blank");
    assertThatThrownBy(() -> new FindOverlapsJob.Config("t", List.of("x", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("corpora must name one or more, each once, got [x, x]");
  }

  private static List<String> overlaps(ChannelRow... rows) {
    write(List.of(rows), 2);
    run();
    return found();
  }

  private static void write(List<ChannelRow> rows, int partitions) {
    TreeMap<String, List<ChannelRow>> rowsByCorpus =
        rows.stream()
            .collect(Collectors.groupingBy(ChannelRow::corpus, TreeMap::new, Collectors.toList()));
    Stream.of("x", "y").forEach(corpus -> rowsByCorpus.putIfAbsent(corpus, List.of()));
    rowsByCorpus.forEach((corpus, of) -> tables.write(corpus, of, List.of(), partitions));
  }

  private static Outcome run() {
    return new JobRunner(spark)
        .run(new FindOverlapsJob(), new FindOverlapsJob.Config("t", List.of("x", "y")), false);
  }

  private static List<String> found() {
    return new Lake(spark)
            .read(OverlapsTable.TABLE, "t")
            .orderBy("corpus", "record", "other_corpus", "other_record")
            .collectAsList()
            .stream()
            .map(Row::toString)
            .toList();
  }
}
