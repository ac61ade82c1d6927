package org.purkinje.pretrain.dl4jspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.dl4j.ObjectiveLayer;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.Muon;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.pretrain.TinyPretraining;
import org.purkinje.pretrain.shard.BatchPath;
import org.purkinje.pretrain.shard.BatchReader;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.shard.TrainingPlan;
import org.purkinje.pretrain.trainer.LocalTrainer;
import org.purkinje.pretrain.trainer.Trainer;

/**
 * Rounds are only how training is cut: with a schedule that changes at every step, a model that
 * forgets where it is between rounds ends elsewhere. Oracle: DL4J's own training without Spark.
 */
class ParameterAveragingTrainerTest {

  private static final int STEPS = 12;

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

  @Test
  void endsWithTheSameBitsHoweverOneWorkersStepsAreCut() {
    float[] plain = parameters(plain(0, 1, STEPS, newGraph()));
    for (int stepsPerRound : new int[] {1, 4, STEPS}) {
      assertThat(spark(1, stepsPerRound).parameters())
          .as("rounds of %d steps", stepsPerRound)
          .isEqualTo(plain);
    }
  }

  @Test
  void averagesTwoWorkersThatGoOnWithScheduleAndBiasCorrection() {
    int stepsPerRound = 4;
    ComputationGraph averaged = newGraph();
    for (int from = 0; from < STEPS; from += stepsPerRound) {
      ComputationGraph first = plain(from, 2, stepsPerRound, copy(averaged, from), 0);
      ComputationGraph second = plain(from, 2, stepsPerRound, copy(averaged, from), 1);
      averaged.setParams(mean(first.params(), second.params()));
      averaged
          .getUpdater()
          .getUpdaterStateViewArray()
          .assign(
              mean(
                  first.getUpdater().getUpdaterStateViewArray(),
                  second.getUpdater().getUpdaterStateViewArray()));
    }
    float[] expected = parameters(averaged);
    float[] found = spark(2, stepsPerRound).parameters();
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void countsStepsOnFromRoundToRoundAndAfterAResume(int workers) {
    ParameterAveragingTrainer trainer = trainer(workers, 3);
    assertThat(iterations(trainer.train(0, plan.round(0, workers, 3))))
        .isEqualTo(each(workers, 0, 1, 2));
    assertThat(iterations(trainer.train(3, plan.round(3, workers, 3))))
        .isEqualTo(each(workers, 3, 4, 5));
    ParameterAveragingTrainer resumed =
        new ParameterAveragingTrainer(context(), spec(), trainer.state(), settings(workers, 3));
    assertThat(iterations(resumed.train(6, plan.round(6, workers, 3))))
        .isEqualTo(each(workers, 6, 7, 8));
    trainer.train(6, plan.round(6, workers, 3));
    assertThat(resumed.parameters()).isEqualTo(trainer.parameters());
    assertThat(resumed.state().secondMoments()).isEqualTo(trainer.state().secondMoments());
  }

  /** Each step as often as there are workers. */
  private static List<Integer> each(int workers, int... steps) {
    return Arrays.stream(steps)
        .boxed()
        .flatMap(step -> Collections.nCopies(workers, step).stream())
        .toList();
  }

  /** As on executors of their own; oracle: workers that are threads of one process, in order. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void endsWithTheSameBitsWhereStatesTravelAsBytes(int workers) {
    assertSameBits(spec(), workers);
  }

  /** The same of an optimiser whose step is many products of matrices. */
  @Test
  void endsWithTheSameBitsWithMuon() {
    TrainingSpec adamW = spec();
    Muon muon = new Muon((AdamW) adamW.optimiser());
    assertSameBits(
        new TrainingSpec("test", adamW.objective(), adamW.settings(), adamW.seed(), muon), 2);
  }

  private static void assertSameBits(TrainingSpec spec, int workers) {
    Trainer.Settings settings = settings(workers, 4);
    ModelState start = TinyPretraining.start(spec);
    try (Trainer local = new LocalTrainer(spec, start, settings, ShardReader.of(context()));
        Trainer inOneProcess = new ParameterAveragingTrainer(context(), spec, start, settings);
        Trainer inBytes = new ParameterAveragingTrainer(context(), spec, start, settings, false)) {
      for (int step = 0; step < 8; step += 4) {
        List<StepLosses> losses = local.train(step, plan.round(step, workers, 4));
        assertThat(losses).hasSize(4 * workers);
        assertThat(inBytes.train(step, plan.round(step, workers, 4))).isEqualTo(losses);
        assertThat(inOneProcess.train(step, plan.round(step, workers, 4))).isEqualTo(losses);
      }
      for (Trainer trainer : List.of(inBytes, inOneProcess)) {
        assertThat(trainer.state().parameters()).isEqualTo(local.state().parameters());
        assertThat(trainer.state().firstMoments()).isEqualTo(local.state().firstMoments());
        assertThat(trainer.state().secondMoments()).isEqualTo(local.state().secondMoments());
      }
    }
  }

  private static List<Integer> iterations(List<StepLosses> steps) {
    return steps.stream().map(StepLosses::iteration).sorted().toList();
  }

  private static ParameterAveragingTrainer spark(int workers, int stepsPerRound) {
    ParameterAveragingTrainer trainer = trainer(workers, stepsPerRound);
    for (int from = 0; from < STEPS; from += stepsPerRound) {
      trainer.train(from, plan.round(from, workers, stepsPerRound));
    }
    return trainer;
  }

  private static ParameterAveragingTrainer trainer(int workers, int stepsPerRound) {
    return new ParameterAveragingTrainer(
        context(), spec(), TinyPretraining.start(spec()), settings(workers, stepsPerRound));
  }

  private static Trainer.Settings settings(int workers, int stepsPerRound) {
    return new Trainer.Settings(workers, stepsPerRound, TinyPretraining.COMPOSITION);
  }

  private static ComputationGraph plain(
      int firstStep, int workers, int steps, ComputationGraph graph) {
    return plain(firstStep, workers, steps, graph, 0);
  }

  private static ComputationGraph plain(
      int firstStep, int workers, int steps, ComputationGraph graph, int worker) {
    BatchReader reader = new BatchReader(TinyPretraining.COMPOSITION, ShardReader.of(context()));
    for (BatchPath path : plan.round(firstStep, workers, steps).get(worker)) {
      graph.fit(PretrainingGraph.batch(spec().make(), reader.read(path)));
    }
    return graph;
  }

  private static ComputationGraph newGraph() {
    ComputationGraph graph = new ComputationGraph(PretrainingGraph.of(new ObjectiveLayer(spec())));
    graph.init();
    return graph;
  }

  private static ComputationGraph copy(ComputationGraph graph, int step) {
    ComputationGraph copy = newGraph();
    PretrainingGraph.countFrom(copy, step);
    copy.setParams(graph.params());
    copy.getUpdater()
        .getUpdaterStateViewArray()
        .assign(graph.getUpdater().getUpdaterStateViewArray());
    return copy;
  }

  private static TrainingSpec spec() {
    return TinyPretraining.spec(5, STEPS);
  }

  private static float[] parameters(ComputationGraph graph) {
    return PretrainingGraph.parameters(graph);
  }

  private static INDArray mean(INDArray first, INDArray second) {
    return first.add(second).divi(2);
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }
}
