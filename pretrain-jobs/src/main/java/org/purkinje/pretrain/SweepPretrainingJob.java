package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.config.ConfigKeys;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Failure;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Interruption;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SweepCellsTable;
import org.purkinje.models.training.BatchFault;
import org.purkinje.models.training.LossTerms;

/**
 * Pretrains once for every combination of some keys' values, one after another, and compares them.
 * A combination that diverges is a row too; whatever else goes wrong ends the sweep, and {@code
 * --resume} goes on where it was.
 */
public final class SweepPretrainingJob implements Job<SweepPretrainingJob.Config> {

  private static final PretrainJob PRETRAIN = new PretrainJob();

  /** A sweep is called as the pretraining that it varies. */
  public record Config(
      @ConfigKey(
              "what all pretrainings of the sweep have in common, keys as of pretrain; its name is"
                  + " the sweep's, and each is called NAME-KEY-VALUE and so on")
          PretrainConfig pretrain,
      @ConfigKey(
              value =
                  "values by key, e.g. learning-rate: [0.001, 0.003] or settings.mask-ratio: [0.5,"
                      + " 0.75]; every combination is a pretraining",
              isExtent = true)
          Map<String, List<String>> sweep) {

    public Config {
      if (sweep.isEmpty()) {
        throw new IllegalArgumentException("sweep must name at least one key, got none");
      }
      SweepCell.of(pretrain, sweep);
    }

    List<SweepCell> cells() {
      return SweepCell.of(pretrain, sweep);
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new SweepPretrainingJob(), args);
  }

  @Override
  public String name() {
    return "sweep-pretraining";
  }

  @Override
  public String summary() {
    return "pretrains with every combination of values of some keys, and compares them";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Config read(Path file, Map<String, String> overrides) {
    return ConfigReader.readWithAbsent(file, overrides, PretrainJob.ABSENT, Config.class);
  }

  @Override
  public Map<String, List<ConfigKeys.Key>> dependentKeys() {
    return PRETRAIN.dependentKeys();
  }

  @Override
  public List<Input> inputs(Config config) {
    return config.cells().stream()
        .flatMap(cell -> PRETRAIN.inputs(cell.config()).stream())
        .distinct()
        .toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return Stream.concat(
            Stream.of(new Partition(SweepCellsTable.TABLE, config.pretrain().pretraining())),
            config.cells().stream().flatMap(cell -> PRETRAIN.outputs(cell.config()).stream()))
        .toList();
  }

  @Override
  public boolean isIntact(Lake lake, Config config) {
    return config.cells().stream().allMatch(cell -> PRETRAIN.isIntact(lake, cell.config()));
  }

  @Override
  public List<String> expectations(Config config) {
    List<String> all = new ArrayList<>();
    for (SweepCell cell : config.cells()) {
      PRETRAIN
          .expectations(cell.config())
          .forEach(line -> all.add(cell.config().pretraining() + ": " + line));
    }
    return all;
  }

  @Override
  public void run(JobContext context, Config config) {
    List<SweepCell> cells = config.cells();
    String sweep = config.pretrain().pretraining();
    List<Row> rows = new ArrayList<>();
    for (SweepCell cell : cells) {
      context.say(
          "sweep %s: %d of %d, %s".formatted(sweep, rows.size() + 1, cells.size(), cell.values()));
      @Nullable String divergence = train(context, cell.config());
      if (divergence != null) {
        context.say("sweep %s: %s diverged: %s".formatted(sweep, cell.values(), divergence));
      }
      rows.add(row(context, sweep, cell, divergence));
      context.lake().replace(SweepCellsTable.TABLE, sweep, rows);
    }
  }

  /**
   * @return how the training diverged; null if it did not
   */
  private static @Nullable String train(JobContext context, PretrainConfig config) {
    try {
      PRETRAIN.run(context, config);
      return null;
    } catch (Exception e) {
      // On Spark what a worker throws comes back as text, in an exception that is not declared.
      String failure = Failure.line(e);
      if (Interruption.isRequested() || !failure.contains(BatchFault.RULE)) {
        throw e;
      }
      forgetEarlier(context, config.pretraining());
      return failure;
    }
  }

  /** Where a training has diverged before its first checkpoint there are rows of another run. */
  private static void forgetEarlier(JobContext context, String pretraining) {
    Lake lake = context.lake();
    if (lake.read(CheckpointsTable.TABLE, pretraining)
        .where(col("run").equalTo(context.runId()))
        .isEmpty()) {
      lake.replace(CheckpointsTable.TABLE, pretraining, List.of());
      lake.replace(LearningCurvesTable.TABLE, pretraining, List.of());
      lake.replace(ExposuresTable.TABLE, pretraining, List.of());
    }
  }

  private static Row row(
      JobContext context, String sweep, SweepCell cell, @Nullable String divergence) {
    PretrainConfig config = cell.config();
    List<Row> curve =
        context.lake().read(LearningCurvesTable.TABLE, config.pretraining()).collectAsList();
    int rounds = curve.stream().mapToInt(row -> row.<Integer>getAs("round")).max().orElse(0);
    SortedMap<Integer, Double> losses = new TreeMap<>();
    Map<String, Double> explained = new TreeMap<>();
    for (Row row : curve) {
      if (!row.getAs("split").equals(LearningCurvesTable.HELD_OUT)) {
        continue;
      }
      String term = row.getAs("term");
      if (term.equals(LossTerms.TOTAL)) {
        losses.put(row.getAs("round"), row.getAs("value"));
      }
      if (row.<Integer>getAs("round") == rounds && term.startsWith(ExplainedVariance.TERM)) {
        explained.put(term.substring(ExplainedVariance.TERM.length()), row.getAs("value"));
      }
    }
    RowBuilder built =
        new RowBuilder(SweepCellsTable.TABLE)
            .set("sweep", sweep)
            .set("run", context.runId())
            .set("pretraining", config.pretraining())
            .set("values", cell.values())
            .set(
                "status",
                divergence != null
                    ? SweepCellsTable.DIVERGED
                    : rounds < config.rounds()
                        ? SweepCellsTable.STOPPED_EARLY
                        : SweepCellsTable.DONE)
            .set("message", divergence)
            .set("rounds", rounds)
            .set("loss", losses.isEmpty() ? null : losses.get(losses.lastKey()))
            .set("explained_variance", explained.isEmpty() ? null : explained)
            .set("data_snapshot", config.shardSet());
    HeldOutProgress.of(losses)
        .ifPresent(
            progress ->
                built
                    .set("best_loss", progress.bestLoss())
                    .set("best_round", progress.bestRound()));
    return built.build();
  }
}
