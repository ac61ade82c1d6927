package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.training.BatchFault;
import org.purkinje.models.training.LossTerms;
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
  private Optional<Checkpoints.Checkpoint> best;

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
    this.best =
        start
            .map(this::description)
            .flatMap(description -> Optional.ofNullable(description.bestPlace()))
            .map(Checkpoints.Checkpoint::at);
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

  private StoredCheckpoint.Description description(Checkpoints.Checkpoint checkpoint) {
    try {
      return checkpoints.stored(checkpoint).description();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the pretraining that the config names, or new ones. */
  private float[] firstParameters() {
    return config
        .origin()
        .map(origin -> TrainedModel.of(context.lake(), origin, config.continueFromCheckpoint()))
        .map(model -> model.parametersFor(config.objective(), config.settings()))
        .orElseGet(() -> layout.startingValues(config.seed()));
  }

  private static TrainingSpec spec(PretrainConfig config) {
    return new TrainingSpec(
        config.pretraining(),
        config.objective(),
        config.settings(),
        config.seed(),
        config.makeOptimiser(),
        config.arithmetic(),
        config.accumulateBatches());
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

  /** Whether training ends here, by the curve so far. */
  boolean isStopped() {
    return stopped().isPresent();
  }

  /** Why training ends before its last round; empty if it does not. */
  Optional<String> stopped() {
    return heldOutProgress()
        .filter(
            progress ->
                rounds < config.rounds()
                    && config.earlyStoppingChecks() > 0
                    && progress.checksSince() >= config.earlyStoppingChecks())
        .map(
            progress ->
                "pretrain %s: stopped after round %d of %d: the loss on held-out windows was lowest after round %d (%.6g); checkpoints since, none of them lower: %d (early-stopping-checks: %d)"
                    .formatted(
                        config.pretraining(),
                        rounds,
                        config.rounds(),
                        progress.bestRound(),
                        progress.bestLoss(),
                        progress.checksSince(),
                        config.earlyStoppingChecks()));
  }

  private Optional<HeldOutProgress> heldOutProgress() {
    SortedMap<Integer, Double> lossByRound = new TreeMap<>();
    for (Row row : curve) {
      if (row.getAs("split").equals(LearningCurvesTable.HELD_OUT)
          && row.getAs("term").equals(LossTerms.TOTAL)) {
        lossByRound.put(row.getAs("round"), row.getAs("value"));
      }
    }
    return HeldOutProgress.of(lossByRound);
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
  void writeStart() {
    // A run that was killed between file and rows has left those of an earlier checkpoint.
    start.ifPresent(this::write);
  }

  /** Writes curve and checkpoint, and what the checkpoint has seen. */
  void save(Trainer trainer) {
    ModelState state = trainer.state();
    requireFinite(state.parameters());
    context.lake().replace(LearningCurvesTable.TABLE, config.pretraining(), curve);
    if (heldOutProgress().map(HeldOutProgress::bestRound).filter(of -> of == rounds).isPresent()) {
      best = Optional.of(checkpoints.of(rounds));
    }
    StoredCheckpoint.Description description =
        StoredCheckpoint.Description.of(
            config,
            rounds,
            StoredCheckpoint.sha256(state.parameters()),
            best.map(Checkpoints.Checkpoint::place));
    checkpoints.keepOnly(
        write(checkpoints.save(rounds, files -> files.write(layout, state, description))));
  }

  /** A learning rate beyond all measure can leave parameters so at the very last step. */
  private void requireFinite(float[] parameters) {
    for (ParameterSpec spec : layout.specs()) {
      for (long i = spec.offset(); i < spec.end(); i++) {
        if (!Float.isFinite(parameters[(int) i])) {
          throw new IllegalStateException(
              "pretraining %s: round %d: parameters %s, %s holds %s; a lower learning rate may help"
                  .formatted(
                      config.pretraining(),
                      rounds,
                      BatchFault.RULE,
                      spec.name(),
                      parameters[(int) i]));
        }
      }
    }
  }

  /**
   * Writes the rows of all checkpoints that are kept.
   *
   * @return these
   */
  private Set<Checkpoints.Checkpoint> write(Checkpoints.Checkpoint last) {
    Set<Checkpoints.Checkpoint> kept = new LinkedHashSet<>();
    kept.add(last);
    kept.addAll(checkpoints.last(config.keepCheckpoints(), rounds));
    best.ifPresent(kept::add);
    List<Row> rows = new ArrayList<>();
    Set<String> digests = new TreeSet<>();
    for (Checkpoints.Checkpoint checkpoint : kept) {
      String digest = description(checkpoint).parametersSha256();
      digests.add(digest);
      rows.add(row(checkpoint, digest, last));
    }
    exposures.write(digests);
    context.lake().replace(CheckpointsTable.TABLE, config.pretraining(), rows);
    return kept;
  }

  private Row row(Checkpoints.Checkpoint checkpoint, String digest, Checkpoints.Checkpoint last) {
    return new RowBuilder(CheckpointsTable.TABLE)
        .set("pretraining", config.pretraining())
        .set("run", context.runId())
        .set("fingerprint", context.fingerprint())
        .set("objective", config.objective())
        .set("model", ConfigReader.canonical(config.settings()))
        .set("round", checkpoint.round())
        .set("step", (long) checkpoint.round() * config.stepsPerRound())
        .set("windows_seen", checkpoint.round() * config.windowsPerRound())
        .set(CheckpointRole.LAST.column(), checkpoint.equals(last))
        .set(CheckpointRole.BEST.column(), best.equals(Optional.of(checkpoint)))
        .set("path", checkpoint.place())
        .set("parameters_sha256", digest)
        .set("data_snapshot", config.shardSet())
        .build();
  }
}
