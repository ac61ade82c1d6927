package org.purkinje.pretrain;

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
import org.purkinje.jobsupport.config.ConfigKey;
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
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.pretrain.heldout.HeldOutLosses;
import org.purkinje.pretrain.shard.Composition;
import org.purkinje.pretrain.shard.ShardFile;
import org.purkinje.pretrain.shard.TrainingPlan;
import org.purkinje.pretrain.trainer.Trainer;

/** Pretrains a model on shards by parameter averaging, with a checkpoint every few rounds. */
public final class PretrainJob implements Job<PretrainJob.Config> {

  /** Persons that an error names. */
  private static final int NAMED = 3;

  private static final String NONE = "none";

  /** What keys are that a config written before there were these leaves out. */
  private static final Map<String, String> ABSENT =
      Map.of(
          "Config.continueFrom", NONE,
          "Config.trainer", "spark",
          "Config.learningRateDecay", "cosine",
          "Config.adamBetas", "[0.9, 0.95]");

  public record Config(
      @ConfigKey("name under which checkpoints and curves are kept") String pretraining,
      @ConfigKey("set of shards to train on") String shardSet,
      @ConfigKey("set of shards of subjects held out, on which the curve is drawn; none for none")
          String heldOutShardSet,
      @ConfigKey("windows of that set to draw it on, at most") int heldOutWindows,
      @ConfigKey(
              "another pretraining whose last checkpoint gives the first parameters, the optimiser"
                  + " and its schedule begin anew; none, or left out, for new parameters")
          String continueFrom,
      @ConfigKey("registered objective, e.g. m2ae") String objective,
      @ConfigKey("settings of the objective, all of them, listed below")
          Map<String, String> settings,
      @ConfigKey(
              "where workers train: on the session's executors, or on threads of the driver, which"
                  + " saves the transport at each averaging; spark if left out")
          TrainerKind trainer,
      @ConfigKey("copies of the model that are trained at once and averaged") int workers,
      @ConfigKey("windows in a batch of one worker") int batchSize,
      @ConfigKey("share of a batch's windows that are trusted pairs of ECG and PPG, 0 to 1")
          double pairShare,
      @ConfigKey("steps of each worker between two averagings") int stepsPerRound,
      @ConfigKey(value = "averagings; with more of them --resume goes on", isExtent = true)
          int rounds,
      @ConfigKey("highest learning rate, after the warm-up") double learningRate,
      @ConfigKey("share of the steps in which the learning rate rises, 0 to 1")
          double learningRateWarmup,
      @ConfigKey(
              "what the learning rate does after the warm-up: falls to 0 on a half cosine, or"
                  + " stays; cosine if left out")
          LearningRate.Decay learningRateDecay,
      @ConfigKey(
              "shares of the mean gradient and of the mean squared gradient that Adam keeps at a"
                  + " step, each at least 0, below 1; [0.9, 0.95] if left out")
          List<Double> adamBetas,
      @ConfigKey("decoupled weight decay of tensors with two or more dimensions")
          double weightDecay,
      @ConfigKey("largest norm of the gradient; 0 for no clipping") double maxGradNorm,
      @ConfigKey(value = "rounds between two checkpoints", isExtent = true) int roundsPerCheckpoint,
      @ConfigKey("seed of weights, order and masks") long seed) {

    public Config {
      atLeastOne("workers", workers);
      atLeastOne("held-out-windows", heldOutWindows);
      new Composition(batchSize, pairShare, seed);
      atLeastOne("steps-per-round", stepsPerRound);
      atLeastOne("rounds", rounds);
      atLeastOne("rounds-per-checkpoint", roundsPerCheckpoint);
      share("learning-rate-warmup", learningRateWarmup);
      if (!(learningRate > 0)) {
        throw new IllegalArgumentException("learning-rate must be above 0, got " + learningRate);
      }
      adamBetas = List.copyOf(adamBetas);
      if (adamBetas.size() != 2) {
        throw new IllegalArgumentException("adam-betas must be two numbers, got " + adamBetas);
      }
      if (continueFrom.equals(pretraining)) {
        throw new IllegalArgumentException(
            "continue-from must name another pretraining, got %s; more rounds of this one go on with --resume"
                .formatted(continueFrom));
      }
      settings = Map.copyOf(settings);
      ObjectiveSettings.make(objective, settings);
      adamW(LearningRate.constant(learningRate), adamBetas, weightDecay, maxGradNorm);
    }

    /** How the model is updated, with the learning rate over all rounds. */
    AdamW optimiser() {
      int warmup = (int) Math.round(learningRateWarmup * steps());
      return adamW(
          new LearningRate(learningRate, warmup, steps(), learningRateDecay),
          adamBetas,
          weightDecay,
          maxGradNorm);
    }

    private static AdamW adamW(
        LearningRate learningRate, List<Double> betas, double weightDecay, double maxGradNorm) {
      return new AdamW(learningRate, betas.get(0), betas.get(1), weightDecay, maxGradNorm);
    }

    Composition composition() {
      return new Composition(batchSize, pairShare, seed);
    }

    boolean hasHeldOut() {
      return !heldOutShardSet.equals(NONE);
    }

    /** The pretraining that gives the first parameters. */
    Optional<String> origin() {
      return continueFrom.equals(NONE) ? Optional.empty() : Optional.of(continueFrom);
    }

    /** Steps of each worker, all rounds together. */
    int steps() {
      return Math.multiplyExact(rounds, stepsPerRound);
    }

    /** Windows in one round, all workers together. */
    long windowsPerRound() {
      return (long) workers * stepsPerRound * batchSize;
    }

    private static void atLeastOne(String key, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(key + " must be at least 1, got " + value);
      }
    }

    private static void share(String key, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(key + " must be 0 to 1, got " + value);
      }
    }
  }

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
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Config read(Path file, Map<String, String> overrides) {
    return ConfigReader.readWithAbsent(file, overrides, ABSENT, Config.class);
  }

  @Override
  public Map<String, List<ConfigKeys.Key>> dependentKeys() {
    return ObjectiveSettings.keys();
  }

  @Override
  public List<Input> inputs(Config config) {
    List<Input> inputs = new ArrayList<>();
    inputs.add(Input.rows("shards", config.shardSet()));
    if (config.hasHeldOut()) {
      inputs.add(Input.rows("shards", config.heldOutShardSet()));
    }
    config
        .origin()
        .ifPresent(
            origin -> {
              inputs.add(Input.rows("checkpoints", origin));
              inputs.add(Input.rows("exposures", origin));
            });
    return List.copyOf(inputs);
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition("checkpoints", config.pretraining()),
        new Partition("learning_curves", config.pretraining()),
        new Partition("exposures", config.pretraining()));
  }

  @Override
  public boolean isIntact(Lake lake, Config config) {
    return lake.read(CheckpointsTable.TABLE, config.pretraining()).collectAsList().stream()
        .allMatch(row -> new StoredCheckpoint(lake.warehouse(), row.getAs("path")).isWhole());
  }

  @Override
  public List<String> expectations(Config config) {
    long parameters =
        ObjectiveFactory.create(config.objective(), config.settings()).layout().length();
    return List.of(
        "%,d windows in %,d rounds"
            .formatted(config.rounds() * config.windowsPerRound(), config.rounds()),
        String.format(
            Locale.ROOT,
            "%,d parameters, about %,.0f MB a worker and %,.0f MB a checkpoint",
            parameters,
            // Parameters, gradient and two moments, twice while they are averaged.
            parameters * 4 * 8 / 1e6,
            parameters * 4 * 3 / 1e6));
  }

  @Override
  public void run(JobContext context, Config config) {
    List<ShardFile> shards = ShardFile.of(context.lake(), config.shardSet());
    TrainingPlan plan = new TrainingPlan(shards, config.batchSize(), config.seed());
    Exposures exposures = Exposures.of(context, config.pretraining(), shards, config.origin());
    TrainingState state = TrainingState.open(context, config, exposures);
    JavaSparkContext spark = new JavaSparkContext(context.spark().sparkContext());
    Optional<HeldOutLosses> heldOut = heldOut(context, config, spark);
    try (Trainer trainer = state.trainer(spark);
        Progress progress =
            Progress.start(
                context.spark(),
                "pretrain " + config.pretraining(),
                "windows",
                (config.rounds() - state.rounds()) * config.windowsPerRound())) {
      state.writeStart(trainer);
      for (int round = state.rounds(); round < config.rounds(); round++) {
        long startedAt = System.nanoTime();
        RoundLosses trained =
            RoundLosses.of(
                trainer.train(
                    (long) round * config.stepsPerRound(),
                    plan.round(
                        (long) round * config.stepsPerRound(),
                        config.workers(),
                        config.stepsPerRound())));
        requireAllWindows(config, round, trained);
        progress.counter().add(trained.windows());
        state.add(round + 1, trained, (System.nanoTime() - startedAt) / 1e9);
        if ((round + 1) % config.roundsPerCheckpoint() == 0 || round + 1 == config.rounds()) {
          heldOut.ifPresent(losses -> state.addHeldOut(losses.of(trainer.parameters())));
          state.save(trainer);
        }
      }
    }
  }

  private static Optional<HeldOutLosses> heldOut(
      JobContext context, Config config, JavaSparkContext spark) {
    if (!config.hasHeldOut()) {
      return Optional.empty();
    }
    requireHeldOut(context, config);
    return Optional.of(
        new HeldOutLosses(
            spark,
            ShardFile.of(context.lake(), config.heldOutShardSet()),
            config.objective(),
            config.settings(),
            config.heldOutWindows(),
            config.seed()));
  }

  private static void requireHeldOut(JobContext context, Config config) {
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
  private static void requireAllWindows(Config config, int round, RoundLosses losses) {
    if (losses.windows() != config.windowsPerRound()) {
      throw new IllegalStateException(
          "%s: round %d trained on %,d windows, asked for %,d"
              .formatted(
                  config.pretraining(), round + 1, losses.windows(), config.windowsPerRound()));
    }
  }
}
