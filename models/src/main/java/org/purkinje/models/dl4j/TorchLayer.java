package org.purkinje.models.dl4j;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.purkinje.models.layer.Arithmetic;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingStep;

/**
 * DL4J output layer whose loss and gradient libtorch computes. Parameters and gradients are views
 * on DL4J's flattened vectors: a step copies neither.
 */
final class TorchLayer extends UnsupervisedOutputLayer {
  private static final long serialVersionUID = 1L;
  private static final long FLOAT_BYTES = 4;

  private transient INDArray values;
  private transient INDArray gradients = Nd4j.empty(DataType.FLOAT);
  private transient Parameters parameters;
  private double score;

  /**
   * @param values the model's flat vector, a view that DL4J owns
   */
  TorchLayer(NeuralNetConfiguration conf, DataType dataType, INDArray values) {
    super(conf, dataType);
    this.values = values.reshape(values.length());
    try (Arithmetic.Scope arithmetic = layerConf().spec().arithmetic().begin()) {
      this.parameters = Parameters.frozen(layout(), NativeMemory.of(this.values));
    }
  }

  /** Loss and gradient of the batch that is the layer's input. */
  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      @Nullable INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    torch.set_num_threads(1);
    Pointer.memset(NativeMemory.of(gradients), 0, FLOAT_BYTES * gradients.length());
    try (Arithmetic.Scope arithmetic = layerConf().spec().arithmetic().begin();
        PointerScope scope = new PointerScope()) {
      try (NoGradGuard noGrad = new NoGradGuard()) {
        parameters.load();
        layerConf().objective().beforeStep(parameters, trainingStep(true));
      }
      LossTerms loss = loss(true);
      loss.total().backward();
      score = loss.total().item_double();
      StepLosses step =
          new StepLosses(layerConf().spec().run(), step(), batchSize(), score, loss.values());
      refuseNonFinite(step);
      try (NoGradGuard noGrad = new NoGradGuard()) {
        parameters.store();
      }
      LossRecorders.current().record(step);
    }
    Gradient gradient = new DefaultGradient(gradients);
    gradient.setGradientFor(FlatVector.KEY, gradients);
    return new Pair<>(gradient, null);
  }

  /** The loss of the last training step or, outside training, of the layer's input. */
  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (!training) {
      torch.set_num_threads(1);
      try (Arithmetic.Scope arithmetic = layerConf().spec().arithmetic().begin();
          PointerScope scope = new PointerScope();
          NoGradGuard noGrad = new NoGradGuard()) {
        parameters.load();
        score = loss(false).total().item_double();
      }
    }
    return score + regularization;
  }

  private LossTerms loss(boolean isTraining) {
    int columns = layerConf().objective().row().length();
    if (input.rank() != 2 || input.size(1) != columns) {
      throw new IllegalArgumentException(
          "input must have shape [windows, %d], got %s"
              .formatted(columns, Arrays.toString(input.shape())));
    }
    boolean rowMajor = input.stride(1) == 1 && input.stride(0) == columns;
    INDArray rows = rowMajor ? input : input.dup('c');
    return layerConf()
        .objective()
        .loss(
            parameters,
            new PackedRows(NativeMemory.of(rows), batchSize(), layerConf().objective().row()),
            trainingStep(isTraining));
  }

  private TrainingStep trainingStep(boolean isTraining) {
    return new TrainingStep(step(), layerConf().steps(), isTraining);
  }

  /** Steps that the model has done before. */
  private int step() {
    return layerConf().firstStep() + getIterationCount();
  }

  private void refuseNonFinite(StepLosses step) {
    if (!Double.isFinite(step.total())) {
      throw new IllegalStateException(
          "run %s: step %d: loss must be finite, got %s; a lower learning rate or cleaner windows may help"
              .formatted(step.run(), step.iteration(), step.terms()));
    }
  }

  private ParameterLayout layout() {
    return layerConf().objective().layout();
  }

  /** The gradient is a mean over the batch already. */
  @Override
  public boolean updaterDivideByMinibatch(String name) {
    return false;
  }

  @Override
  public double score() {
    return score;
  }

  @Override
  public INDArray params() {
    return values;
  }

  @Override
  public long numParams() {
    return values.length();
  }

  @Override
  public INDArray getParam(String name) {
    return values;
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    return Map.of(FlatVector.KEY, values);
  }

  @Override
  public void setParam(String name, INDArray to) {
    values.assign(to);
  }

  @Override
  public void setParams(INDArray to) {
    values.assign(to);
  }

  @Override
  public INDArray getGradientsViewArray() {
    return gradients;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray view) {
    gradients = view.reshape(view.length());
    parameters.close();
    try (Arithmetic.Scope arithmetic = layerConf().spec().arithmetic().begin()) {
      parameters =
          Parameters.trainable(layout(), NativeMemory.of(values), NativeMemory.of(gradients));
    }
  }
}
