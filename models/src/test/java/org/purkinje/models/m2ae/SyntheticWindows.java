package org.purkinje.models.m2ae;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.TrainingExample;

/** Beat-like paired windows made from a seed. */
public final class SyntheticWindows {
  private SyntheticWindows() {}

  /** {@code count} windows of {@code count / 2} subjects. */
  public static List<TrainingExample> paired(int count, long seed) {
    List<TrainingExample> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long own = DrawStream.windowSeed(seed, i);
      windows.add(
          new TrainingExample(
              "w", i / 2, true, Map.of("ecg", beats(own, 0.03), "ppg", beats(own, 0.15)), own));
    }
    return windows;
  }

  /** Pulses at one to two per second, zero mean, unit SD; [1250]. */
  public static float[] beats(long seed, double width) {
    DrawStream draws = new DrawStream(seed, "beats");
    double rate = draws.nextDouble(1, 2);
    double phase = draws.nextDouble();
    double[] x = new double[M2ae.SAMPLES];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      double place = ((i / 125.0 * rate + phase) % 1.0 - 0.5) / width;
      x[i] = Math.exp(-place * place) + 0.05 * draws.nextGaussian();
      sum += x[i];
      squares += x[i] * x[i];
    }
    double mean = sum / x.length;
    double sd = Math.sqrt(squares / x.length - mean * mean);
    float[] samples = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      samples[i] = (float) ((x[i] - mean) / sd);
    }
    return samples;
  }
}
