package org.purkinje.models.ecgnat;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.random.DrawStream;

/**
 * Another look at the same beats: later or earlier by up to 1 s, what leaves the window cut off and
 * zeros in its place; all leads times one gain of 0.8 to 1.2; and baseline wander, in each lead a
 * sum of three sines of 0.05 to 0.5 Hz of at most 0.3 SD together. Each sample depends on one
 * sample, so what is hidden of the augmented signal nothing else shows.
 *
 * <p>B windows of 12 leads and S samples; K = 3 sines.
 *
 * @param strength share of these ranges that is drawn from, 0 to 1; 0 changes nothing
 */
record EcgAugmentation(double strength) implements Serializable {

  private static final double FS = 256; // Hz
  private static final double MAX_SHIFT = FS; // samples
  private static final double MAX_GAIN_CHANGE = 0.2;
  private static final double MAX_WANDER = 0.3; // of a lead's SD, which is 1
  private static final double MIN_WANDER_HZ = 0.05;
  private static final double MAX_WANDER_HZ = 0.5;
  private static final int SINES = 3;

  EcgAugmentation {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("augmentation must be 0 to 1, got " + strength);
    }
  }

  /**
   * @param x standardised samples [B, 12, S]
   * @param present whether each lead is there, length 12·B; absent ones stay as they are
   * @param seeds the windows' own, see {@link DrawStream#windowSeed}
   * @return [B, 12, S]
   */
  Tensor apply(Tensor x, boolean[] present, long[] seeds) {
    if (strength == 0) {
      return x;
    }
    int leads = EcgWindow.LEADS.size();
    int windows = seeds.length;
    Tensor[] shifted = new Tensor[windows];
    double[] gains = new double[windows];
    double[] steps = new double[windows * SINES];
    double[] starts = new double[windows * SINES];
    double[] amplitudes = new double[windows * leads * SINES];
    for (int b = 0; b < windows; b++) {
      DrawStream draws = new DrawStream(seeds[b], "augment");
      shifted[b] =
          shifted(x.narrow(0, b, 1), Math.round(draws.nextDouble(-1, 1) * strength * MAX_SHIFT));
      gains[b] = 1 + draws.nextDouble(-1, 1) * strength * MAX_GAIN_CHANGE;
      for (int k = 0; k < SINES; k++) {
        steps[b * SINES + k] = 2 * Math.PI * draws.nextDouble(MIN_WANDER_HZ, MAX_WANDER_HZ) / FS;
        starts[b * SINES + k] = draws.nextDouble(0, 2 * Math.PI);
      }
      for (int lead = 0; lead < leads; lead++) {
        int row = b * leads + lead;
        double most = present[row] ? strength * MAX_WANDER / SINES : 0;
        for (int k = 0; k < SINES; k++) {
          amplitudes[row * SINES + k] = draws.nextDouble(0, most);
        }
      }
    }
    Tensor angles =
        Tensors.of(steps, windows, SINES, 1)
            .mul(Tensors.of(times(), 1, 1, EcgWindow.SAMPLES))
            .add(Tensors.of(starts, windows, SINES, 1)); // [B, K, S]
    Tensor wander = Tensors.of(amplitudes, windows, leads, SINES).matmul(angles.sin());
    return Tensors.concatenate(0, shifted)
        .mul(Tensors.of(gains, windows, 1, 1).to(x.scalar_type()))
        .add(wander.to(x.scalar_type()));
  }

  private static double[] times() {
    return IntStream.range(0, EcgWindow.SAMPLES).asDoubleStream().toArray();
  }

  /** Later by {@code shift} samples, [1, 12, S]. */
  private static Tensor shifted(Tensor x, long shift) {
    long kept = EcgWindow.SAMPLES - Math.abs(shift);
    Tensor moved = torch.zeros_like(x);
    moved.narrow(2, Math.max(0, shift), kept).copy_(x.narrow(2, Math.max(0, -shift), kept));
    return moved;
  }
}
