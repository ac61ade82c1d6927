package org.purkinje.preprocessing.shards;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.AccountingReasonsTable;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.SplitsTable.Fold;
import org.purkinje.jobsupport.table.TaskLabelsTable;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.jobsupport.table.WindowsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shuffles the windows of one side of the split into shards, one Parquet file each.
 *
 * <p>A window's shard and place follow from its id and the seed alone, so that neither the number
 * of tasks nor the order of the input changes them.
 */
public final class ShardWindowsJob implements Job<ShardWindowsJob.Config> {

  public record Config(
      @ConfigKey("name of the set of shards that is replaced") String shardSet,
      @ConfigKey("set of windows to shuffle") String windowSet,
      @ConfigKey("side of the split: pretrain, or evaluation for subjects held out") String split,
      @ConfigKey("kinds of signals that a window must have, e.g. ecg or ecg+ppg; any for any")
          String modalities,
      @ConfigKey(
              "scopes of map-labels, CORPUS/MAP, whose labels of the record go with each window;"
                  + " left out for none")
          List<String> labels,
      @ConfigKey(
              "folds of split-persons, SPLIT/FOLD, whose records alone are sharded; left out for"
                  + " all records")
          List<String> onlyFolds,
      @ConfigKey(
              "folds of split-persons, SPLIT/FOLD, whose persons are kept out, in whatever corpus;"
                  + " left out for none")
          List<String> withoutFolds,
      @ConfigKey("windows in a shard on average; 20000 are about 100 MB") int windowsPerShard,
      @ConfigKey("seed of the shuffle") long seed) {

    private static final List<String> SPLITS =
        List.of(WindowsTable.PRETRAIN, WindowsTable.EVALUATION);

    public Config {
      if (windowsPerShard < 1) {
        throw new IllegalArgumentException(
            "windows-per-shard must be at least 1, got " + windowsPerShard);
      }
      if (!SPLITS.contains(split)) {
        throw new IllegalArgumentException(
            "split must be one of %s, got %s".formatted(SPLITS, split));
      }
      kinds(modalities);
      onlyFolds.forEach(Fold::parse);
      withoutFolds.forEach(Fold::parse);
    }

    private Stream<Fold> folds() {
      return Stream.concat(onlyFolds.stream(), withoutFolds.stream()).map(Fold::parse);
    }

    /** The kinds of signals that a window must have. */
    private static List<SignalKind> kinds(String modalities) {
      if (modalities.equals(ANY)) {
        return List.of();
      }
      try {
        return Arrays.stream(modalities.split("\\+", -1)).map(SignalKind::ofLabel).toList();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "modalities must be any, or kinds of signals joined by +, got %s: %s"
                .formatted(modalities, e.getMessage()),
            e);
      }
    }
  }

  private static final String ANY = "any";
  private static final Logger LOG = LoggerFactory.getLogger(ShardWindowsJob.class);

  private final UnaryOperator<Dataset<Row>> writing;

  public ShardWindowsJob() {
    this(rows -> rows);
  }

  /**
   * @param writing last step before the rows are written, for a test to lose windows in
   */
  ShardWindowsJob(UnaryOperator<Dataset<Row>> writing) {
    this.writing = writing;
  }

  public static void main(String[] args) {
    Purkinje.runJob(new ShardWindowsJob(), args);
  }

  @Override
  public String name() {
    return "shard-windows";
  }

  @Override
  public String summary() {
    return "shuffles windows globally into the Parquet files that training reads";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    Stream<Input> labels =
        config.labels().stream().map(scope -> Input.rows(TaskLabelsTable.TABLE, scope));
    Stream<Input> splits =
        config
            .folds()
            .map(Fold::split)
            .distinct()
            .map(split -> Input.rows(SplitsTable.TABLE, split));
    return Stream.of(Stream.of(Input.rows(WindowsTable.TABLE, config.windowSet())), labels, splits)
        .flatMap(inputs -> inputs)
        .toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(ShardsTable.TABLE, config.shardSet()));
  }

  @Override
  public void run(JobContext context, Config config) {
    Dataset<Row> windows = context.lake().read(WindowsTable.TABLE, config.windowSet());
    Dataset<Row> judged = exclusion(context.lake(), config).judge(windows);
    Map<String, Long> excluded = excluded(judged);
    long discovered = windows.count();
    long toShard = discovered - excluded.values().stream().mapToLong(Long::longValue).sum();
    if (toShard == 0) {
      throw new IllegalStateException(
          "none of the %,d windows of %s can be sharded: %s"
              .formatted(discovered, config.windowSet(), excluded));
    }
    int shards =
        Math.toIntExact((toShard + config.windowsPerShard() - 1) / config.windowsPerShard());
    Dataset<Row> chosen = judged.where(col(Exclusion.REASON).isNull()).drop(Exclusion.REASON);
    context
        .lake()
        .replace(
            ShardsTable.TABLE,
            config.shardSet(),
            writing.apply(shuffled(labelled(context, config, chosen), config, shards)));
    account(context, config, discovered, excluded);
  }

  private static Exclusion exclusion(Lake lake, Config config) {
    return new Exclusion(
        lake,
        config.windowSet(),
        config.split(),
        Config.kinds(config.modalities()),
        config.onlyFolds(),
        config.withoutFolds());
  }

  /** Windows that are left out, by reason. */
  private static Map<String, Long> excluded(Dataset<Row> judged) {
    Map<String, Long> excluded = new TreeMap<>();
    judged
        .where(col(Exclusion.REASON).isNotNull())
        .groupBy(Exclusion.REASON)
        .count()
        .collectAsList()
        .forEach(row -> excluded.put(row.getString(0), row.getLong(1)));
    return excluded;
  }

  /** Discovered are the windows, accepted the rows of the shards, excluded what the rule leaves. */
  private void account(
      JobContext context, Config config, long discovered, Map<String, Long> excluded) {
    AccountingTable.Count count =
        new AccountingTable.Count(
            config.windowSet(),
            "windows",
            discovered,
            context.lake().read(ShardsTable.TABLE, config.shardSet()).count(),
            0,
            excluded.values().stream().mapToLong(Long::longValue).sum());
    String scope = name() + "/" + config.shardSet();
    List<Row> reasons = new ArrayList<>();
    excluded.forEach(
        (reason, windows) -> {
          LOG.info("{}: {} windows excluded, {}", config.shardSet(), windows, reason);
          reasons.add(
              AccountingReasonsTable.row(
                  scope,
                  context.runId(),
                  config.windowSet(),
                  "windows",
                  AccountingReasonsTable.Outcome.EXCLUDED,
                  reason,
                  windows));
        });
    context
        .lake()
        .replace(
            AccountingTable.TABLE,
            scope,
            List.of(AccountingTable.row(scope, context.runId(), count)));
    context.lake().replace(AccountingReasonsTable.TABLE, scope, reasons);
  }

  /** The windows with the labels of their records, sorted; none where a record has none. */
  private static Dataset<Row> labelled(JobContext context, Config config, Dataset<Row> windows) {
    if (config.labels().isEmpty()) {
      return windows.withColumn("labels", array().cast(ShardsTable.LABELS));
    }
    Dataset<Row> labels =
        context
            .lake()
            .read(TaskLabelsTable.TABLE)
            .where(col("scope").isin(config.labels().toArray()))
            .groupBy("corpus", "record")
            .agg(sort_array(collect_list(struct("task", "class", "value"))).as("labels"));
    return windows
        .join(labels, new String[] {"corpus", "record"}, "left")
        .withColumn("labels", coalesce(col("labels"), array().cast(ShardsTable.LABELS)));
  }

  private static Column isTrustedPair() {
    return WindowSignals.has("ecg").and(WindowSignals.has("ppg")).and(col("pair_refusal").isNull());
  }

  private static Dataset<Row> shuffled(Dataset<Row> windows, Config config, int shards) {
    Column order = xxhash64(lit(config.seed()), lit("position"), col("window_id"));
    Column shard = pmod(xxhash64(lit(config.seed()), lit("shard"), col("window_id")), lit(shards));
    Column[] columns =
        Arrays.stream(ShardsTable.TABLE.schema().fieldNames())
            .map(name -> col(name))
            .toArray(Column[]::new);
    return windows
        .withColumn("shard_set", lit(config.shardSet()))
        .withColumn("shard", shard.cast("int"))
        .withColumn(
            "position",
            row_number()
                .over(Window.partitionBy("shard").orderBy(order, col("window_id")))
                .minus(1))
        .withColumn("trusted_pair", isTrustedPair())
        .withColumn("window_key", xxhash64(col("window_id")))
        .withColumn("subject_key", xxhash64(col("person_group")))
        .repartition(shards, col("shard"))
        .sortWithinPartitions("shard", "position")
        .select(columns);
  }
}
