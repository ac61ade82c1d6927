package org.purkinje.pretrain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.models.layer.Arithmetic;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.Optimiser;
import org.purkinje.pretrain.shard.Composition;
import org.purkinje.pretrain.shard.CorpusMix;

/** What a pretraining is of: its data, its model and how it is trained. */
public record PretrainConfig(
    @ConfigKey("name under which checkpoints and curves are kept") String pretraining,
    @ConfigKey("set of shards to train on") String shardSet,
    @ConfigKey("set of shards of subjects held out, on which the curve is drawn; none for none")
        String heldOutShardSet,
    @ConfigKey("windows of that set to draw it on, at most") int heldOutWindows,
    @ConfigKey(
            "another pretraining whose checkpoint gives the first parameters, the optimiser"
                + " and its schedule begin anew; none, or left out, for new parameters")
        String continueFrom,
    @ConfigKey("which of that pretraining's checkpoints: last, or best; last if left out")
        CheckpointRole continueFromCheckpoint,
    @ConfigKey("registered objective, e.g. m2ae") String objective,
    @ConfigKey("settings of the objective, all of them, listed below") Map<String, String> settings,
    @ConfigKey(
            "where workers train: on the session's executors, or on threads of the driver, which"
                + " saves the transport at each averaging; spark if left out")
        TrainerKind trainer,
    @ConfigKey(
            "what computes a step: cpu, or cuda, the first GPU of each worker's machine, of a build"
                + " with -Pcuda; cpu if left out")
        Arithmetic.Unit device,
    @ConfigKey(
            "what the factors of products are rounded to: float32, or bfloat16, which is faster for"
                + " some models and devices (docs/cost.md); parameters, sums and moments stay"
                + " float32; float32 if left out")
        Arithmetic.Precision precision,
    @ConfigKey("copies of the model that are trained at once and averaged") int workers,
    @ConfigKey("windows in a batch of one worker") int batchSize,
    @ConfigKey(
            "batches of a step, whose gradients are averaged before the model is updated: as one"
                + " batch of so many times the windows, in the memory of one; 1 if left out")
        int accumulateBatches,
    @ConfigKey(
            "share of a batch's windows that are trusted pairs of ECG and PPG, 0 to 1; with 0 or 1"
                + " windows of the other kind are never drawn")
        double pairShare,
    @ConfigKey(
            "exponent a of the shares of corpora in training, each in proportion to n^a of its n"
                + " windows: 1, or left out, takes windows as they are, 0.5 brings small corpora"
                + " up, 0 makes all equal")
        double mixingExponent,
    @ConfigKey("steps of each worker between two averagings") int stepsPerRound,
    @ConfigKey(value = "averagings; with more of them --resume goes on", isExtent = true)
        int rounds,
    @ConfigKey("highest learning rate, after the warm-up") double learningRate,
    @ConfigKey("share of the steps in which the learning rate rises, 0 to 1")
        double learningRateWarmup,
    @ConfigKey(
            "what the learning rate does after the warm-up: falls to 0 on a half cosine, stays and"
                + " falls on a line in the last 0.3 of the steps (trapezoid), or stays; cosine if"
                + " left out")
        LearningRate.Decay learningRateDecay,
    @ConfigKey(
            "what a step makes of the gradient: Adam with decoupled weight decay, muon, which turns"
                + " each linear map by an orthogonal step and learns from fewer, larger batches"
                + " (docs/pretraining.md), or gradient descent without momentum; adamw if left out")
        OptimiserKind optimiser,
    @ConfigKey(
            "shares of the mean gradient and of the mean squared gradient that Adam keeps at a"
                + " step, each at least 0, below 1; [0.9, 0.95] if left out")
        List<Double> adamBetas,
    @ConfigKey("decoupled weight decay of tensors with two or more dimensions") double weightDecay,
    @ConfigKey("largest norm of the gradient; 0 for no clipping") double maxGradNorm,
    @ConfigKey(value = "rounds between two checkpoints", isExtent = true) int roundsPerCheckpoint,
    @ConfigKey(
            value =
                "successive checkpoints without a lower loss on held-out windows after which"
                    + " training ends before its last round; 0, or left out, for never",
            isExtent = true)
        int earlyStoppingChecks,
    @ConfigKey(
            value = "last checkpoints that are kept, besides the best; 1 if left out",
            isExtent = true)
        int keepCheckpoints,
    @ConfigKey("seed of weights, order and masks") long seed) {

  static final String NONE = "none";

  public PretrainConfig {
    atLeastOne("workers", workers);
    atLeastOne("held-out-windows", heldOutWindows);
    new Composition(batchSize, pairShare, CorpusMix.AS_THEY_ARE, seed);
    share("mixing-exponent", mixingExponent);
    atLeastOne("steps-per-round", stepsPerRound);
    atLeastOne("rounds", rounds);
    atLeastOne("rounds-per-checkpoint", roundsPerCheckpoint);
    atLeastOne("keep-checkpoints", keepCheckpoints);
    atLeastOne("accumulate-batches", accumulateBatches);
    if (earlyStoppingChecks < 0) {
      throw new IllegalArgumentException(
          "early-stopping-checks must be at least 0, got " + earlyStoppingChecks);
    }
    if (earlyStoppingChecks > 0 && heldOutShardSet.equals(NONE)) {
      throw new IllegalArgumentException(
          "early-stopping-checks must be 0 without a held-out-shard-set, got %d; name a set of shards of subjects held out"
              .formatted(earlyStoppingChecks));
    }
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
    // Betas are checked even where they are not used.
    for (OptimiserKind kind : OptimiserKind.values()) {
      kind.make(LearningRate.constant(learningRate), adamBetas, weightDecay, maxGradNorm);
    }
  }

  /** How the model is updated, with the learning rate over all rounds. */
  Optimiser makeOptimiser() {
    int warmup = (int) Math.round(learningRateWarmup * steps());
    return optimiser.make(
        new LearningRate(learningRate, warmup, steps(), learningRateDecay),
        adamBetas,
        weightDecay,
        maxGradNorm);
  }

  Arithmetic arithmetic() {
    return new Arithmetic(device, precision);
  }

  Composition composition(CorpusMix mix) {
    return new Composition(batchSize, pairShare, mix, seed);
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

  /** Batches of each worker in one round. */
  int batchesPerRound() {
    return Math.multiplyExact(stepsPerRound, accumulateBatches);
  }

  /** Windows in one round, all workers together. */
  long windowsPerRound() {
    return (long) workers * batchesPerRound() * batchSize;
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
