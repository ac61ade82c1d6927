package org.purkinje.models.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** What DL4J asks of an output layer and a layer without labels cannot answer. */
abstract class UnsupervisedOutputLayer extends AbstractLayer<ObjectiveLayer>
    implements IOutputLayer {
  private static final long serialVersionUID = 1L;

  private transient @Nullable INDArray labels;

  UnsupervisedOutputLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public void setLabels(@Nullable INDArray labels) {
    this.labels = labels;
  }

  @Override
  public @Nullable INDArray getLabels() {
    return labels;
  }

  @Override
  @SuppressWarnings("deprecation")
  public int numLabels() {
    return 0;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {}

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    throw refusal("activations");
  }

  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaceMgr) {
    throw refusal("scores of single windows");
  }

  @Override
  public double f1Score(DataSet data) {
    throw refusal("an F1 score");
  }

  @Override
  public double f1Score(INDArray examples, INDArray labels) {
    throw refusal("an F1 score");
  }

  @Override
  public int[] predict(INDArray examples) {
    throw refusal("predictions");
  }

  @Override
  public List<String> predict(DataSet dataSet) {
    throw refusal("predictions");
  }

  @Override
  public void fit(DataSetIterator iterator) {
    throw refusal("a fit of its own");
  }

  @Override
  public void fit(INDArray examples, INDArray labels) {
    throw refusal("a fit of its own");
  }

  @Override
  public void fit(DataSet data) {
    throw refusal("a fit of its own");
  }

  @Override
  public void fit(INDArray examples, int[] labels) {
    throw refusal("a fit of its own");
  }

  private static UnsupportedOperationException refusal(String what) {
    return new UnsupportedOperationException("an objective layer has no labels and so not " + what);
  }
}
