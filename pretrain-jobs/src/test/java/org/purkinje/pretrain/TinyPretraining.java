package org.purkinje.pretrain;

import java.util.Map;

/**
 * Configs for tests: M2AE-tiny on {@link SineShardsJob}'s shards, batches of 8, 3 steps a round.
 */
final class TinyPretraining {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "size", "tiny",
          "masks", "complementary",
          "hidden-share", "0.5",
          "lag-patches", "0",
          "drop-share", "0.15",
          "view-hidden-share", "0.3",
          "contrastive-views", "1");

  private TinyPretraining() {}

  static PretrainJob.Config config(String name, int workers, int rounds) {
    return config(name, workers, rounds, SETTINGS);
  }

  static PretrainJob.Config config(
      String name, int workers, int rounds, Map<String, String> settings) {
    return new PretrainJob.Config(
        name, "sines", "others", 24, "none", "m2ae", settings, workers, 8, 0.75, 3, rounds, 3e-3,
        0.1, 0.05, 1.0, 0.1, 0.1, 1, 11);
  }

  /** The config with another set of shards held out. */
  static PretrainJob.Config heldOut(PretrainJob.Config config, String shardSet) {
    return with(config, config.shardSet(), shardSet, config.continueFrom());
  }

  /** The config on other shards, none held out, from the parameters of another pretraining. */
  static PretrainJob.Config continued(PretrainJob.Config config, String shardSet, String origin) {
    return with(config, shardSet, "none", origin);
  }

  private static PretrainJob.Config with(
      PretrainJob.Config config, String shardSet, String heldOutShardSet, String continueFrom) {
    return new PretrainJob.Config(
        config.pretraining(),
        shardSet,
        heldOutShardSet,
        config.heldOutWindows(),
        continueFrom,
        config.objective(),
        config.settings(),
        config.workers(),
        config.batchSize(),
        config.pairShare(),
        config.stepsPerRound(),
        config.rounds(),
        config.learningRate(),
        config.learningRateWarmup(),
        config.weightDecay(),
        config.clipNorm(),
        config.contrastiveWeight(),
        config.contrastiveWarmup(),
        config.roundsPerCheckpoint(),
        config.seed());
  }
}
