package org.purkinje.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.random.SeededUniform;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.Muon;

/** Muon against what its rule makes of matrices whose singular values are known. */
class MuonUpdaterTest {
  private static final AdamW REST = new AdamW(LearningRate.constant(0.01), 0.9, 0.95, 0.05, 0);

  @Test
  void movesEachSingularValueByThePolynomialAndLeavesTheVectors() {
    double[] values = {3, 1, 0.2, 0.01};
    for (int columns : new int[] {4, 8}) {
      Tensor wide = matrix(rotation(4, 1), values, rotation(columns, 2));
      Tensor expected = matrix(rotation(4, 1), polynomial(values), rotation(columns, 2));
      assertClose(MuonUpdater.orthogonal(wide.unsqueeze(0)).select(0, 0), expected);
      assertClose(
          MuonUpdater.orthogonal(wide.transpose(0, 1).unsqueeze(0)).select(0, 0),
          expected.transpose(0, 1));
    }
  }

  /** Of singular values of 0.01 to 1 of the 2-norm, by both ways to multiply. */
  @Test
  void bringsSingularValuesNearOne() {
    for (int columns : new int[] {2, 4}) {
      for (double ratio = 0.0101; ratio < 1; ratio *= 1.02) {
        Tensor x = matrix(rotation(2, 1), new double[] {1, ratio}, rotation(columns, 2));
        Tensor moved = MuonUpdater.orthogonal(x.unsqueeze(0)).select(0, 0);
        float[] square = Tensors.toFloats(moved.mm(moved.transpose(0, 1)).contiguous());
        double mean = (square[0] + square[3]) / 2;
        double half = Math.hypot((square[0] - square[3]) / 2, square[1]);
        assertThat(Math.sqrt(mean + half)).as("greatest, ratio %s", ratio).isLessThan(1.275);
        assertThat(Math.sqrt(mean - half)).as("least, ratio %s", ratio).isGreaterThan(0.725);
      }
    }
  }

  @Test
  void keepsAGradientOfZero() {
    Tensor zero = torch.zeros(1, 3, 5);
    assertThat(Tensors.toFloats(MuonUpdater.orthogonal(zero))).containsOnly(0);
  }

  /** Two steps of a 4x8 map: momentum 0.95, Nesterov, 0.2 √8 times the learning rate. */
  @Test
  void takesMomentumAndSizeAsPyTorchDoes() {
    ParameterLayout layout =
        new ParameterLayout.Builder(ParameterLayout.Start.TRAINING).linear("a", 8, 4).build();
    Tensor[] g = {random(4, 8, 3), random(4, 8, 4)};
    Tensor mean = g[0].mul(new Scalar(0.05));
    Tensor first = g[0].mul(new Scalar(0.05)).add(mean.mul(new Scalar(0.95)));
    mean = mean.mul(new Scalar(0.95)).add(g[1].mul(new Scalar(0.05)));
    Tensor second = g[1].mul(new Scalar(0.05)).add(mean.mul(new Scalar(0.95)));
    float[][] expected = {update(first, 8), update(second, 8)};
    GradientUpdater<?> updater = updater(layout);
    for (int step = 0; step < 2; step++) {
      INDArray gradient = Nd4j.zeros(36);
      NativeMemory.of(gradient).put(Tensors.toFloats(g[step]), 0, 32);
      updater.applyUpdater(gradient, step, 0);
      for (int i = 0; i < 32; i++) {
        assertThat(gradient.getFloat(i)).isCloseTo(expected[step][i], within(1e-6f));
      }
    }
  }

  /** q, k and v are three maps, a convolution one; what is no map takes AdamW's step. */
  @Test
  void takesEachMapByItselfAndTheRestByAdam() {
    ParameterLayout layout =
        new ParameterLayout.Builder(ParameterLayout.Start.TRAINING)
            .neighbourhoodBlock("b", 4, 2, 2, 3)
            .convolution("c", 2, 4, 3)
            .learningRateScale("b.qkv.weight", 0.5)
            .build();
    int length = (int) layout.length();
    float[] g = Tensors.toFloats(random(1, length, 5));
    INDArray muon = Nd4j.createFromArray(g.clone());
    INDArray adam = Nd4j.createFromArray(g.clone());
    updater(layout).applyUpdater(muon, 0, 0);
    new AdamUpdater(REST, ScaledRange.of(layout), 0, Nd4j.zeros(2 * length))
        .applyUpdater(adam, 0, 0);
    for (ParameterSpec spec : layout.specs()) {
      int from = (int) spec.offset();
      boolean isMap = spec.name().endsWith(".weight") && spec.shape().size() >= 2;
      assertThat(spec.maps())
          .as(spec.name())
          .isEqualTo(!isMap ? 0 : spec.name().endsWith("qkv.weight") ? 3 : 1);
      if (!isMap) {
        for (int i = from; i < spec.end(); i++) {
          assertThat(muon.getFloat(i)).as(spec.name()).isEqualTo(adam.getFloat(i));
        }
        continue;
      }
      long rows = spec.shape().get(0) / spec.maps();
      int map = (int) spec.length() / spec.maps();
      for (int k = 0; k < spec.maps(); k++) {
        float[] own = Arrays.copyOfRange(g, from + k * map, from + (k + 1) * map);
        Tensor seen = Tensors.of(own, rows, map / rows);
        float[] update = update(seen, Math.max(rows, map / rows));
        for (int i = 0; i < map; i++) {
          assertThat(muon.getFloat(from + k * map + i))
              .as(spec.name())
              .isCloseTo((float) (spec.learningRateScale() * update[i]), within(1e-6f));
        }
      }
    }
  }

  private static GradientUpdater<?> updater(ParameterLayout layout) {
    FlatUpdater without = FlatUpdater.of(new Muon(REST), layout, 0);
    return without.instantiate(Nd4j.zeros((int) (2 * layout.length())), true);
  }

  /** 0.01 * 0.2 √longest times the direction of a gradient, whatever the gradient's size. */
  private static float[] update(Tensor seen, long longest) {
    Tensor direction = MuonUpdater.orthogonal(seen.unsqueeze(0)).select(0, 0);
    return Tensors.toFloats(direction.mul(new Scalar(0.01 * 0.2 * Math.sqrt((double) longest))));
  }

  /** u diag(values) v', [u's rows, v's rows]. */
  private static Tensor matrix(double[][] u, double[] values, double[][] v) {
    float[] x = new float[u.length * v.length];
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < v.length; j++) {
        for (int k = 0; k < values.length; k++) {
          x[i * v.length + j] += (float) (u[i][k] * values[k] * v[j][k]);
        }
      }
    }
    return Tensors.of(x, u.length, v.length);
  }

  /** The three polynomials on values scaled to a 2-norm of 1. */
  private static double[] polynomial(double[] values) {
    double norm = 0;
    for (double value : values) {
      norm = Math.hypot(norm, value);
    }
    double[] moved = values.clone();
    for (int i = 0; i < moved.length; i++) {
      double s = moved[i] / norm;
      s = 8.0934 * s - 23.6204 * Math.pow(s, 3) + 17.4462 * Math.pow(s, 5);
      s = 3.6366 * s - 2.7219 * Math.pow(s, 3) + 0.5365 * Math.pow(s, 5);
      s = 2.6613 * s - 1.9772 * Math.pow(s, 3) + 0.4526 * Math.pow(s, 5);
      moved[i] = s;
    }
    return moved;
  }

  /** An orthogonal matrix, a product of plane rotations. */
  private static double[][] rotation(int n, int seed) {
    double[][] q = new double[n][n];
    for (int i = 0; i < n; i++) {
      q[i][i] = 1;
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double angle = seed + 3.0 * i + 5.0 * j;
        for (int row = 0; row < n; row++) {
          double a = q[row][i];
          double b = q[row][j];
          q[row][i] = Math.cos(angle) * a - Math.sin(angle) * b;
          q[row][j] = Math.sin(angle) * a + Math.cos(angle) * b;
        }
      }
    }
    return q;
  }

  private static Tensor random(int rows, int columns, long seed) {
    SeededUniform uniform = new SeededUniform(seed, "g");
    float[] x = new float[rows * columns];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) uniform.at(i);
    }
    return Tensors.of(x, rows, columns);
  }

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(Tensors.toFloats(actual.contiguous()))
        .containsExactly(Tensors.toFloats(expected.contiguous()), within(1e-4f));
  }
}
