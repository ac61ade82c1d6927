package org.purkinje.models.dl4j;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells DL4J that an {@link ObjectiveLayer} has one parameter: the model's whole flat vector, in
 * the order of its {@link org.purkinje.models.layer.ParameterLayout}.
 */
enum FlatVector implements ParamInitializer {
  INSTANCE;

  /** DL4J's name of the one parameter. */
  static final String KEY = "theta";

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return ((ObjectiveLayer) layer).objective().layout().length();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(KEY);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(KEY);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return KEY.equals(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    conf.addVariable(KEY);
    INDArray theta = paramsView.reshape(paramsView.length());
    if (initializeParams) {
      ObjectiveLayer layer = (ObjectiveLayer) conf.getLayer();
      float[] start = layer.objective().layout().startingValues(layer.spec().seed());
      theta.assign(NativeMemory.copyOf(start, start.length));
    }
    return Map.of(KEY, theta);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return Map.of(KEY, gradientView.reshape(gradientView.length()));
  }
}
