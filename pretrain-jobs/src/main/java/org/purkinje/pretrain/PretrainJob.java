package org.purkinje.pretrain;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKeys;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.pretrain.heldout.HeldOutEvaluation;
import org.purkinje.pretrain.shard.CorpusMix;
import org.purkinje.pretrain.shard.ShardFile;
import org.purkinje.pretrain.shard.TrainingPlan;
import org.purkinje.pretrain.trainer.Trainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pretrains a model on shards by parameter averaging, with a checkpoint every few rounds. */
public final class PretrainJob implements Job<PretrainConfig> {

  private static final Logger LOG = LoggerFactory.getLogger(PretrainJob.class);

  /** Persons that an error names. */
  private static final int NAMED = 3;

  /** What keys are that a config written before there were these leaves out. */
  static final Map<String, String> ABSENT =
      Map.ofEntries(
          entry("PretrainConfig.continueFrom", PretrainConfig.NONE),
          entry("PretrainConfig.continueFromCheckpoint", "last"),
          entry("PretrainConfig.trainer", "spark"),
          entry("PretrainConfig.device", "cpu"),
          entry("PretrainConfig.precision", "float32"),
          entry("PretrainConfig.accumulateBatches", "1"),
          entry("PretrainConfig.mixingExponent", "1"),
          entry("PretrainConfig.learningRateDecay", "cosine"),
          entry("PretrainConfig.optimiser", "adamw"),
          entry("PretrainConfig.adamBetas", "[0.9, 0.95]"),
          entry("PretrainConfig.earlyStoppingChecks", "0"),
          entry("PretrainConfig.keepCheckpoints", "1"));

  public static void main(String[] args) {
    Purkinje.runJob(new PretrainJob(), args);
  }

  @Override
  public String name() {
    return "pretrain";
  }

  @Override
  public String summary() {
    return "pretrains a model by DL4J on Spark, libtorch inside; --resume continues";
  }

  @Override
  public Class<PretrainConfig> configType() {
    return PretrainConfig.class;
  }

  @Override
  public PretrainConfig read(Path file, Map<String, String> overrides) {
    return ConfigReader.readWithAbsent(file, overrides, ABSENT, PretrainConfig.class);
  }

  @Override
  public Map<String, List<ConfigKeys.Key>> dependentKeys() {
    return ObjectiveSettings.keys();
  }

  @Override
  public List<Input> inputs(PretrainConfig config) {
    List<Input> inputs = new ArrayList<>();
    inputs.add(Input.rows(ShardsTable.TABLE, config.shardSet()));
    if (config.hasHeldOut()) {
      inputs.add(Input.rows(ShardsTable.TABLE, config.heldOutShardSet()));
    }
    config
        .origin()
        .ifPresent(
            origin -> {
              inputs.add(Input.rows(CheckpointsTable.TABLE, origin));
              inputs.add(Input.rows(ExposuresTable.TABLE, origin));
            });
    return List.copyOf(inputs);
  }

  @Override
  public List<Partition> outputs(PretrainConfig config) {
    return List.of(
        new Partition(CheckpointsTable.TABLE, config.pretraining()),
        new Partition(LearningCurvesTable.TABLE, config.pretraining()),
        new Partition(ExposuresTable.TABLE, config.pretraining()));
  }

  @Override
  public boolean isIntact(Lake lake, PretrainConfig config) {
    return StoredCheckpoint.areWhole(lake, config.pretraining());
  }

  @Override
  public List<String> expectations(PretrainConfig config) {
    HeapCheck heap = HeapCheck.here(config);
    heap.requireAnywhere();
    long parameters =
        ObjectiveFactory.create(config.objective(), config.settings()).layout().length();
    return List.of(
        "%,d windows in %,d rounds"
            .formatted(config.rounds() * config.windowsPerRound(), config.rounds()),
        String.format(
            Locale.ROOT,
            "%,d parameters, about %,.0f MB a checkpoint",
            parameters,
            parameters * 4 * 3 / 1e6),
        heap.text());
  }

  @Override
  public void run(JobContext context, PretrainConfig config) {
    if (config.arithmetic().isSlowHere()) {
      LOG.warn(
          "precision bfloat16: this processor has no AVX-512 and multiplies bfloat16 many times slower than float32");
    }
    JavaSparkContext spark = new JavaSparkContext(context.spark().sparkContext());
    HeapCheck.here(config).require(spark);
    List<ShardFile> shards = ShardFile.of(context.lake(), config.shardSet());
    TrainingPlan plan = new TrainingPlan(shards, config.batchSize(), config.seed());
    sayWhatIsNeverDrawn(context, config);
    Exposures exposures = Exposures.of(context, config.pretraining(), shards, config.origin());
    TrainingState state = TrainingState.open(context, config, exposures);
    Optional<HeldOutEvaluation> heldOut = heldOut(context, config, spark);
    try (Trainer trainer = state.trainer(spark);
        Progress progress =
            Progress.start(
                context.spark(),
                "pretrain " + config.pretraining(),
                "windows",
                (config.rounds() - state.rounds()) * config.windowsPerRound())) {
      state.writeStart();
      for (int round = state.rounds(); round < config.rounds() && !state.isStopped(); round++) {
        long startedAt = System.nanoTime();
        RoundLosses trained =
            RoundLosses.of(
                trainer.train(
                    (long) round * config.stepsPerRound(),
                    plan.round(
                        (long) round * config.batchesPerRound(),
                        config.workers(),
                        config.batchesPerRound())));
        requireAllWindows(config, round, trained);
        progress.counter().add(trained.windows());
        state.add(round + 1, trained, (System.nanoTime() - startedAt) / 1e9);
        if ((round + 1) % config.roundsPerCheckpoint() == 0 || round + 1 == config.rounds()) {
          heldOut.ifPresent(on -> state.addHeldOut(on.of(trainer.parameters())));
          state.save(trainer);
        }
      }
    }
    state.stopped().ifPresent(context::say);
  }

  private static void sayWhatIsNeverDrawn(JobContext context, PretrainConfig config) {
    Dataset<Row> windows = context.lake().read(ShardsTable.TABLE, config.shardSet());
    config
        .composition(CorpusMix.AS_THEY_ARE)
        .undrawn(windows.count(), windows.where("trusted_pair").count())
        .ifPresent(what -> context.say("shard-set %s: %s".formatted(config.shardSet(), what)));
  }

  private static Optional<HeldOutEvaluation> heldOut(
      JobContext context, PretrainConfig config, JavaSparkContext spark) {
    if (!config.hasHeldOut()) {
      return Optional.empty();
    }
    requireHeldOut(context, config);
    return Optional.of(
        new HeldOutEvaluation(
            spark,
            ShardFile.of(context.lake(), config.heldOutShardSet()),
            config.objective(),
            config.settings(),
            config.heldOutWindows(),
            config.seed()));
  }

  private static void requireHeldOut(JobContext context, PretrainConfig config) {
    Dataset<Row> trained =
        config
            .origin()
            .map(origin -> context.lake().read(ExposuresTable.TABLE, origin).select("person_group"))
            .map(persons(context, config.shardSet())::union)
            .orElseGet(() -> persons(context, config.shardSet()));
    List<String> seen =
        persons(context, config.heldOutShardSet())
            .intersect(trained)
            .sort("person_group")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    if (!seen.isEmpty()) {
      throw new IllegalArgumentException(
          "held-out-shard-set %s: %,d persons are in shard-set %s%s too (%s%s); shard the evaluation split of the same windows"
              .formatted(
                  config.heldOutShardSet(),
                  seen.size(),
                  config.shardSet(),
                  config.origin().map(origin -> " or what " + origin + " has seen").orElse(""),
                  String.join(", ", seen.subList(0, Math.min(NAMED, seen.size()))),
                  seen.size() > NAMED ? " …" : ""));
    }
  }

  private static Dataset<Row> persons(JobContext context, String shardSet) {
    return context.lake().read(ShardsTable.TABLE, shardSet).select("person_group").distinct();
  }

  /** A wrong number of examples per path makes DL4J train on a part of the data in silence. */
  private static void requireAllWindows(PretrainConfig config, int round, RoundLosses losses) {
    if (losses.windows() != config.windowsPerRound()) {
      throw new IllegalStateException(
          "%s: round %d trained on %,d windows, asked for %,d"
              .formatted(
                  config.pretraining(), round + 1, losses.windows(), config.windowsPerRound()));
    }
  }
}
