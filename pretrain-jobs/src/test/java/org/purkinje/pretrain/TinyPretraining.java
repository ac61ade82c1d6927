package org.purkinje.pretrain;

import java.util.List;
import java.util.Map;
import org.purkinje.models.training.LearningRate;

/**
 * Configs for tests: M2AE-tiny on {@link SineShardsJob}'s shards, batches of 8, 3 steps a round.
 */
final class TinyPretraining {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "size", "tiny",
          "masks", "complementary",
          "mask-ratio", "0.5",
          "lag-patches", "0",
          "modality-dropout", "0.15",
          "view-mask-ratio", "0.3",
          "contrastive-views", "1",
          "contrastive-weight", "0.1",
          "contrastive-warmup", "0.1");

  private TinyPretraining() {}

  static PretrainConfig config(String name, int workers, int rounds) {
    return config(name, workers, rounds, "m2ae", SETTINGS);
  }

  static PretrainConfig config(
      String name, int workers, int rounds, String objective, Map<String, String> settings) {
    return new PretrainConfig(
        name,
        "sines",
        "others",
        24,
        "none",
        objective,
        settings,
        TrainerKind.SPARK,
        workers,
        8,
        0.75,
        3,
        rounds,
        3e-3,
        0.1,
        LearningRate.Decay.COSINE,
        List.of(0.9, 0.95),
        0.05,
        1.0,
        1,
        11);
  }

  /** The config without Spark. */
  static PretrainConfig local(PretrainConfig config) {
    return with(
        config,
        config.shardSet(),
        config.heldOutShardSet(),
        config.continueFrom(),
        TrainerKind.LOCAL);
  }

  /** The config with another set of shards held out. */
  static PretrainConfig heldOut(PretrainConfig config, String shardSet) {
    return with(config, config.shardSet(), shardSet, config.continueFrom(), config.trainer());
  }

  /** The config on other shards, none held out, from the parameters of another pretraining. */
  static PretrainConfig continued(PretrainConfig config, String shardSet, String origin) {
    return with(config, shardSet, "none", origin, config.trainer());
  }

  private static PretrainConfig with(
      PretrainConfig config,
      String shardSet,
      String heldOutShardSet,
      String continueFrom,
      TrainerKind trainer) {
    return new PretrainConfig(
        config.pretraining(),
        shardSet,
        heldOutShardSet,
        config.heldOutWindows(),
        continueFrom,
        config.objective(),
        config.settings(),
        trainer,
        config.workers(),
        config.batchSize(),
        config.pairShare(),
        config.stepsPerRound(),
        config.rounds(),
        config.learningRate(),
        config.learningRateWarmup(),
        config.learningRateDecay(),
        config.adamBetas(),
        config.weightDecay(),
        config.maxGradNorm(),
        config.roundsPerCheckpoint(),
        config.seed());
  }
}
