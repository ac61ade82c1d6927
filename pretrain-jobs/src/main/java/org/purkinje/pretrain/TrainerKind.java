package org.purkinje.pretrain;

import org.apache.spark.api.java.JavaSparkContext;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.pretrain.dl4jspark.ParameterAveragingTrainer;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.trainer.LocalTrainer;
import org.purkinje.pretrain.trainer.Trainer;

/** The trainers there are. */
public enum TrainerKind {
  /** Workers are tasks of the session, wherever its executors are. */
  SPARK {
    @Override
    Trainer start(
        JavaSparkContext spark, TrainingSpec spec, ModelState start, Trainer.Settings settings) {
      return new ParameterAveragingTrainer(spark, spec, start, settings);
    }
  },
  /** Workers are threads of the driver. */
  LOCAL {
    @Override
    Trainer start(
        JavaSparkContext spark, TrainingSpec spec, ModelState start, Trainer.Settings settings) {
      return new LocalTrainer(spec, start, settings, ShardReader.of(spark.hadoopConfiguration()));
    }
  };

  /**
   * @param start what the first round begins with
   */
  abstract Trainer start(
      JavaSparkContext spark, TrainingSpec spec, ModelState start, Trainer.Settings settings);
}
