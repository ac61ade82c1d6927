package org.purkinje.preprocessing.shards;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.jobsupport.table.WindowsTable;

/** Each check must find the fault that it is there for: 2,000 windows of 10 records, 4 shards. */
class VerifyShardsSparkTest {

  private static final int WINDOWS = 2_000;

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Lake lake;

  @BeforeAll
  static void writeWindows() {
    spark = Session.open(folder, "local[2]");
    lake = new Lake(spark);
    List<Row> windows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      windows.add(window(i));
    }
    lake.replace(WindowsTable.TABLE, "w", windows);
    lake.replace(SplitsTable.TABLE, "f", List.of(fold("test", 3)));
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @Test
  void passesWhatShardWindowsMakes() {
    shard("good", rows -> rows);
    verify("good", List.of());
    assertThat(broken("good")).isEmpty();
    assertThat(rows("select count(*), count(holds) from shard_checks where shard_set = 'good'"))
        .containsExactly("[12,10]");
  }

  @Test
  void givesOneDigestToTheSameRowsInWhateverOrder() {
    shard("once", rows -> rows);
    verify("once", List.of());
    String digest = digest("once");
    verify("once", List.of());
    assertThat(digest("once")).isEqualTo(digest);
    shard("once", rows -> rows.withColumn("subject", expr("'s' || substr(record, 2)")));
    verify("once", List.of());
    assertThat(digest("once")).isEqualTo(digest);
    shard("once", rows -> rows.withColumn("trusted_pair", expr("window_id = 'tiny/0007'")));
    verify("once", List.of());
    assertThat(digest("once")).isNotEqualTo(digest);
  }

  @Test
  void findsAWindowThatIsDoubledInThePlaceOfAnother() {
    assertBroken(
        rows ->
            rows.withColumn(
                "window_id", expr("if(window_id = 'tiny/0007', 'tiny/0008', window_id)")),
        "different windows",
        "rows that differ from their window");
  }

  @Test
  void findsSamplesOfAnotherWindow() {
    assertBroken(
        rows ->
            rows.withColumn(
                "signals",
                when(
                        col("window_id").equalTo("tiny/0007"),
                        transform(
                            col("signals"),
                            signal -> signal.withField("samples", expr("cast('x' as binary)"))))
                    .otherwise(col("signals"))),
        "rows that differ from their window");
  }

  @Test
  void findsKeysThatTwoWindowsShare() {
    assertBroken(
        rows -> rows.withColumn("window_key", expr("window_key % 1000")), "different window keys");
    assertBroken(
        rows -> rows.withColumn("subject_key", expr("subject_key % 2")), "different subject keys");
  }

  @Test
  void findsRowsThatLieElsewhereInTheirFile() {
    assertBroken(
        rows -> rows.sortWithinPartitions("shard", "window_key"),
        "rows that lie elsewhere in their file");
  }

  @Test
  void findsWindowsThatWereNotShuffled() {
    assertBroken(
        rows ->
            rows.withColumn(
                    "position", expr("row_number() over (partition by shard order by record) - 1"))
                .sortWithinPartitions("shard", "position"),
        "neighbours of one record, SD from chance");
    assertBroken(
        rows ->
            rows.withColumn("shard", expr("cast(substr(record, 2) as int) % 4"))
                .withColumn(
                    "position",
                    expr("row_number() over (partition by shard order by window_key) - 1"))
                .sortWithinPartitions("shard", "position"),
        "persons over shards, SD from chance");
  }

  @Test
  void findsRowsThatAnotherRunHasAdded() {
    shard("more", rows -> rows);
    lake.append(
        ShardsTable.TABLE,
        spark
            .sql("select * from shards where shard_set = 'more' and shard = 0 and position = 0")
            .collectAsList());
    assertThatThrownBy(() -> verify("more", List.of())).isInstanceOf(IllegalStateException.class);
    assertThat(broken("more"))
        .containsExactly(
            "rows beside what shard-windows accepted",
            "different windows",
            "different window keys",
            "files");
  }

  @Test
  void findsPersonsThatWereToBeKeptOut() {
    shard("held", rows -> rows);
    assertThatThrownBy(() -> verify("held", List.of("f/test")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "shard set held: 1 of 13 checks fail: [persons of f/test: 1, wanted 0]; shard the windows again");
  }

  private static void assertBroken(UnaryOperator<Dataset<Row>> fault, String... checks) {
    shard("bad", fault);
    assertThatThrownBy(() -> verify("bad", List.of())).isInstanceOf(IllegalStateException.class);
    assertThat(broken("bad")).containsExactlyInAnyOrder(checks);
  }

  private static void shard(String shardSet, UnaryOperator<Dataset<Row>> fault) {
    new ShardWindowsJob(fault)
        .run(
            context(),
            new ShardWindowsJob.Config(
                shardSet, "w", "pretrain", "any", List.of(), List.of(), List.of(), 500, 17));
  }

  private static void verify(String shardSet, List<String> withoutFolds) {
    new VerifyShardsJob().run(context(), new VerifyShardsJob.Config(shardSet, "w", withoutFolds));
  }

  private static JobContext context() {
    return new JobContext(spark, lake, "run-1", "fingerprint", "key", false);
  }

  private static List<String> broken(String shardSet) {
    return spark
        .sql(
            "select check from shard_checks where shard_set = '%s' and not holds"
                .formatted(shardSet))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static String digest(String shardSet) {
    return rows("select found from shard_checks where shard_set = '%s' and check = 'digest'"
            .formatted(shardSet))
        .get(0);
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  private static Row window(int i) {
    return new RowBuilder(WindowsTable.TABLE)
        .set("window_set", "w")
        .set("corpus", "tiny")
        .set("record", "r" + i % 10)
        .set("subject", "s" + i % 10)
        .set("subject_identity", "published")
        .set("person_group", "tiny/s" + i % 10)
        .set("window_id", "tiny/%04d".formatted(i))
        .set("start_s", 5.0 * i)
        .set("seconds", 10.0)
        .set(
            "signals",
            List.of(
                new RowBuilder(WindowSignals.SIGNAL)
                    .set("name", "ecg")
                    .set("kind", "ecg")
                    .set("unit", "mV")
                    .set("fs_hz", 125.0)
                    .set("samples", new byte[] {(byte) i, (byte) (i >> 8)})
                    .build()))
        .set("modalities", "ecg")
        .set("alignment_trust", "simultaneous")
        .set("split", WindowsTable.PRETRAIN)
        .set("waveform_sha256", "sha" + i % 10)
        .build();
  }

  private static Row fold(String fold, int subject) {
    return new RowBuilder(SplitsTable.TABLE)
        .set("split", "f")
        .set("digest", "d")
        .set("corpus", "tiny")
        .set("record", "r" + subject)
        .set("subject", "s" + subject)
        .set("person_group", "tiny/s" + subject)
        .set("draw", 0)
        .set("fold", fold)
        .set("crosses", false)
        .set("stratum", "")
        .build();
  }
}
