package org.purkinje.preprocessing.shards;

import java.util.ArrayList;
import java.util.List;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.ShardChecksTable;
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.SplitsTable.Fold;
import org.purkinje.jobsupport.table.WindowsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a set of shards whole and says whether it is fit to train on. */
public final class VerifyShardsJob implements Job<VerifyShardsJob.Config> {

  public record Config(
      @ConfigKey("set of shards to check") String shardSet,
      @ConfigKey("set of windows that it was made from") String windowSet,
      @ConfigKey(
              "folds of split-persons, SPLIT/FOLD, of which it must hold nobody; left out for none")
          List<String> withoutFolds) {

    public Config {
      withoutFolds.forEach(Fold::parse);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(VerifyShardsJob.class);

  public static void main(String[] args) {
    Purkinje.runJob(new VerifyShardsJob(), args);
  }

  @Override
  public String name() {
    return "verify-shards";
  }

  @Override
  public String summary() {
    return "checks shards against their windows: none lost, doubled, changed, misplaced or unshuffled";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    List<Input> inputs = new ArrayList<>();
    inputs.add(Input.rows(ShardsTable.TABLE, config.shardSet()));
    inputs.add(Input.rows(WindowsTable.TABLE, config.windowSet()));
    config.withoutFolds().stream()
        .map(fold -> Input.rows(SplitsTable.TABLE, Fold.parse(fold).split()))
        .distinct()
        .forEach(inputs::add);
    return inputs;
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(ShardChecksTable.TABLE, config.shardSet()));
  }

  @Override
  public void run(JobContext context, Config config) {
    List<ShardCheck> checks =
        new ShardChecks(
                context.lake(), config.shardSet(), config.windowSet(), config.withoutFolds())
            .all();
    context
        .lake()
        .replace(
            ShardChecksTable.TABLE,
            config.shardSet(),
            checks.stream().map(check -> check.row(config.shardSet())).toList());
    checks.forEach(check -> LOG.info("{}: {}", config.shardSet(), check));
    List<ShardCheck> broken = checks.stream().filter(ShardCheck::isBroken).toList();
    if (!broken.isEmpty()) {
      throw new IllegalStateException(
          "shard set %s: %d of %d checks fail: %s; shard the windows again"
              .formatted(config.shardSet(), broken.size(), checks.size(), broken));
    }
  }
}
