package org.purkinje.preprocessing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.ShardsTable;
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
      @ConfigKey("modalities that a window must have: any, ecg, ppg or ecg+ppg") String modalities,
      @ConfigKey("windows in a shard on average; 20000 are about 100 MB") int windowsPerShard,
      @ConfigKey("seed of the shuffle") long seed) {

    private static final List<String> SPLITS =
        List.of(SubjectSplit.PRETRAIN, SubjectSplit.EVALUATION);

    private static final List<String> MODALITIES = List.of("any", "ecg", "ppg", "ecg+ppg");

    public Config {
      if (windowsPerShard < 1) {
        throw new IllegalArgumentException(
            "windows-per-shard must be at least 1, got " + windowsPerShard);
      }
      if (!SPLITS.contains(split)) {
        throw new IllegalArgumentException(
            "split must be one of %s, got %s".formatted(SPLITS, split));
      }
      if (!MODALITIES.contains(modalities)) {
        throw new IllegalArgumentException(
            "modalities must be one of %s, got %s".formatted(MODALITIES, modalities));
      }
    }
  }

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
    return List.of(Input.rows("windows", config.windowSet()));
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition("shards", config.shardSet()));
  }

  @Override
  public void run(JobContext context, Config config) {
    Dataset<Row> windows = context.lake().read(WindowsTable.TABLE, config.windowSet());
    Dataset<Row> chosen = windows.where(isChosen(config));
    long discovered = windows.count();
    long toShard = chosen.count();
    if (toShard == 0) {
      throw new IllegalStateException(
          "none of the %,d windows of %s is of split %s and has modalities %s"
              .formatted(discovered, config.windowSet(), config.split(), config.modalities()));
    }
    int shards =
        Math.toIntExact((toShard + config.windowsPerShard() - 1) / config.windowsPerShard());
    context
        .lake()
        .replace(
            ShardsTable.TABLE, config.shardSet(), writing.apply(shuffled(chosen, config, shards)));
    account(context, config, windows);
  }

  /** Discovered are the windows, accepted the rows of the shards, excluded what the rule leaves. */
  private void account(JobContext context, Config config, Dataset<Row> windows) {
    Dataset<Row> excluded = windows.where(not(isChosen(config)));
    AccountingTable.Count count =
        new AccountingTable.Count(
            config.windowSet(),
            "windows",
            windows.count(),
            context.lake().read(ShardsTable.TABLE, config.shardSet()).count(),
            0,
            excluded.count());
    excluded
        .groupBy(excludedBecause(config).as("reason"))
        .count()
        .orderBy("reason")
        .collectAsList()
        .forEach(
            row ->
                LOG.info(
                    "{}: {} windows excluded, {}",
                    config.shardSet(),
                    row.getLong(1),
                    row.getString(0)));
    String scope = name() + "/" + config.shardSet();
    context
        .lake()
        .replace(
            AccountingTable.TABLE,
            scope,
            List.of(AccountingTable.row(scope, context.runId(), count)));
  }

  private static Column isChosen(Config config) {
    Column isOfSplit = col("split").equalTo(config.split());
    return switch (config.modalities()) {
      case "ecg" -> isOfSplit.and(col("ecg").isNotNull());
      case "ppg" -> isOfSplit.and(col("ppg").isNotNull());
      case "ecg+ppg" -> isOfSplit.and(col("ecg").isNotNull()).and(col("ppg").isNotNull());
      default -> isOfSplit;
    };
  }

  private static Column excludedBecause(Config config) {
    return when(col("split").notEqual(config.split()), concat(lit("split is "), col("split")))
        .otherwise(
            concat(
                lit("modalities are "),
                col("modalities"),
                lit(", " + config.modalities() + " needed")));
  }

  private static Column isTrustedPair() {
    return col("ecg").isNotNull().and(col("ppg").isNotNull()).and(col("pair_refusal").isNull());
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
