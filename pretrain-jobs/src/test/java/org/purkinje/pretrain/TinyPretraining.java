package org.purkinje.pretrain;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.layer.Arithmetic;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.pretrain.shard.Composition;
import org.purkinje.pretrain.shard.CorpusMix;
import org.purkinje.pretrain.shard.ShardFile;
import org.purkinje.pretrain.shard.TrainingPlan;

/** Trainings for tests: M2AE-tiny on {@link SineShardsJob}'s shards, batches of 8. */
public final class TinyPretraining {

  /** Batches of 8 with their share of pairs. */
  public static final Composition COMPOSITION = new Composition(8, 0.75, CorpusMix.AS_THEY_ARE, 5);

  /** Settings of a small MAE of PPG. */
  static final Map<String, String> MAE =
      Map.of(
          "signal", "ppg",
          "patches", "50",
          "patch-samples", "25",
          "width", "32",
          "depth", "1",
          "decoder-width", "32",
          "decoder-depth", "1",
          "heads", "4",
          "mask-ratio", "0.5");

  private TinyPretraining() {}

  /** A config with 3 steps a round. */
  static PretrainConfig config(String name, int workers, int rounds) {
    return config(name, workers, rounds, "m2ae", settings("0.1"));
  }

  static PretrainConfig config(
      String name, int workers, int rounds, String objective, Map<String, String> settings) {
    return new PretrainConfig(
        name,
        "sines",
        "others",
        24,
        "none",
        CheckpointRole.LAST,
        objective,
        settings,
        TrainerKind.SPARK,
        Arithmetic.Unit.CPU,
        Arithmetic.Precision.FLOAT32,
        workers,
        8,
        1,
        0.75,
        1,
        3,
        rounds,
        3e-3,
        0.1,
        LearningRate.Decay.COSINE,
        OptimiserKind.ADAMW,
        List.of(0.9, 0.95),
        0.05,
        1.0,
        1,
        0,
        1,
        11);
  }

  /**
   * A training without a job.
   *
   * @param warmupSteps in which the learning rate rises
   */
  public static TrainingSpec spec(int warmupSteps, int steps) {
    LearningRate rate = new LearningRate(3e-3, warmupSteps, steps, LearningRate.Decay.COSINE);
    return new TrainingSpec(
        "test", "m2ae", settings("0.3333"), 5, new AdamW(rate, 0.9, 0.95, 0.05, 1));
  }

  /** Where a training begins. */
  public static ModelState start(TrainingSpec spec) {
    return ModelState.start(spec.make().layout().startingValues(spec.seed()), spec.optimiser());
  }

  /** Writes the shards and plans to train on them. */
  public static TrainingPlan plan(SparkSession spark) {
    new JobRunner(spark).run(new SineShardsJob(), new SineShardsJob.Config("sines", 24), false);
    return new TrainingPlan(ShardFile.of(new Lake(spark), "sines"), 8, 5);
  }

  /** The config without Spark. */
  static PretrainConfig local(PretrainConfig config) {
    return with(config, Map.of("trainer", "local"));
  }

  /** The config with another set of shards held out. */
  static PretrainConfig heldOut(PretrainConfig config, String shardSet) {
    return with(config, Map.of("held-out-shard-set", shardSet));
  }

  /** The config on other shards, none held out, from the parameters of another pretraining. */
  static PretrainConfig continued(PretrainConfig config, String shardSet, String origin) {
    return with(
        config,
        Map.of("shard-set", shardSet, "held-out-shard-set", "none", "continue-from", origin));
  }

  /** The config with other values of keys. */
  static PretrainConfig with(PretrainConfig config, Map<String, String> keys) {
    return ConfigReader.parse("test", ConfigReader.canonical(config), keys, PretrainConfig.class);
  }

  private static Map<String, String> settings(String contrastiveWarmup) {
    return Map.of(
        "size", "tiny",
        "masks", "complementary",
        "mask-ratio", "0.5",
        "lag-patches", "0",
        "modality-dropout", "0.15",
        "view-mask-ratio", "0.3",
        "contrastive-views", "1",
        "contrastive-weight", "0.1",
        "contrastive-warmup", contrastiveWarmup);
  }
}
