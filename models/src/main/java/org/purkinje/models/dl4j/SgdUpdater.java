package org.purkinje.models.dl4j;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.purkinje.models.training.Sgd;

/** Turns a gradient into the learning rate times the gradient; keeps no state. */
final class SgdUpdater extends FlatUpdater {
  private static final long serialVersionUID = 1L;

  private final Sgd optimiser;

  /**
   * @param ranges of the vector that are updated; the rest has a gradient of 0 and keeps it
   * @param firstStep steps done before DL4J's iteration 0
   */
  SgdUpdater(Sgd optimiser, List<ScaledRange> ranges, int firstStep, INDArray state) {
    super(optimiser, ranges, firstStep, state);
    this.optimiser = optimiser;
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    FloatPointer g = NativeMemory.of(gradient);
    double rate = getLearningRate(iteration, epoch);
    try (PointerScope scope = new PointerScope()) {
      for (ScaledRange range : ranges()) {
        torch
            .from_blob(g.getPointer(range.from()), range.to() - range.from())
            .mul_(new Scalar(rate * range.learningRateScale()));
      }
    }
  }

  @Override
  SgdUpdater with(INDArray state) {
    return new SgdUpdater(optimiser, ranges(), firstStep(), state);
  }

  @Override
  public long stateSize(long parameters) {
    return 0;
  }
}
