package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.ingest.inspection.QualityRule;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.SignalsTable;

/** One bad file must cost its own record, show as a row, and nothing else. */
class IngestCorpusSparkTest {

  private static final List<String> TABLES =
      List.of(
          "records", "channels", "signals", "annotations", "labels", "record_faults", "rejects");

  @TempDir private static Path warehouses;
  private static SparkSession spark;

  @TempDir private Path below;
  private TinyCorpus corpus;

  @BeforeAll
  static void openSession() {
    spark = Session.open(warehouses.resolve("first"), "local[2]");
  }

  @AfterAll
  static void closeSession() {
    spark.close();
    System.clearProperty("purkinje.home");
  }

  @BeforeEach
  void writeCorpus() throws IOException {
    corpus = TinyCorpus.write(below);
    System.setProperty("purkinje.home", corpus.home().toString());
  }

  @Test
  void logsThatAFolderHoldsAPartOfTheCorpus() throws IOException {
    StringWriter log = new StringWriter();
    WriterAppender appender =
        WriterAppender.newBuilder()
            .setName("seen")
            .setTarget(log)
            .setLayout(PatternLayout.newBuilder().withPattern("%p %m%n").build())
            .build();
    appender.start();
    LoggerContext context = LoggerContext.getContext(false);
    context.getRootLogger().addAppender(appender);
    try {
      ingest(0);
      assertThat(log.toString()).doesNotContain("published");
      Files.delete(corpus.folder().resolve("b2.hea"));
      Files.writeString(corpus.folder().resolve("RECORDS"), "a1\na2\nb1\nc1\nc2\n");
      ingest(0);
      assertThat(log.toString())
          .contains(
              "WARN tiny: 5 records found, 6 published; the folder may hold a part of the corpus\n");
    } finally {
      context.getRootLogger().removeAppender(appender);
    }
  }

  @Test
  void writesEveryRecordChannelAnnotationAndLabel() {
    assertThat(ingest(0)).isEqualTo(Outcome.DONE);

    assertThat(
            rows(
                "select record, subject, fs_hz, n_samples, duration_s, n_channels, sex, age_years,"
                    + " alignment, licence, source_uri from records order by record"))
        .hasSize(6)
        .first()
        .isEqualTo(
            "[a1,a,100.0,1000,10.0,2,M,61.0,simultaneous,CC0-1.0,%s]"
                .formatted(corpus.folder().resolve("a1.hea").toUri()));
    assertThat(
            rows(
                "select channel, name, kind, lead, unit, fs_hz, gain, baseline, sample_type,"
                    + " missing_code,"
                    + " start_sample, n_samples, bits from signals where record = 'a1'"
                    + " order by channel"))
        .containsExactly(
            "[0,MLII,ecg,MLII,mV,100.0,200.0,10.0,integer,-2048,0,1000,16]",
            "[1,RESP,other,null,mV,100.0,200.0,10.0,integer,-2048,0,1000,16]");
    assertThat(
            rows(
                "select annotator, sample, time_s, kind, code, subtype, channel, number, aux from"
                    + " annotations where record = 'b2' order by sample"))
        .containsExactly(
            "[atr,5,0.05,rhythm,+,0,0,0,(N]",
            "[atr,100,1.0,beat,N,0,0,0,]",
            "[atr,250,2.5,beat,V,1,1,2,]");
    assertThat(rows("select record, subject, system, code, value from labels order by record"))
        .hasSize(6)
        .first()
        .isEqualTo("[a1,a,snomed,426783006,1]");
    assertThat(rows("select * from rejects")).isEmpty();
    assertThat(accounting()).containsExactly("[ingest-corpus/tiny,tiny,records,6,6,0,0]");
  }

  @Test
  void storesTheSamplesAndTheirDigestAndSentinelsAsMissing() {
    ingest(0);
    int sentinel = TinyCorpus.digital("c1")[0][7];
    for (Row row : spark.sql("select * from signals").collectAsList()) {
      int[] expected =
          IntStream.of(TinyCorpus.digital(row.getAs("record"))[row.<Integer>getAs("channel")])
              .map(sample -> sample == sentinel ? row.<Integer>getAs("missing_code") : sample)
              .toArray();
      ByteBuffer wide = ByteBuffer.allocate(expected.length * 4).order(ByteOrder.LITTLE_ENDIAN);
      wide.asIntBuffer().put(expected);
      assertThat(SignalsTable.digital(row)).isEqualTo(expected);
      assertThat(row.<String>getAs("digital_sha256"))
          .isEqualTo(new Sha256().add(wide.array()).hex());
    }
  }

  @Test
  void joinsSegmentsAndDoesNotTakeThemForRecords() throws IOException {
    Files.delete(corpus.folder().resolve("RECORDS"));
    Files.writeString(
        corpus.folder().resolve("d1.hea"), "d1/3 2 100 2500\na1 1000\n~ 500\na2 1000\n");
    ingest(0);
    assertThat(rows("select record, n_samples from records where record in ('a1', 'a2', 'd1')"))
        .containsExactly("[d1,2500]");
    assertThat(
            rows(
                "select channel, start_sample, n_samples from signals where record = 'd1'"
                    + " order by channel, start_sample"))
        .containsExactly(
            "[0,0,1000]",
            "[0,1000,500]",
            "[0,1500,1000]",
            "[1,0,1000]",
            "[1,1000,500]",
            "[1,1500,1000]");
    assertThat(accounting()).containsExactly("[ingest-corpus/tiny,tiny,records,5,5,0,0]");
  }

  @Test
  void refusesEachBrokenRecordWithItsReasonAndGoesOn() throws IOException {
    corpus.cutOff("a2.dat", 8);
    corpus.flipByte("b1.dat", 30);
    corpus.replaceInHeader("b2", "b2 2 100", "b2 2 0");
    Files.delete(corpus.folder().resolve("c1.hea"));
    Files.delete(corpus.folder().resolve("c2.dat"));
    Files.writeString(corpus.folder().resolve("unlisted.hea"), "unlisted 0 100\n");

    assertThat(ingest(0.9)).isEqualTo(Outcome.DONE);

    assertThat(
            rows(
                "select scope, corpus, record, place, reason, detail from rejects order"
                    + " by record"))
        .containsExactly(
            "[ingest-corpus/tiny,tiny,a2,tiny/a2.dat: byte 3992,malformed file,file must hold the"
                + " 1000 frames of the header, got 998 frames in 3992 bytes; it was truncated]",
            "[ingest-corpus/tiny,tiny,b1,tiny/b1.dat: signal 0 (MLII),malformed file,%s]"
                .formatted(checksumDetail()),
            "[ingest-corpus/tiny,tiny,b2,tiny/b2.hea: line 1, field 3,malformed file,sampling"
                + " frequency must be above 0 Hz and finite, got 0]",
            "[ingest-corpus/tiny,tiny,c1,c1.hea: file,file absent,listed in RECORDS, but"
                + " there is no such header; download it again, or remove the line]",
            "[ingest-corpus/tiny,tiny,c2,tiny/c2.dat: signal 0,malformed file,absent, though the"
                + " header names it; download it again]");
    assertThat(accounting()).containsExactly("[ingest-corpus/tiny,tiny,records,7,1,5,1]");
    for (String table : List.of("records", "channels", "signals", "annotations", "labels")) {
      assertThat(rows("select distinct record from " + table)).as(table).containsExactly("[a1]");
    }
  }

  @Test
  void keepsTheSignalsBesideABrokenAnnotationFileAndSaysSo() throws IOException {
    corpus.cutOff("a1.atr", 5);
    ingest(0);
    assertThat(rows("select record from rejects")).isEmpty();
    assertThat(rows("select record, subject, part, place, detail from record_faults"))
        .containsExactly(
            "[a1,a,annotations,tiny/a1.atr: byte 14,file must go on with two zero bytes at"
                + " its end, got 1 bytes]");
    assertThat(rows("select distinct record from signals where record = 'a1'"))
        .containsExactly("[a1]");
    assertThat(rows("select count(*) from annotations where record = 'a1'")).containsExactly("[0]");
    assertThat(accounting()).containsExactly("[ingest-corpus/tiny,tiny,records,6,6,0,0]");
  }

  @Test
  void failsWithTooManyRejectsAndLeavesTheTablesAsTheyWere() throws IOException {
    ingest(0);
    String before = content();
    corpus.cutOff("a2.dat", 8);
    Files.delete(corpus.folder().resolve("c1.hea"));

    assertThatThrownBy(() -> ingest(0.3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tiny: 2 of 6 records refused, more than max-reject-ratio 0.3 allows; the first:"
                + " tiny/a2.dat: byte 3992: file must hold the 1000 frames of the header, got 998"
                + " frames in 3992 bytes; it was truncated");
    assertThat(content()).isEqualTo(before);
    assertThat(accounting()).containsExactly("[ingest-corpus/tiny,tiny,records,6,6,0,0]");
  }

  @Test
  void failsOnTheFirstBadRecordIfStrict() throws IOException {
    ingest(0);
    String before = content();
    corpus.cutOff("c2.dat", 8);
    corpus.cutOff("a2.dat", 8);
    assertThatThrownBy(() -> run(corpus.config(Stringency.STRICT, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tiny: stringency strict, and the first of 2 refused records is a2: tiny/a2.dat: byte"
                + " 3992: file must hold the 1000 frames of the header, got 998 frames in 3992"
                + " bytes; it was truncated");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void refusesARecordThatRepeatsAnotherOneAndOneThatHoldsSentinelsWhereAsked() throws IOException {
    Files.copy(
        corpus.folder().resolve("a2.dat"),
        corpus.folder().resolve("b2.dat"),
        StandardCopyOption.REPLACE_EXISTING);
    corpus.copyChecksums("a2", "b2");
    run(corpus.config(Stringency.LENIENT, 0.9, QualityRule.DUPLICATE_RECORD, QualityRule.SENTINEL));
    assertThat(rows("select record, place, reason, detail from rejects order by record"))
        .contains(
            "[b2,b2.hea: samples,duplicate record,every sample of all 2 channels equals that of"
                + " record a2]");
    assertThat(rows("select record from rejects where reason = 'sentinel'"))
        .as("a sample of c1 is the corpus' sentinel")
        .contains("[c1]");
    assertThat(rows("select count(*) from channels where n_sentinels > 0")).containsExactly("[0]");
    assertThat(rows("select sum(rejected) + sum(accepted) from accounting")).containsExactly("[6]");
  }

  @Test
  void doesNothingTheSecondTimeAndReadsAChangedFileAgain() throws IOException {
    ingest(0.5);
    String before = content();
    assertThat(ingest(0.5)).isEqualTo(Outcome.UP_TO_DATE);
    assertThat(content()).isEqualTo(before);

    Files.delete(corpus.folder().resolve("c2.dat"));
    assertThat(ingest(0.5)).isEqualTo(Outcome.DONE);
    assertThat(rows("select record from records order by record")).hasSize(5);
    assertThat(rows("select record from rejects")).containsExactly("[c2]");
  }

  @Test
  void givesTheSameRowsOnOneAndOnTwoCores() throws IOException {
    Files.delete(corpus.folder().resolve("c2.dat"));
    ingest(0.5);
    String onTwo = content();
    spark.close();
    spark = Session.open(warehouses.resolve("second"), "local[1]");
    ingest(0.5);
    assertThat(content()).isEqualTo(onTwo);
  }

  private Outcome ingest(double maxRejectRatio) {
    return run(corpus.config(maxRejectRatio));
  }

  private static Outcome run(IngestCorpusJob.Config config) {
    return new JobRunner(spark).run(new IngestCorpusJob(), config, false);
  }

  /** Digest over the rows of every table, in an order of their own. */
  private String content() {
    Sha256 digest = new Sha256();
    for (String table : TABLES) {
      digest.add(table);
      spark.table("lake.purkinje." + table).toJSON().collectAsList().stream()
          .sorted()
          .forEach(digest::add);
    }
    return digest.hex();
  }

  private List<String> accounting() {
    return rows(
        "select scope, corpus, unit, discovered, accepted, rejected, excluded from accounting");
  }

  private List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  /** Byte 30 of format 212 holds the low bits of frame 10 of the first channel. */
  private static String checksumDetail() {
    int[] samples = TinyCorpus.digital("b1")[0];
    int sum = 0;
    for (int sample : samples) {
      sum += sample;
    }
    int changed = sum + ((samples[10] & 1) == 0 ? 1 : -1);
    return ("sum of the samples must be the header's checksum %d, got %d; the file or its header"
            + " was changed after it was written")
        .formatted((short) sum, (short) changed);
  }
}
