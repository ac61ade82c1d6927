package org.purkinje.models.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.purkinje.models.training.Muon;

/**
 * Muon as PyTorch has it with {@code adjust_lr_fn="match_rms_adamw"}: Nesterov momentum, made
 * nearly orthogonal, times {@code 0.2 √max(rows, columns)}. But in float32, and by three
 * polynomials of degree 5 in place of the same one five times; they are composed as Amsel et al.,
 * 2025, The Polar Express, do.
 *
 * <p>State is {@code [m..., v...]}, as {@link AdamUpdater} has it; v of a map stays 0.
 */
final class MuonUpdater extends FlatUpdater {
  private static final long serialVersionUID = 1L;

  /**
   * a, b, c of the odd polynomials {@code a s + b s³ + c s⁵}, one after another. Each is the one
   * that comes nearest to 1, in its greatest distance, over what the ones before it leave of
   * singular values from 0.01 to 1; in the end that is 0.73 to 1.27.
   */
  private static final double[][] POLYNOMIALS = {
    {8.0934, -23.6204, 17.4462}, {3.6366, -2.7219, 0.5365}, {2.6613, -1.9772, 0.4526}
  };

  private static final double MIN_NORM = 1e-7;

  /** Root mean square of AdamW's updates, relative to the learning rate, as a rule. */
  private static final double UPDATE_RMS = 0.2;

  /** Elements of maps that are made at once, about; bounds what a step holds beside the model. */
  private static final long ELEMENTS_AT_ONCE = 1L << 21;

  private final Muon optimiser;
  private final List<LinearMap> maps;

  /**
   * @param maps those of the vector
   * @param rest what else of the vector is updated
   * @param firstStep steps done before DL4J's iteration 0
   */
  MuonUpdater(
      Muon optimiser, List<LinearMap> maps, List<ScaledRange> rest, int firstStep, INDArray state) {
    super(optimiser, rest, firstStep, state);
    this.optimiser = optimiser;
    this.maps = maps;
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    new AdamUpdater(optimiser.rest(), ranges(), firstStep(), state())
        .applyUpdater(gradient, iteration, epoch);
    double rate = getLearningRate(iteration, epoch);
    FloatPointer g = NativeMemory.of(gradient);
    FloatPointer m = NativeMemory.of(state());
    try (NoGradGuard noGrad = new NoGradGuard()) {
      for (List<LinearMap> alike : groups()) {
        try (PointerScope scope = new PointerScope()) {
          update(alike, g, m, rate);
        }
      }
    }
  }

  /** Maps of one shape each, which are multiplied as one stack. */
  private List<List<LinearMap>> groups() {
    Map<List<Long>, List<LinearMap>> byShape = new LinkedHashMap<>();
    for (LinearMap map : maps) {
      byShape
          .computeIfAbsent(List.of(map.rows(), map.columns()), shape -> new ArrayList<>())
          .add(map);
    }
    List<List<LinearMap>> groups = new ArrayList<>();
    for (List<LinearMap> alike : byShape.values()) {
      int atOnce = (int) Math.max(1, ELEMENTS_AT_ONCE / alike.get(0).length());
      for (int from = 0; from < alike.size(); from += atOnce) {
        groups.add(alike.subList(from, Math.min(from + atOnce, alike.size())));
      }
    }
    return groups;
  }

  /** Replaces the maps' gradients by what is to be subtracted from their values. */
  private static void update(List<LinearMap> alike, FloatPointer g, FloatPointer m, double rate) {
    Tensor[] seen = new Tensor[alike.size()];
    for (int i = 0; i < seen.length; i++) {
      Tensor own = alike.get(i).in(g);
      Tensor mean = alike.get(i).in(m);
      mean.lerp_(own, new Scalar(1 - Muon.MOMENTUM));
      seen[i] = own.lerp(mean, new Scalar(Muon.MOMENTUM));
    }
    Tensor directions = orthogonal(torch.stack(new TensorVector(seen)));
    for (int i = 0; i < seen.length; i++) {
      LinearMap map = alike.get(i);
      double size = UPDATE_RMS * Math.sqrt((double) Math.max(map.rows(), map.columns()));
      Scalar step = new Scalar(rate * map.learningRateScale() * size);
      map.in(g).copy_(directions.select(0, i).mul(step));
    }
  }

  /**
   * Each matrix with its singular values moved near 1, to 0.73 to 1.27; those below a hundredth of
   * its 2-norm less far.
   *
   * @param x [matrices, rows, columns]
   */
  static Tensor orthogonal(Tensor x) {
    boolean isTall = x.size(1) > x.size(2);
    Tensor y = isTall ? x.transpose(1, 2) : x; // [n, r, c], r at most c
    y =
        y.div(
            y.norm(new ScalarOptional(new Scalar(2)), new long[] {1, 2}, true)
                .add(new Scalar(MIN_NORM)));
    Tensor moved = y.size(2) < 2 * y.size(1) ? stepByStep(y) : byOneFactor(y);
    return isTall ? moved.transpose(1, 2) : moved;
  }

  /** Two products in r²c a polynomial and one in r³. */
  private static Tensor stepByStep(Tensor y) {
    Tensor moved = y;
    for (double[] p : POLYNOMIALS) {
      Tensor square = moved.bmm(moved.transpose(1, 2)); // [n, r, r]
      moved = torch.baddbmm(moved, even(p, square), moved, new Scalar(p[0]), new Scalar(1));
    }
    return moved;
  }

  /**
   * The same of wide matrices by fewer operations. Each polynomial multiplies y from the left by
   * one in y y', and these commute: they are made one factor, by four products in r³ each, and y is
   * multiplied once.
   */
  private static Tensor byOneFactor(Tensor y) {
    Tensor square = y.bmm(y.transpose(1, 2)); // [n, r, r]
    Tensor last = factor(POLYNOMIALS[0], square);
    Tensor all = last;
    for (int i = 1; i < POLYNOMIALS.length; i++) {
      square = last.bmm(last.bmm(square));
      last = factor(POLYNOMIALS[i], square);
      all = last.bmm(all);
    }
    return all.bmm(y);
  }

  /** a 1 + b square + c square². */
  private static Tensor factor(double[] p, Tensor square) {
    Tensor factor = even(p, square);
    factor.diagonal(0, 1, 2).add_(new Scalar(p[0]));
    return factor;
  }

  /** b square + c square². */
  private static Tensor even(double[] p, Tensor square) {
    return torch.baddbmm(square, square, square, new Scalar(p[1]), new Scalar(p[2]));
  }

  @Override
  MuonUpdater with(INDArray state) {
    return new MuonUpdater(optimiser, maps, ranges(), firstStep(), state);
  }

  @Override
  public long stateSize(long parameters) {
    return 2 * parameters;
  }
}
