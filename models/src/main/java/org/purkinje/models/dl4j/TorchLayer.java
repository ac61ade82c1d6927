package org.purkinje.models.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
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
import org.purkinje.models.training.BatchInspection;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.RowLayout;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingStep;
import org.purkinje.models.training.WindowMean;

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
      INDArray rows = rows();
      StepLosses step = losses(rows, true, Tensor::backward);
      try (NoGradGuard noGrad = new NoGradGuard()) {
        parameters.store();
      }
      refuseNonFinite(step, rows);
      score = step.total();
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
        score = losses(rows(), false, share -> {}).total();
      }
    }
    return score + regularization;
  }

  /**
   * The losses over all windows, computed one part of them after another.
   *
   * @param rows shape [windows, columns]
   * @param ofPart takes each part's share of the mean loss
   */
  private StepLosses losses(INDArray rows, boolean isTraining, Consumer<Tensor> ofPart) {
    int windows = batchSize();
    int parts = layerConf().spec().accumulateBatches();
    List<WindowMean> totals = new ArrayList<>();
    Map<String, WindowMean> terms = new LinkedHashMap<>();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * windows / parts);
      int to = (int) ((part + 1L) * windows / parts);
      if (from == to) {
        continue;
      }
      try (PointerScope scope = new PointerScope()) {
        LossTerms loss = loss(rows, from, to, isTraining);
        ofPart.accept(loss.total().mul(new Scalar((to - from) / (double) windows)));
        totals.add(new WindowMean(loss.total().item_double(), to - from));
        loss.values().forEach((term, mean) -> terms.merge(term, mean, WindowMean::and));
      }
    }
    double total = totals.stream().reduce(WindowMean::and).orElseThrow().value();
    return new StepLosses(layerConf().spec().run(), step(), windows, total, terms);
  }

  private LossTerms loss(INDArray rows, int from, int to, boolean isTraining) {
    RowLayout layout = layerConf().objective().row();
    FloatPointer own = NativeMemory.of(rows).getPointer((long) from * layout.length());
    return layerConf()
        .objective()
        .loss(parameters, new PackedRows(own, to - from, layout), trainingStep(isTraining));
  }

  /** The input, row-major. */
  private INDArray rows() {
    int columns = layerConf().objective().row().length();
    if (input.rank() != 2 || input.size(1) != columns) {
      throw new IllegalArgumentException(
          "input must have shape [windows, %d], got %s"
              .formatted(columns, Arrays.toString(input.shape())));
    }
    boolean rowMajor = input.stride(1) == 1 && input.stride(0) == columns;
    return rowMajor ? input : input.dup('c');
  }

  private TrainingStep trainingStep(boolean isTraining) {
    return new TrainingStep(step(), layerConf().steps(), isTraining);
  }

  /** Steps that the model has done before. */
  private int step() {
    return layerConf().firstStep() + getIterationCount();
  }

  private void refuseNonFinite(StepLosses step, INDArray rows) {
    BatchInspection inspection =
        new BatchInspection(
            layerConf().objective(),
            parameters,
            NativeMemory.of(values),
            NativeMemory.of(rows),
            step.windows(),
            trainingStep(true));
    inspection
        .ofLoss(step.total(), step.terms())
        .or(
            () ->
                isFinite(gradients)
                    ? Optional.empty()
                    : Optional.of(inspection.ofGradient(NativeMemory.of(gradients))))
        .ifPresent(
            fault -> {
              throw new NonFiniteStepException(
                  "run %s: step %d".formatted(step.run(), step.iteration()), fault);
            });
  }

  /** One pass that allocates nothing: the least and the largest of values with a NaN are NaN. */
  private static boolean isFinite(INDArray vector) {
    try (NoGradGuard noGrad = new NoGradGuard()) {
      T_TensorTensor_T range =
          torch.aminmax(
              torch.from_blob(
                  NativeMemory.of(vector),
                  new long[] {vector.length()},
                  new TensorOptions(torch.ScalarType.Float)));
      return Double.isFinite(range.get0().item_double())
          && Double.isFinite(range.get1().item_double());
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
