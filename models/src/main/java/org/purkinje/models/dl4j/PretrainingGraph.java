package org.purkinje.models.dl4j;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingSpec;

/** The graph DL4J trains: packed rows in, one {@link ObjectiveLayer} out. */
public final class PretrainingGraph {
  private static final String INPUT = "windows";
  private static final String OUTPUT = "objective";

  private PretrainingGraph() {}

  /**
   * A graph of a model in some state; copied.
   *
   * @param firstStep the next step, counted from 0
   */
  public static ComputationGraph of(TrainingSpec spec, ModelState state, long firstStep) {
    ComputationGraph graph = new ComputationGraph(of(new ObjectiveLayer(spec)));
    graph.init(
        NativeMemory.copyOf(state.parameters(), 1, state.parameters().length),
        false /* no second copy */);
    countFrom(graph, Math.toIntExact(firstStep));
    assignMoments(graph, state);
    return graph;
  }

  /** Gives the graph another state; copied. */
  public static void assign(ComputationGraph graph, ModelState state) {
    NativeMemory.of(graph.params()).put(state.parameters(), 0, state.parameters().length);
    assignMoments(graph, state);
  }

  private static void assignMoments(ComputationGraph graph, ModelState state) {
    int length = state.firstMoments().length;
    if (length == 0) {
      return;
    }
    FloatPointer moments = NativeMemory.of(graph.getUpdater().getStateViewArray());
    moments.put(state.firstMoments(), 0, length);
    moments.position(length).put(state.secondMoments(), 0, length);
  }

  public static ComputationGraphConfiguration of(ObjectiveLayer layer) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.FLOAT)
        .trainingWorkspaceMode(WorkspaceMode.NONE)
        .inferenceWorkspaceMode(WorkspaceMode.NONE)
        .graphBuilder()
        .addInputs(INPUT)
        .addLayer(OUTPUT, layer, INPUT)
        .setOutputs(OUTPUT)
        .build();
  }

  /**
   * Has the graph's next step be step {@code step}, counted from 0. DL4J's copies of a graph, such
   * as those that train on Spark, count their iterations from 0 again; they go on from here too. To
   * be called before the graph's updater is made.
   */
  public static void countFrom(ComputationGraph graph, int step) {
    graph.getConfiguration().setIterationCount(0);
    layer(graph).countFrom(step);
  }

  /** What the graph minimises. */
  public static TorchObjective objective(ComputationGraph graph) {
    return layer(graph).objective();
  }

  /** What the graph was made of. */
  public static TrainingSpec spec(ComputationGraph graph) {
    return layer(graph).spec();
  }

  /** The next step of a graph that has not trained since {@link #countFrom}. */
  public static long firstStep(ComputationGraph graph) {
    return layer(graph).firstStep();
  }

  private static ObjectiveLayer layer(ComputationGraph graph) {
    return (ObjectiveLayer) graph.getLayer(OUTPUT).conf().getLayer();
  }

  /** The model's flat vector, in the order of its layout; a copy. */
  public static float[] parameters(ComputationGraph graph) {
    return floats(NativeMemory.of(graph.params()), Math.toIntExact(graph.numParams()));
  }

  /** Parameters and moments; a copy. */
  public static ModelState state(ComputationGraph graph) {
    if (!spec(graph).optimiser().hasMoments()) {
      return ModelState.withoutMoments(parameters(graph));
    }
    int length = Math.toIntExact(graph.numParams());
    FloatPointer moments = NativeMemory.of(graph.getUpdater().getStateViewArray());
    float[] first = floats(moments, length);
    return new ModelState(parameters(graph), first, floats(moments.position(length), length));
  }

  private static float[] floats(FloatPointer from, int length) {
    float[] floats = new float[length];
    from.get(floats, 0, length);
    return floats;
  }

  /**
   * A batch as the graph takes it. The labels are a column of zeros: DL4J counts examples by them,
   * the layer does not read them. Each example has its window's id with it.
   */
  public static MultiDataSet batch(TorchObjective objective, List<TrainingExample> examples) {
    MultiDataSet batch = batch(objective.rows(examples), examples.size());
    batch.setExampleMetaData(examples.stream().map(TrainingExample::window).toList());
    return batch;
  }

  /**
   * @param rows row-major, shape [examples][row length]
   */
  public static MultiDataSet batch(float[] rows, int examples) {
    INDArray features = NativeMemory.copyOf(rows, examples, rows.length / examples);
    return new org.nd4j.linalg.dataset.MultiDataSet(
        features, Nd4j.zeros(DataType.FLOAT, examples, 1));
  }
}
