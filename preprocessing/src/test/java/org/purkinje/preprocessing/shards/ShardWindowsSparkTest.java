package org.purkinje.preprocessing.shards;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.TaskLabelsTable;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.jobsupport.table.WindowsTable;

/** A window that is lost, doubled or moved by the number of tasks would change a training. */
class ShardWindowsSparkTest {

  private static final int WINDOWS = 200;

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
    Dataset<Row> dataset = spark.createDataFrame(windows, WindowsTable.TABLE.schema());
    lake.replace(WindowsTable.TABLE, "w", dataset.repartition(1));
    lake.replace(
        WindowsTable.TABLE,
        "reordered",
        dataset
            .orderBy(dataset.col("window_id").desc())
            .withColumn("window_set", lit("reordered"))
            .repartition(7));
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  /** One window in four is kept for evaluation. */
  @Test
  void holdsEveryPretrainingWindowOnce() {
    shard("all", "w", "any", 17);
    assertThat(rows("select window_id from shards where shard_set = 'all' order by window_id"))
        .isEqualTo(
            rows(
                "select window_id from windows where window_set = 'w' and split = 'pretrain' order"
                    + " by window_id"))
        .hasSize(150);
    assertThat(
            rows(
                "select discovered, accepted, rejected, excluded from accounting where scope ="
                    + " 'shard-windows/all'"))
        .containsExactly("[200,150,0,50]");
  }

  @Test
  void numbersThePositionsOfEachShardFromZero() {
    shard("numbered", "w", "any", 17);
    assertThat(
            rows(
                "select shard from shards where shard_set = 'numbered' group by shard having"
                    + " min(position) <> 0 or max(position) <> count(*) - 1 or count(distinct"
                    + " position) <> count(*)"))
        .isEmpty();
    assertThat(rows("select distinct shard from shards where shard_set = 'numbered' order by 1"))
        .containsExactly("[0]", "[1]", "[2]", "[3]", "[4]");
  }

  @Test
  void writesOneFilePerShardInOrderOfPosition() {
    shard("filed", "w", "any", 17);
    assertThat(
            rows(
                "select partition.shard, count(*) from lake.purkinje.shards.files where"
                    + " partition.shard_set = 'filed' group by 1 order by 1"))
        .containsExactly("[0,1]", "[1,1]", "[2,1]", "[3,1]", "[4,1]");
    for (int shard = 0; shard < 5; shard++) {
      List<Row> inFileOrder =
          spark
              .sql("select position from shards where shard_set = 'filed' and shard = " + shard)
              .collectAsList();
      assertThat(inFileOrder).extracting(row -> row.getInt(0)).isSorted();
    }
  }

  @Test
  void shufflesTheSameWhateverTheOrderAndPartitionsOfItsInput() {
    shard("once", "w", "any", 17);
    spark.conf().set("spark.sql.shuffle.partitions", "3");
    shard("again", "reordered", "any", 17);
    spark.conf().set("spark.sql.shuffle.partitions", "8");
    assertThat(order("again")).isEqualTo(order("once"));
  }

  @Test
  void shufflesDifferentlyWithAnotherSeed() {
    shard("seed-1", "w", "any", 1);
    shard("seed-2", "w", "any", 2);
    assertThat(order("seed-2")).isNotEqualTo(order("seed-1"));
    assertThat(order("seed-1").stream().map(line -> line.replaceAll(".*,", "")))
        .as("globally shuffled, so not in order of id")
        .isNotEqualTo(order("seed-1").stream().map(line -> line.replaceAll(".*,", "")).sorted());
  }

  /** Of three windows one has both signals, one the ECG and one the PPG. */
  @Test
  void keepsWindowsWithTheModalitiesAskedFor() {
    shard("ecg", "w", "ecg", 17);
    shard("ppg", "w", "ppg", 17);
    shard("both", "w", "ecg+ppg", 17);
    assertThat(
            rows(
                "select count(*), count(filter(signals, s -> s.name = \'ecg\')[0].samples) from shards where shard_set = 'ecg'"))
        .containsExactly("[100,100]");
    assertThat(
            rows(
                "select count(*), count(filter(signals, s -> s.name = \'ppg\')[0].samples) from shards where shard_set = 'ppg'"))
        .containsExactly("[100,100]");
    assertThat(
            rows(
                "select count(*), count(filter(signals, s -> s.name = \'ecg\')[0].samples), count(filter(signals, s -> s.name = \'ppg\')[0].samples) from shards where shard_set = 'both'"))
        .containsExactly("[50,50,50]");
  }

  /** Every second window breaks the pair rule. */
  @Test
  void trustsAPairOnlyWhereBothSignalsShowOneHeart() {
    shard("pairs", "w", "any", 17);
    assertThat(
            rows(
                "select count(*), count(filter(signals, s -> s.name = \'ecg\')[0].samples), count(filter(signals, s -> s.name = \'ppg\')[0].samples) from shards where shard_set = 'pairs' and"
                    + " trusted_pair"))
        .containsExactly("[24,24,24]");
    assertThat(
            rows(
                "select count(*) from shards s join windows w on s.window_id = w.window_id and"
                    + " w.window_set = 'w' where shard_set = 'pairs' and trusted_pair and"
                    + " pair_refusal is not null"))
        .containsExactly("[0]");
  }

  @Test
  void givesEachWindowAndSubjectAKeyOfItsOwn() {
    shard("keys", "w", "any", 17);
    assertThat(
            rows(
                "select count(distinct window_key), count(distinct subject_key), count(distinct"
                    + " subject) from shards where shard_set = 'keys'"))
        .containsExactly("[150,15,15]");
  }

  /** Record r7 has two labels of the map, r8 none; the labels of another map stay away. */
  @Test
  void carriesTheLabelsOfTheRecord() {
    lake.replace(
        TaskLabelsTable.TABLE,
        "tiny/superclass",
        List.of(label("tiny/superclass", "STTC", 50.0), label("tiny/superclass", "MI", null)));
    lake.replace(TaskLabelsTable.TABLE, "tiny/rhythm", List.of(label("tiny/rhythm", "AFIB", null)));
    new ShardWindowsJob()
        .run(
            new JobContext(spark, lake, "run-1", "fingerprint", "key", false),
            new ShardWindowsJob.Config(
                "labelled",
                "w",
                "pretrain",
                "any",
                List.of("tiny/superclass"),
                List.of(),
                List.of(),
                1_000,
                17));
    assertThat(
            rows(
                "select distinct record, concat_ws(', ', transform(labels, l -> concat_ws(' ', l.class, l.value)))"
                    + " from shards where shard_set = 'labelled' and record in ('r7', 'r8')"
                    + " order by 1"))
        .containsExactly("[r7,MI, STTC 50.0]", "[r8,]");
    assertThat(rows("select count(*) from shards where shard_set = 'labelled'"))
        .containsExactly("[150]");
  }

  private static Row label(String scope, String name, @Nullable Double value) {
    return new RowBuilder(TaskLabelsTable.TABLE)
        .set("scope", scope)
        .set("corpus", "tiny")
        .set("record", "r7")
        .set("subject", "s7")
        .set("task", "t")
        .set("map", "m")
        .set("map_version", "1")
        .set("class", name)
        .set("from_code", "c")
        .set("value", value)
        .build();
  }

  /** Of s7 the fold names another record than r7, which has its windows: the person counts. */
  @Test
  void keepsPersonsOfAFoldOutAndTakesRecordsOfOthersAlone() {
    lake.replace(
        SplitsTable.TABLE,
        "f",
        List.of(
            fold("elsewhere", "s7", "test"), fold("r8", "s8", "train"), fold("r9", "s9", "train")));
    shard("without", List.of(), List.of("f/test"));
    assertThat(rows("select distinct record from shards where shard_set = 'without'"))
        .hasSize(14)
        .doesNotContain("[r7]");
    shard("only", List.of("f/train", "f/test"), List.of("f/test"));
    assertThat(rows("select distinct record from shards where shard_set = 'only' order by record"))
        .containsExactly("[r8]", "[r9]");
    assertThat(
            rows(
                "select scope, reason, n from accounting_reasons where scope in"
                    + " ('shard-windows/only', 'shard-windows/without') order by scope, n"))
        .containsExactly(
            "[shard-windows/only,split is evaluation,50]",
            "[shard-windows/only,record is in none of [f/train, f/test],130]",
            "[shard-windows/without,person is in f/test,10]",
            "[shard-windows/without,split is evaluation,50]");
  }

  @Test
  void refusesFoldsThatAreNotThereOrNamePersonsOtherwise() {
    lake.replace(
        SplitsTable.TABLE,
        "g",
        List.of(
            new RowBuilder(SplitsTable.TABLE)
                .set("split", "g")
                .set("digest", "d")
                .set("corpus", "tiny")
                .set("record", "r7")
                .set("subject", "s7")
                .set("person_group", "tiny/s7")
                .set("person_groups", "scope-1")
                .set("draw", 0)
                .set("fold", "0/0.05")
                .set("fraction", 0.05)
                .set("crosses", false)
                .set("stratum", "")
                .build()));
    assertThatThrownBy(() -> shard("x", List.of(), List.of("absent/test")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("split absent: not there; split-persons makes it");
    assertThatThrownBy(() -> shard("x", List.of("g/0/0.5"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("split g: no fold 0/0.5, there are [0/0.05]");
    assertThatThrownBy(() -> shard("x", List.of("g/0/0.05"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "fold g/0/0.05 names persons by person-groups [scope-1], but window set w by [none]; make both with one scope of find-overlaps");
  }

  private static void shard(String shardSet, List<String> only, List<String> without) {
    new ShardWindowsJob()
        .run(
            new JobContext(spark, lake, "run-1", "fingerprint", "key", false),
            new ShardWindowsJob.Config(
                shardSet, "w", "pretrain", "any", List.of(), only, without, 30, 17));
  }

  private static Row fold(String record, String subject, String fold) {
    return new RowBuilder(SplitsTable.TABLE)
        .set("split", "f")
        .set("digest", "d")
        .set("corpus", "tiny")
        .set("record", record)
        .set("subject", subject)
        .set("person_group", "tiny/" + subject)
        .set("draw", 0)
        .set("fold", fold)
        .set("crosses", false)
        .set("stratum", "")
        .build();
  }

  @Test
  void failsIfARowIsLost() {
    ShardWindowsJob losing = new ShardWindowsJob(rows -> rows.where("window_id <> 'tiny/199'"));
    assertThatThrownBy(
            () ->
                losing.run(
                    new JobContext(spark, lake, "run-1", "fingerprint", "key", false),
                    new ShardWindowsJob.Config(
                        "lost", "w", "pretrain", "any", List.of(), List.of(), List.of(), 30, 17)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("w: 200 windows discovered, but 149 accepted + 0 rejected + 50 excluded = 199");
    assertThat(rows("select * from accounting where scope = 'shard-windows/lost'")).isEmpty();
  }

  @Test
  void failsWhereNoWindowIsLeft() {
    assertThatThrownBy(() -> shard("none", "absent", "any", 17))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("none of the 0 windows of absent can be sharded: {}");
  }

  @Test
  void checksItsRanges() {
    String yaml =
        "shard-set: s\nwindow-set: w\nsplit: pretrain\nmodalities: any\nwindows-per-shard: 40\nseed: 17\n";
    assertRefused(
        yaml.replace("40", "0"), "s.yaml: line 5: windows-per-shard must be at least 1, got 0");
    assertRefused(
        yaml.replace("any", "both"),
        "s.yaml: line 4: modalities must be any, or kinds of signals joined by +, got both: signal kind must be ecg, ppg, abp, resp, time or other, got both");
  }

  @Test
  void refusesASplitThatThereIsNot() {
    assertRefused(
        "shard-set: s\nwindow-set: w\nsplit: held-out\nmodalities: any\nwindows-per-shard: 40\nseed: 17\n",
        "s.yaml: line 3: split must be one of [pretrain, evaluation], got held-out");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(
            () -> ConfigReader.parse("s.yaml", yaml, Map.of(), ShardWindowsJob.Config.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static void shard(String shardSet, String windowSet, String modalities, long seed) {
    int perShard = modalities.equals("any") ? 30 : 1_000;
    new ShardWindowsJob()
        .run(
            new JobContext(spark, lake, "run-1", "fingerprint", "key", false),
            new ShardWindowsJob.Config(
                shardSet,
                windowSet,
                "pretrain",
                modalities,
                List.of(),
                List.of(),
                List.of(),
                perShard,
                seed));
  }

  private static List<String> order(String shardSet) {
    return rows(
        "select shard, position, window_id from shards where shard_set = '%s' order by 1, 2"
            .formatted(shardSet));
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  private static Row window(int i) {
    return new RowBuilder(WindowsTable.TABLE)
        .set("window_set", "w")
        .set("corpus", "tiny")
        .set("record", "r" + i % 20)
        .set("subject", "s" + i % 20)
        .set("subject_identity", "published")
        .set("person_group", "tiny/s" + i % 20)
        .set("window_id", "tiny/%03d".formatted(i))
        .set("start_s", 5.0 * i)
        .set("seconds", 10.0)
        .set("signals", signals(i))
        .set("modalities", i % 3 == 0 ? "ecg+ppg" : i % 3 == 1 ? "ecg" : "ppg")
        .set("pair_refusal", i % 2 == 0 ? null : "hr mismatch")
        .set("alignment_trust", "trusted")
        .set("split", i % 20 / 5 == 0 ? WindowsTable.EVALUATION : WindowsTable.PRETRAIN)
        .set("waveform_sha256", "sha" + i % 20)
        .build();
  }

  private static List<Row> signals(int i) {
    return List.of(
        signal("ecg", i % 3 == 2 ? null : new byte[] {(byte) i, 0}),
        signal("ppg", i % 3 == 1 ? null : new byte[] {(byte) i, 1}));
  }

  private static Row signal(String kind, byte @Nullable [] samples) {
    return new RowBuilder(WindowSignals.SIGNAL)
        .set("name", kind)
        .set("kind", kind)
        .set("unit", "")
        .set("fs_hz", 125.0)
        .set("refusal", samples == null ? "gap" : null)
        .set("samples", samples)
        .build();
  }
}
