package org.purkinje.models.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterSpec;

/**
 * Weight decay of AdamW: adds {@code rate · scale · coefficient · value} to the update of every
 * tensor that decays, scale being that of the tensor's learning rate. After Loshchilov and Hutter,
 * 2019, Decoupled weight decay regularization.
 *
 * @param layout the tensors of the flat vector
 * @param coefficient strength, at least 0
 */
record MatrixDecay(ParameterLayout layout, double coefficient) implements Regularization {

  @Override
  public ApplyStep applyStep() {
    return ApplyStep.POST_UPDATER;
  }

  @Override
  public void apply(INDArray values, INDArray update, double rate, int iteration, int epoch) {
    FloatPointer from = NativeMemory.of(values);
    FloatPointer to = NativeMemory.of(update);
    try (PointerScope scope = new PointerScope()) {
      for (ParameterSpec spec : layout.specs()) {
        if (spec.decays()) {
          Scalar factor = new Scalar(rate * coefficient * spec.learningRateScale());
          view(to, spec).add_(view(from, spec), factor);
        }
      }
    }
  }

  @Override
  public double score(INDArray values, int iteration, int epoch) {
    return 0; // decoupled: no part of the loss
  }

  @Override
  public MatrixDecay clone() {
    return this;
  }

  private static Tensor view(FloatPointer memory, ParameterSpec spec) {
    return torch.from_blob(memory.getPointer(spec.offset()), spec.length());
  }
}
