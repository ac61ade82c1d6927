package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.models.dl4j.ObjectiveLayer;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.models.training.WindowMean;
import org.purkinje.pretrain.dl4jspark.ParameterAveragingTrainer;

/**
 * How far a training is, and its rows so far. The curve is written before the checkpoint, so that a
 * training that goes on from a checkpoint finds every row up to it.
 */
final class TrainingState {

  private final JobContext context;
  private final PretrainJob.Config config;
  private final Checkpoints checkpoints;
  private final Exposures exposures;
  private final Optional<Checkpoints.Checkpoint> start;
  private final List<Row> curve;
  private int rounds;

  private TrainingState(
      JobContext context,
      PretrainJob.Config config,
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
    this.rounds = start.map(Checkpoints.Checkpoint::round).orElse(0);
  }

  /** Goes on from the latest checkpoint if the context asks for it, else starts anew. */
  static TrainingState open(JobContext context, PretrainJob.Config config, Exposures exposures) {
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

  ParameterAveragingTrainer trainer(JavaSparkContext spark) {
    ParameterAveragingTrainer.Settings settings =
        new ParameterAveragingTrainer.Settings(
            config.workers(), config.stepsPerRound(), config.composition());
    return start
        .map(
            checkpoint ->
                checkpoints.read(
                    checkpoint, file -> ParameterAveragingTrainer.resume(spark, file, settings)))
        .orElseGet(
            () -> ParameterAveragingTrainer.start(spark, layer(), settings, firstParameters()));
  }

  /** Those of the pretraining that the config names; empty for new ones. */
  private Optional<float[]> firstParameters() {
    return config
        .origin()
        .map(origin -> TrainedModel.of(context.lake(), origin))
        .map(model -> model.parametersFor(config.objective(), config.settings()));
  }

  private ObjectiveLayer layer() {
    LearningRate learningRate =
        new LearningRate(
            config.learningRate(),
            (int) Math.round(config.learningRateWarmup() * config.steps()),
            config.steps(),
            LearningRate.Decay.COSINE);
    return new ObjectiveLayer(
        new TrainingSpec(
            config.pretraining(),
            config.objective(),
            config.settings(),
            config.seed(),
            new AdamW(learningRate, 0.9, 0.95, config.weightDecay(), config.clipNorm())));
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
  void writeStart(ParameterAveragingTrainer trainer) {
    // A run that was killed between file and rows has left those of an earlier checkpoint.
    start.ifPresent(checkpoint -> write(checkpoint, trainer));
  }

  /** Writes curve and checkpoint, and what the checkpoint has seen. */
  void save(ParameterAveragingTrainer trainer) {
    context.lake().replace(LearningCurvesTable.TABLE, config.pretraining(), curve);
    write(checkpoints.save(rounds, trainer::save), trainer);
  }

  private void write(Checkpoints.Checkpoint saved, ParameterAveragingTrainer trainer) {
    String digest = sha256(trainer.parameters());
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

  /** SHA-256 over the parameters as little-endian float32, hex. */
  static String sha256(float[] parameters) {
    ByteBuffer bytes =
        ByteBuffer.allocate(parameters.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(parameters);
    return new Sha256().add(bytes.array()).hex();
  }
}
