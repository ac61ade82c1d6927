package org.purkinje.models.masking;

import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.models.random.DrawStream;

/**
 * A second look at a normalised window: the same heart beats, shifted in time and seen through
 * another gain, baseline drift, noise and filter. Both signals of a window are shifted alike.
 */
public final class Augmentation {
  private static final double MIN_GAIN = 0.8;
  private static final double MAX_GAIN = 1.25;
  private static final double MAX_DRIFT = 0.3; // SD of the window
  private static final double MIN_DRIFT_HZ = 0.05;
  private static final double MAX_DRIFT_HZ = 0.5;
  private static final double MIN_SNR_DB = 15;
  private static final double MAX_SNR_DB = 30;
  private static final double MIN_STOP_HZ = 1;
  private static final double MAX_STOP_HZ = 30;
  private static final double STOP_QUALITY = 2;
  private static final double MAX_SHIFT_SECONDS = 0.5;
  private static final double FLIP_PROBABILITY = 0.05;
  private static final double CLIP_PROBABILITY = 0.2;
  private static final double MIN_CLIP = 1.5;
  private static final double MAX_CLIP = 3;
  private static final double LIMIT = 6; // as in preprocessing

  private Augmentation() {}

  /**
   * @param samples normalised to zero mean and unit SD, shape [samples]
   * @param seed the window's own seed; equal for its ECG and PPG
   * @param fs sampling frequency, Hz
   * @return shape [samples]
   */
  public static float[] apply(float[] samples, SignalKind kind, long seed, double fs) {
    DrawStream joint = new DrawStream(seed, "shift");
    int shift = (int) Math.round(joint.nextDouble(-1, 1) * MAX_SHIFT_SECONDS * fs);
    DrawStream draws = new DrawStream(seed, "augment-" + kind.label());
    double[] x = bandStop(shifted(samples, shift), draws, fs);
    double gain = draws.nextDouble(MIN_GAIN, MAX_GAIN);
    if (kind == SignalKind.ECG && draws.nextDouble() < FLIP_PROBABILITY) {
      gain = -gain;
    }
    double clip = LIMIT;
    if (kind == SignalKind.PPG && draws.nextDouble() < CLIP_PROBABILITY) {
      clip = draws.nextDouble(MIN_CLIP, MAX_CLIP);
    }
    double drift = draws.nextDouble(0, MAX_DRIFT);
    double driftStep = 2 * Math.PI * draws.nextDouble(MIN_DRIFT_HZ, MAX_DRIFT_HZ) / fs;
    double driftStart = draws.nextDouble(0, 2 * Math.PI);
    double noise = Math.pow(10, -draws.nextDouble(MIN_SNR_DB, MAX_SNR_DB) / 20);
    float[] augmented = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      double clipped = Math.max(-clip, Math.min(clip, x[i]));
      double y =
          gain * clipped
              + drift * Math.sin(driftStart + driftStep * i)
              + noise * draws.nextGaussian();
      augmented[i] = (float) Math.max(-LIMIT, Math.min(LIMIT, y));
    }
    return augmented;
  }

  /** Later by {@code shift} samples, the edge mirrored into the gap. */
  private static double[] shifted(float[] samples, int shift) {
    double[] moved = new double[samples.length];
    for (int i = 0; i < moved.length; i++) {
      int from = Math.abs(i - shift);
      moved[i] = samples[from < moved.length ? from : 2 * (moved.length - 1) - from];
    }
    return moved;
  }

  /** Second-order notch at a random frequency, after Bristow-Johnson's audio EQ cookbook. */
  private static double[] bandStop(double[] x, DrawStream draws, double fs) {
    double w = 2 * Math.PI * draws.nextDouble(MIN_STOP_HZ, MAX_STOP_HZ) / fs;
    double alpha = Math.sin(w) / (2 * STOP_QUALITY);
    double middle = -2 * Math.cos(w);
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double x1 = x[Math.max(0, i - 1)];
      double x2 = x[Math.max(0, i - 2)];
      double y1 = i < 1 ? x[0] : y[i - 1];
      double y2 = i < 2 ? x[0] : y[i - 2];
      y[i] = (x[i] + middle * x1 + x2 - middle * y1 - (1 - alpha) * y2) / (1 + alpha);
    }
    return y;
  }
}
