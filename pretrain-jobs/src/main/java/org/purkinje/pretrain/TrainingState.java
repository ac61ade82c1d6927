package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.models.training.WindowMean;
import org.purkinje.pretrain.shard.CorpusMix;
import org.purkinje.pretrain.trainer.Trainer;

/**
 * How far a training is, and its rows so far. The curve is written before the checkpoint, so that a
 * training that goes on from a checkpoint finds every row up to it.
 */
final class TrainingState {

  private final JobContext context;
  private final PretrainConfig config;
  private final Checkpoints checkpoints;
  private final Exposures exposures;
  private final Optional<Checkpoints.Checkpoint> start;
  private final List<Row> curve;
  private final TrainingSpec spec;
  private final ParameterLayout layout;
  private int rounds;

  private TrainingState(
      JobContext context,
      PretrainConfig config,
      Checkpoints checkpoints,
      Exposures exposures,
      Optional<Checkpoints.Checkpoint> start,
      List<Row> curve) {
    this.context = context;
    this.config = config;
    this.checkpoints = checkpoints;
    this.exposures = exposures;
    this.start = start;
    this.curve = curve;
    this.spec = spec(config);
    this.layout = spec.make().layout();
    this.rounds = start.map(Checkpoints.Checkpoint::round).orElse(0);
  }

  /** Goes on from the latest checkpoint if the context asks for it, else starts anew. */
  static TrainingState open(JobContext context, PretrainConfig config, Exposures exposures) {
    Checkpoints.Training training =
        new Checkpoints.Training(
            context.warehouse(), config.pretraining(), context.resumeKey(), context.fingerprint());
    Optional<Checkpoints.Checkpoint> latest =
        context.resume() ? Checkpoints.latest(training, config.rounds()) : Optional.empty();
    Checkpoints checkpoints =
        latest
            .map(from -> Checkpoints.goOn(training, from))
            .orElseGet(() -> Checkpoints.begin(training));
    List<Row> curve =
        latest
            .map(
                checkpoint ->
                    context
                        .lake()
                        .read(LearningCurvesTable.TABLE, config.pretraining())
                        .where(col("round").leq(checkpoint.round()))
                        .collectAsList())
            .orElse(List.of());
    return new TrainingState(
        context, config, checkpoints, exposures, latest, new ArrayList<>(curve));
  }

  /** Rounds done. */
  int rounds() {
    return rounds;
  }

  Trainer trainer(JavaSparkContext spark) {
    return config
        .trainer()
        .start(
            spark,
            spec,
            start
                .map(this::stored)
                .orElseGet(() -> ModelState.start(firstParameters(), spec.optimiser())),
            new Trainer.Settings(
                config.workers(),
                config.stepsPerRound(),
                config.composition(
                    CorpusMix.of(context.lake(), config.shardSet(), config.mixingExponent()))));
  }

  private ModelState stored(Checkpoints.Checkpoint checkpoint) {
    try {
      return checkpoints.stored(checkpoint).state(layout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the pretraining that the config names, or new ones. */
  private float[] firstParameters() {
    return config
        .origin()
        .map(origin -> TrainedModel.of(context.lake(), origin))
        .map(model -> model.parametersFor(config.objective(), config.settings()))
        .orElseGet(() -> layout.startingValues(config.seed()));
  }

  private static TrainingSpec spec(PretrainConfig config) {
    return new TrainingSpec(
        config.pretraining(),
        config.objective(),
        config.settings(),
        config.seed(),
        config.makeOptimiser());
  }

  /** Notes a finished round. */
  void add(int round, RoundLosses losses, double seconds) {
    rounds = round;
    addToCurve(LearningCurvesTable.TRAIN, losses.terms(), losses.windows() / seconds);
  }

  /** Notes the terms of held-out windows after the rounds done. */
  void addHeldOut(Map<String, WindowMean> terms) {
    addToCurve(LearningCurvesTable.HELD_OUT, terms, null);
  }

  private void addToCurve(
      String split, Map<String, WindowMean> terms, @Nullable Double windowsPerSecond) {
    ExplainedVariance.with(terms)
        .forEach(
            (term, mean) ->
                curve.add(
                    new RowBuilder(LearningCurvesTable.TABLE)
                        .set("pretraining", config.pretraining())
                        .set("run", context.runId())
                        .set("split", split)
                        .set("round", rounds)
                        .set("step", (long) rounds * config.stepsPerRound())
                        .set("windows_seen", rounds * config.windowsPerRound())
                        .set("term", term)
                        .set("value", mean.value())
                        .set("n_windows", mean.windows())
                        .set("windows_per_s", windowsPerSecond)
                        .build()));
  }

  /** Writes the rows of the checkpoint that the training goes on from, if it does. */
  void writeStart(Trainer trainer) {
    // A run that was killed between file and rows has left those of an earlier checkpoint.
    start.ifPresent(checkpoint -> write(checkpoint, StoredCheckpoint.sha256(trainer.parameters())));
  }

  /** Writes curve and checkpoint, and what the checkpoint has seen. */
  void save(Trainer trainer) {
    context.lake().replace(LearningCurvesTable.TABLE, config.pretraining(), curve);
    ModelState state = trainer.state();
    String digest = StoredCheckpoint.sha256(state.parameters());
    StoredCheckpoint.Description description =
        StoredCheckpoint.Description.of(config, rounds, digest);
    write(checkpoints.save(rounds, files -> files.write(layout, state, description)), digest);
  }

  private void write(Checkpoints.Checkpoint saved, String digest) {
    exposures.write(digest);
    Row row =
        new RowBuilder(CheckpointsTable.TABLE)
            .set("pretraining", config.pretraining())
            .set("run", context.runId())
            .set("fingerprint", context.fingerprint())
            .set("objective", config.objective())
            .set("model", ConfigReader.canonical(config.settings()))
            .set("round", rounds)
            .set("step", (long) rounds * config.stepsPerRound())
            .set("windows_seen", rounds * config.windowsPerRound())
            .set("path", saved.place())
            .set("parameters_sha256", digest)
            .set("data_snapshot", config.shardSet())
            .build();
    context.lake().replace(CheckpointsTable.TABLE, config.pretraining(), List.of(row));
  }
}
