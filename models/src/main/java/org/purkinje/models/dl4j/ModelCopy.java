package org.purkinje.models.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingSpec;

/** A copy of a model that is trained in this JVM, on the thread that calls; for one at a time. */
public final class ModelCopy {

  private final ComputationGraph graph;
  private final TorchObjective objective;

  /**
   * @param start what the first step begins with; copied
   * @param firstStep steps done before, from 0
   */
  public ModelCopy(TrainingSpec spec, ModelState start, long firstStep) {
    graph = PretrainingGraph.of(spec, start, firstStep);
    objective = PretrainingGraph.objective(graph);
  }

  /** Does one step on a batch. */
  public StepLosses train(List<TrainingExample> examples) {
    return train(PretrainingGraph.batch(objective, examples));
  }

  /**
   * Does one step on a batch.
   *
   * @param batch as {@link PretrainingGraph#batch} makes it
   * @throws IllegalStateException if its loss or gradient is not finite; the text names windows
   */
  public StepLosses train(MultiDataSet batch) {
    List<StepLosses> losses = new ArrayList<>();
    LossRecorders.useInThisThread(losses::add);
    try {
      graph.fit(batch);
    } catch (NonFiniteStepException e) {
      throw e.naming(batch.getExampleMetaData().stream().map(String::valueOf).toList());
    } finally {
      LossRecorders.forgetThisThread();
    }
    return losses.get(0);
  }

  /** Parameters and moments; a copy. */
  public ModelState state() {
    return PretrainingGraph.state(graph);
  }
}
