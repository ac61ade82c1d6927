package org.purkinje.models.dl4j;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;
import org.purkinje.models.training.Optimiser;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingSpec;

/**
 * Configuration of the DL4J output layer that carries a libtorch objective. What DL4J writes as
 * JSON is the {@link TrainingSpec}.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE,
    setterVisibility = JsonAutoDetect.Visibility.NONE)
public final class ObjectiveLayer extends Layer {
  private static final long serialVersionUID = 1L;

  static {
    NeuralNetConfiguration.mapper().addMixIn(Optimiser.class, WhichOptimiser.class);
  }

  /** Tells DL4J's JSON which of the optimisers it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  private interface WhichOptimiser {}

  private final TrainingSpec spec;
  @JsonIgnore private int firstStep;
  private transient @Nullable TorchObjective objective;

  @JsonCreator
  public ObjectiveLayer(@JsonProperty("spec") TrainingSpec spec) {
    this.spec = spec;
  }

  public TrainingSpec spec() {
    return spec;
  }

  /** Steps of the whole training; 0 if it has no end. */
  int steps() {
    return spec.optimiser().learningRate().totalSteps();
  }

  /** Steps done before DL4J began to count iterations; see {@link PretrainingGraph#countFrom}. */
  int firstStep() {
    return firstStep;
  }

  void countFrom(int step) {
    firstStep = step;
  }

  /** The objective that type and settings stand for. */
  public TorchObjective objective() {
    TorchObjective made = objective;
    if (made == null) {
      made = spec.make();
      objective = made;
    }
    return made;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray paramsView,
      boolean initializeParams,
      DataType dataType) {
    initializer().init(conf, paramsView, initializeParams);
    TorchLayer layer = new TorchLayer(conf, dataType, paramsView);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return FlatVector.INSTANCE;
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    return FlatUpdater.of(spec.optimiser(), objective().layout(), firstStep);
  }

  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    double weightDecay = spec.optimiser().weightDecay();
    return weightDecay == 0
        ? List.of()
        : List.of(new MatrixDecay(objective().layout(), weightDecay));
  }

  @Override
  public GradientNormalization getGradientNormalization() {
    return spec.optimiser().maxGradNorm() == 0
        ? GradientNormalization.None
        : GradientNormalization.ClipL2PerLayer;
  }

  @Override
  public double getGradientNormalizationThreshold() {
    return spec.optimiser().maxGradNorm();
  }

  @Override
  public boolean isPretrainParam(String name) {
    return false;
  }

  @Override
  public InputType getOutputType(int index, InputType inputType) {
    return inputType;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {}

  @Override
  @SuppressWarnings("NullAway") // null is DL4J's word for no preprocessor
  public @Nullable InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(getLayerName(), ObjectiveLayer.class, inputType, inputType)
        .standardMemory(
            objective().layout().length(),
            spec.optimiser().hasMoments() ? 2 * objective().layout().length() : 0)
        .build();
  }
}
