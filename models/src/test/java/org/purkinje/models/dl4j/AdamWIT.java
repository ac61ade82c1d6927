package org.purkinje.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.purkinje.models.golden.Goldens;
import org.purkinje.models.golden.Safetensors;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;

/** Updater and decay against three steps of torch.optim.AdamW with given gradients. */
class AdamWIT {

  @Test
  void takesTheReferenceSteps() {
    Goldens.assumePresent();
    Safetensors ops = Goldens.tensors("ops");
    AdamW optimiser = new AdamW(LearningRate.constant(0.01), 0.9, 0.95, 0.05, 0);
    ParameterLayout layout =
        new ParameterLayout.Builder(ParameterLayout.Start.TRAINING)
            .tensor("p", List.of(4L, 5L), 0, 1)
            .build();
    GradientUpdater<?> updater =
        new AdamUpdater(optimiser, ScaledRange.of(layout), 0, Nd4j.zeros(40));
    MatrixDecay decay = new MatrixDecay(layout, optimiser.weightDecay());
    INDArray values = Nd4j.createFromArray(ops.floats("adamw/p0"));
    for (int step = 0; step < 3; step++) {
      INDArray update = Nd4j.createFromArray(ops.floats("adamw/g" + step));
      updater.applyUpdater(update, step, 0);
      decay.apply(values, update, 0.01, step, 0);
      values.subi(update);
      assertThat(values.data().asFloat())
          .containsExactly(ops.floats("adamw/p" + (step + 1)), within(1e-6f));
    }
  }
}
