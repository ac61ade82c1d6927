package org.purkinje.pretrain.dl4jspark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.dl4j.ModelCopy;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.Sgd;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.pretrain.TinyPretraining;
import org.purkinje.pretrain.shard.BatchPath;
import org.purkinje.pretrain.shard.BatchReader;
import org.purkinje.pretrain.shard.Composition;
import org.purkinje.pretrain.shard.CorpusMix;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.shard.TrainingPlan;
import org.purkinje.pretrain.trainer.LocalTrainer;
import org.purkinje.pretrain.trainer.Trainer;

/**
 * n workers that are averaged after each step of gradient descent, against one machine on their
 * batches together: the mean of gradients is the gradient of the mean. All windows are pairs and
 * nothing is hidden whole, so every loss is a mean over as many windows at each worker.
 */
class SgdEqualsOneMachineTest {

  private static final double TOLERANCE = 1e-6;

  /** So high that a parameter's rounding is little beside its change, and the gradient's counts. */
  private static final double STEEP = 100;

  private static final Composition PAIRS = new Composition(8, 1, CorpusMix.AS_THEY_ARE, 5);

  private static final Map<String, Map<String, String>> OBJECTIVES =
      Map.of(
          "mae",
          Map.of(
              "signal", "ppg",
              "patches", "50",
              "patch-samples", "25",
              "width", "32",
              "depth", "1",
              "decoder-width", "32",
              "decoder-depth", "1",
              "heads", "4",
              "mask-ratio", "0.5"),
          "m2ae",
          Map.of(
              "size", "tiny",
              "masks", "complementary",
              "mask-ratio", "0.5",
              "lag-patches", "0",
              "modality-dropout", "0",
              "view-mask-ratio", "0.3",
              "contrastive-views", "0",
              "contrastive-weight", "0",
              "contrastive-warmup", "0"));

  @TempDir private static Path warehouse;
  private static SparkSession spark;
  private static TrainingPlan plan;

  @BeforeAll
  static void writeShards() {
    spark = Session.open(warehouse, "local[2]");
    plan = TinyPretraining.plan(spark);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Stream<Arguments> objectivesAndWorkers() {
    return Stream.of("mae", "m2ae")
        .flatMap(objective -> Stream.of(1, 2, 3).map(workers -> Arguments.of(objective, workers)));
  }

  /** Differences of parameters, whose size is some 1. */
  @ParameterizedTest
  @MethodSource("objectivesAndWorkers")
  void takesTheStepsOfOneMachineOnAllBatches(String objective, int workers) {
    TrainingSpec spec = spec(objective, 0.2);
    float[] whole = oneMachine(spec, 3, workers, workers);
    assertThat(largestDifferenceOfTrainers(spec, 3, workers, whole)).isLessThanOrEqualTo(TOLERANCE);
    if (workers > 1) {
      assertThat(largestDifference(oneMachine(spec, 3, workers, workers - 1), whole))
          .as("what one worker's batches matter")
          .isGreaterThan(1000 * TOLERANCE);
    }
  }

  /** Differences relative to the largest change of a parameter in one step. */
  @ParameterizedTest
  @MethodSource("objectivesAndWorkers")
  void averagesToTheGradientOfAllBatches(String objective, int workers) {
    TrainingSpec spec = spec(objective, STEEP);
    float[] whole = oneMachine(spec, 1, workers, workers);
    double change = largestDifference(whole, TinyPretraining.start(spec).parameters());
    assertThat(change).isGreaterThan(1);
    assertThat(largestDifferenceOfTrainers(spec, 1, workers, whole) / change)
        .isLessThanOrEqualTo(TOLERANCE);
  }

  private static double largestDifferenceOfTrainers(
      TrainingSpec spec, int steps, int workers, float[] whole) {
    Trainer.Settings settings = new Trainer.Settings(workers, 1, PAIRS);
    ModelState start = TinyPretraining.start(spec);
    double largest = 0;
    for (Trainer trainer :
        List.of(
            new LocalTrainer(spec, start, settings, ShardReader.of(context())),
            new ParameterAveragingTrainer(context(), spec, start, settings, true),
            new ParameterAveragingTrainer(context(), spec, start, settings, false))) {
      try (trainer) {
        for (int step = 0; step < steps; step++) {
          trainer.train(step, plan.round(step, workers, 1));
        }
        assertThat(trainer.state().hasMoments()).isFalse();
        largest = Math.max(largest, largestDifference(trainer.parameters(), whole));
      }
    }
    return largest;
  }

  /**
   * @param heard workers whose batches are trained on
   */
  private static float[] oneMachine(TrainingSpec spec, int steps, int workers, int heard) {
    BatchReader reader = new BatchReader(PAIRS, ShardReader.of(context()));
    ModelCopy machine = new ModelCopy(spec, TinyPretraining.start(spec), 0);
    for (int step = 0; step < steps; step++) {
      List<TrainingExample> together = new ArrayList<>();
      for (List<BatchPath> own : plan.round(step, workers, 1).subList(0, heard)) {
        own.forEach(path -> together.addAll(reader.read(path)));
      }
      machine.train(together);
    }
    return machine.state().parameters();
  }

  private static double largestDifference(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs((double) found[i] - expected[i]));
    }
    return largest;
  }

  private static TrainingSpec spec(String objective, double rate) {
    return new TrainingSpec(
        "test",
        objective,
        OBJECTIVES.get(objective),
        5,
        new Sgd(new LearningRate(rate, 0, 10, LearningRate.Decay.COSINE), 0.001, 0));
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }
}
