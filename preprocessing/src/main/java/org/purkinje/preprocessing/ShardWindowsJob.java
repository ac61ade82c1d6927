package org.purkinje.preprocessing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
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

/**
 * Shuffles the windows of the pretraining split into shards, one Parquet file each.
 *
 * <p>A window's shard and place follow from its id and the seed alone, so that neither the number
 * of tasks nor the order of the input changes them.
 */
public final class ShardWindowsJob implements Job<ShardWindowsJob.Config> {

  public record Config(
      @ConfigKey("name of the set of shards that is replaced") String shardSet,
      @ConfigKey("set of windows to shuffle") String windowSet,
      @ConfigKey("modalities that a window must have: any, ecg, ppg or ecg+ppg") String modalities,
      @ConfigKey("windows in a shard on average; 20000 are about 100 MB") int windowsPerShard,
      @ConfigKey("seed of the shuffle") long seed) {

    private static final List<String> MODALITIES = List.of("any", "ecg", "ppg", "ecg+ppg");

    public Config {
      if (windowsPerShard < 1) {
        throw new IllegalArgumentException(
            "windows-per-shard must be at least 1, got " + windowsPerShard);
      }
      if (!MODALITIES.contains(modalities)) {
        throw new IllegalArgumentException(
            "modalities must be one of %s, got %s".formatted(MODALITIES, modalities));
      }
    }
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
    long accepted = chosen.count();
    if (accepted == 0) {
      throw new IllegalStateException(
          "none of the %,d windows of %s is of the pretraining split and has modalities %s"
              .formatted(discovered, config.windowSet(), config.modalities()));
    }
    int shards =
        Math.toIntExact((accepted + config.windowsPerShard() - 1) / config.windowsPerShard());
    context.lake().replace(ShardsTable.TABLE, config.shardSet(), shuffled(chosen, config, shards));
    String scope = name() + "/" + config.shardSet();
    AccountingTable.Count count =
        new AccountingTable.Count(
            config.windowSet(), "windows", discovered, accepted, 0, discovered - accepted);
    context
        .lake()
        .replace(
            AccountingTable.TABLE,
            scope,
            List.of(AccountingTable.row(scope, context.runId(), count)));
  }

  private static Column isChosen(Config config) {
    Column isPretraining = col("split").equalTo(SubjectSplit.PRETRAIN);
    return switch (config.modalities()) {
      case "ecg" -> isPretraining.and(col("ecg").isNotNull());
      case "ppg" -> isPretraining.and(col("ppg").isNotNull());
      case "ecg+ppg" -> isPretraining.and(col("ecg").isNotNull()).and(col("ppg").isNotNull());
      default -> isPretraining;
    };
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
        .withColumn("subject_key", xxhash64(concat_ws("/", col("corpus"), col("subject"))))
        .repartition(shards, col("shard"))
        .sortWithinPartitions("shard", "position")
        .select(columns);
  }
}
