package org.purkinje.models.dl4j;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.purkinje.models.objective.PackedWindow;

/** The graph DL4J trains: packed rows in, one {@link ObjectiveLayer} out. */
public final class PretrainingGraph {
  private static final String INPUT = "windows";
  private static final String OUTPUT = "objective";

  private PretrainingGraph() {}

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

  /** The model's flat vector, in the order of its layout; a copy. */
  public static float[] parameters(ComputationGraph graph) {
    return graph.params().dup().data().asFloat();
  }

  /**
   * A batch as the graph takes it. The labels are a column of zeros: DL4J counts examples by them,
   * the layer does not read them.
   */
  public static MultiDataSet batch(List<PackedWindow> windows) {
    float[] rows = new float[windows.size() * PackedWindow.ROW_LENGTH];
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).writeTo(rows, i * PackedWindow.ROW_LENGTH);
    }
    return batch(rows, windows.size());
  }

  /**
   * @param rows packed windows, row-major, shape [windows][row length]
   */
  public static MultiDataSet batch(float[] rows, int windows) {
    INDArray features = Nd4j.createFromArray(rows).reshape('c', windows, rows.length / windows);
    return new org.nd4j.linalg.dataset.MultiDataSet(
        features, Nd4j.zeros(DataType.FLOAT, windows, 1));
  }
}
