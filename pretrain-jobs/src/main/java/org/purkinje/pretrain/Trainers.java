package org.purkinje.pretrain;

import org.apache.spark.api.java.JavaSparkContext;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.pretrain.dl4jspark.ParameterAveragingTrainer;
import org.purkinje.pretrain.trainer.Trainer;

/** The one place that knows what trainers there are. */
final class Trainers {

  private Trainers() {}

  static Trainer start(
      JavaSparkContext spark, TrainingSpec spec, ModelState start, Trainer.Settings settings) {
    return new ParameterAveragingTrainer(spark, spec, start, settings);
  }
}
