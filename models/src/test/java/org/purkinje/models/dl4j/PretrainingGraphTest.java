package org.purkinje.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.m2ae.ContrastiveWeight;
import org.purkinje.models.m2ae.M2ae;
import org.purkinje.models.m2ae.M2aeObjective;
import org.purkinje.models.m2ae.M2aeSize;
import org.purkinje.models.m2ae.SyntheticWindows;
import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingSpec;

/** A tiny M2AE in a real DL4J graph. */
class PretrainingGraphTest {

  @AfterEach
  void forgetRecorder() {
    LossRecorders.forgetThisThread();
  }

  @Test
  void lowersTheLossAndSaysWhatTrivialAnswersCost() {
    List<StepLosses> steps = new ArrayList<>();
    LossRecorders.useInThisThread(steps::add);
    ComputationGraph graph = tiny(1, 1e-3);
    for (int step = 0; step < 30; step++) {
      graph.fit(batch(step));
    }
    assertThat(steps).hasSize(30);
    StepLosses first = steps.get(0);
    StepLosses last = steps.get(29);
    assertThat(first.run()).isEqualTo("test");
    assertThat(first.windows()).isEqualTo(8);
    assertThat(last.iteration()).isEqualTo(29);
    assertThat(last.total()).isLessThan(0.8 * first.total()).isEqualTo(graph.score());
    assertThat(last.terms().keySet())
        .containsExactly("rec_e", "patch_mean_e", "rec_p", "patch_mean_p", "con", "con_chance");
    assertThat(last.terms().get("con_chance").value()).isCloseTo(Math.log(4), within(1e-12));
  }

  @Test
  void continuesIdenticallyAfterSaveAndRestore(@TempDir Path folder) throws IOException {
    ComputationGraph graph = tiny(2, 1e-3);
    for (int step = 0; step < 3; step++) {
      graph.fit(batch(step));
    }
    File file = folder.resolve("checkpoint.zip").toFile();
    graph.save(file, true /* with the optimiser's state */);
    ComputationGraph restored = ComputationGraph.load(file, true);
    assertThat(restored.params()).isEqualTo(graph.params());
    assertThat(restored.getUpdater().getStateViewArray())
        .isEqualTo(graph.getUpdater().getStateViewArray());
    assertThat(restored.getIterationCount()).isEqualTo(3);
    graph.fit(batch(3));
    restored.fit(batch(3));
    assertThat(restored.score()).isEqualTo(graph.score());
    assertThat(restored.params()).isEqualTo(graph.params());
  }

  @Test
  void survivesJsonAndStartsFromTheModelsOwnValues() {
    ComputationGraphConfiguration conf = PretrainingGraph.of(layer(1, 1e-3));
    ComputationGraph graph =
        new ComputationGraph(ComputationGraphConfiguration.fromJson(conf.toJson()));
    graph.init();
    float[] start = M2ae.layout(M2aeSize.TINY, ParameterLayout.Start.TRAINING).startingValues(11);
    assertThat(graph.params().data().asFloat()).isEqualTo(start);
    assertThat(PretrainingGraph.parameters(graph)).isEqualTo(start);
  }

  @Test
  void scoresWithoutTraining() {
    ComputationGraph graph = tiny(0, 1e-3);
    double before = graph.score(batch(0));
    assertThat(graph.params().data().asFloat())
        .isEqualTo(M2ae.layout(M2aeSize.TINY, ParameterLayout.Start.TRAINING).startingValues(11));
    graph.fit(batch(0));
    assertThat(graph.score()).isEqualTo(before);
  }

  @Test
  void refusesRowsOfAnotherLength() {
    ComputationGraph graph = tiny(0, 1e-3);
    assertThatThrownBy(() -> graph.fit(PretrainingGraph.batch(new float[8], 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input must have shape [windows, 2511], got [2, 4]");
  }

  @Test
  void decaysMatricesOnlyAndClipsTheWholeGradient() {
    AdamW optimiser = new AdamW(LearningRate.constant(1), 0.9, 0.95, 0.5, 3);
    ObjectiveLayer layer =
        new ObjectiveLayer(
            new TrainingSpec("test", M2aeObjective.TYPE, objective(0).settings(), 11, optimiser));
    ParameterLayout layout = layer.objective().layout();
    var values = Nd4j.ones((int) layout.length());
    var update = Nd4j.zeros((int) layout.length());
    layer.getRegularizationByParam(FlatVector.KEY).get(0).apply(values, update, 0.1, 0, 0);
    assertThat(update.getDouble(layout.spec("enc_e.patch.weight").offset())).isEqualTo(0.05f);
    assertThat(update.getDouble(layout.spec("enc_e.patch.bias").offset())).isZero();
    assertThat(update.getDouble(layout.spec("enc_p.modality").offset())).isZero();
    assertThat(update.getDouble(layout.spec("log_tau").offset())).isZero();
    assertThat(layer.getGradientNormalizationThreshold()).isEqualTo(3);
  }

  private static ComputationGraph tiny(int views, double rate) {
    ComputationGraph graph = new ComputationGraph(PretrainingGraph.of(layer(views, rate)));
    graph.init();
    return graph;
  }

  private static ObjectiveLayer layer(int views, double rate) {
    AdamW optimiser =
        new AdamW(new LearningRate(rate, 5, 1000, LearningRate.Decay.COSINE), 0.9, 0.95, 0.05, 1);
    return new ObjectiveLayer(
        new TrainingSpec("test", M2aeObjective.TYPE, objective(views).settings(), 11, optimiser));
  }

  private static M2aeObjective objective(int views) {
    MaskPlan masks = new MaskPlan(MaskPlan.Scheme.COMPLEMENTARY, 0.5, 0, 0.15);
    return new M2aeObjective(M2aeSize.TINY, masks, 0.3, views, new ContrastiveWeight(0.1, 0, 1));
  }

  private static MultiDataSet batch(int step) {
    return PretrainingGraph.batch(objective(1), SyntheticWindows.paired(8, step));
  }
}
