package org.purkinje.pretrain.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.pretrain.TinyPretraining;
import org.purkinje.pretrain.dl4jspark.ParameterAveragingTrainer;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.shard.TrainingPlan;

/** Oracles: the trainer on Spark, and a training whose end has a closed form. */
class LocalTrainerTest {

  private static final int STEPS_PER_ROUND = 3;
  private static final int ROUNDS = 2;
  private static final int STEPS = STEPS_PER_ROUND * ROUNDS;
  private static final double RATE = 0.01;
  private static final double DECAY = 0.5;
  private static final double KEEP = 0.9;
  private static final ShardReader SHARDS = ShardReader.of(new Configuration());

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

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void endsWithTheBitsOfTheTrainerOnSpark(int workers) {
    try (Trainer local = local(m2ae(), workers);
        Trainer distributed = distributed(m2ae(), workers)) {
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(train(local, workers, round)).isEqualTo(train(distributed, workers, round));
      }
      assertEqual(local.state(), distributed.state());
      assertThat(local.parameters()).isEqualTo(distributed.parameters());
    }
  }

  @Test
  void goesOnFromItsState() {
    try (Trainer whole = local(m2ae(), 2);
        Trainer first = local(m2ae(), 2)) {
      train(whole, 2, 0);
      train(whole, 2, 1);
      train(first, 2, 0);
      try (Trainer second = new LocalTrainer(m2ae(), first.state(), settings(2), SHARDS)) {
        train(second, 2, 1);
        assertEqual(second.state(), whole.state());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void letsATeacherFollowAndScalesLearningRates(int workers) {
    try (Trainer local = local(teacher(), workers);
        Trainer distributed = distributed(teacher(), workers)) {
      for (int round = 0; round < ROUNDS; round++) {
        train(local, workers, round);
        train(distributed, workers, round);
      }
      assertThat(local.parameters()).isEqualTo(distributed.parameters());
      assertFollows(local.state());
    }
  }

  /**
   * With a gradient of 1 the student is {@code s − rate·k} before step k, and a teacher that begins
   * as the student is {@code s − rate·(k − keep·(1 − keep^k) / (1 − keep))} after it was changed
   * then.
   */
  private static void assertFollows(ModelState state) {
    ParameterLayout layout = teacher().make().layout();
    float[] start = layout.startingValues(teacher().seed());
    double followed = (STEPS - 1) - KEEP * (1 - Math.pow(KEEP, STEPS - 1)) / (1 - KEEP);
    float[] students = of(state.parameters(), layout, TeacherObjective.STUDENT);
    float[] teachers = of(state.parameters(), layout, TeacherObjective.TEACHER);
    float[] slow = of(state.parameters(), layout, TeacherObjective.SLOW);
    for (int i = 0; i < TeacherObjective.SIZE; i++) {
      float student = of(start, layout, TeacherObjective.STUDENT)[i];
      assertThat(students[i]).isCloseTo((float) (student - RATE * STEPS), within(1e-6f));
      assertThat(teachers[i]).isCloseTo((float) (student - RATE * followed), within(1e-6f));
      assertThat(slow[i])
          .isCloseTo(
              (float)
                  (of(start, layout, TeacherObjective.SLOW)[i]
                      - TeacherObjective.SLOWNESS * RATE * STEPS),
              within(1e-6f));
    }
    assertThat(of(state.parameters(), layout, TeacherObjective.MATRIX)[0])
        .as("decay alone, at the scaled learning rate")
        .isCloseTo(
            (float) Math.pow(1 - TeacherObjective.SLOWNESS * RATE * DECAY, STEPS), within(1e-6f));
    assertThat(of(state.firstMoments(), layout, TeacherObjective.TEACHER)).containsOnly(0);
    assertThat(of(state.secondMoments(), layout, TeacherObjective.TEACHER)).containsOnly(0);
  }

  private static float[] of(float[] flat, ParameterLayout layout, String name) {
    ParameterSpec spec = layout.spec(name);
    return Arrays.copyOfRange(flat, (int) spec.offset(), (int) spec.end());
  }

  private static void assertEqual(ModelState found, ModelState expected) {
    assertThat(found.parameters()).isEqualTo(expected.parameters());
    assertThat(found.firstMoments()).isEqualTo(expected.firstMoments());
    assertThat(found.secondMoments()).isEqualTo(expected.secondMoments());
  }

  private static List<StepLosses> train(Trainer trainer, int workers, int round) {
    long firstStep = (long) round * STEPS_PER_ROUND;
    return trainer.train(firstStep, plan.round(firstStep, workers, STEPS_PER_ROUND)).stream()
        .sorted(
            Comparator.comparingInt(StepLosses::iteration).thenComparingDouble(StepLosses::total))
        .toList();
  }

  private static Trainer local(TrainingSpec spec, int workers) {
    return new LocalTrainer(spec, TinyPretraining.start(spec), settings(workers), SHARDS);
  }

  private static Trainer distributed(TrainingSpec spec, int workers) {
    return new ParameterAveragingTrainer(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        spec,
        TinyPretraining.start(spec),
        settings(workers));
  }

  private static Trainer.Settings settings(int workers) {
    return new Trainer.Settings(workers, STEPS_PER_ROUND, TinyPretraining.COMPOSITION);
  }

  private static TrainingSpec m2ae() {
    return TinyPretraining.spec(2, STEPS);
  }

  private static TrainingSpec teacher() {
    AdamW optimiser = new AdamW(LearningRate.constant(RATE), 0.9, 0.95, DECAY, 0);
    return new TrainingSpec(
        "test", TeacherObjective.TYPE, Map.of("keep", Double.toString(KEEP)), 5, optimiser, 1);
  }
}
