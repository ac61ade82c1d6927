package org.purkinje.models.baseline;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.beat.QrsDetector;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * The mean heart cycle of other windows, repeated at the one rate, from the one start and in the
 * one size that fit a window's visible samples best.
 *
 * <p>A cycle lasts from one R peak of an ECG, or one peak of a PPG, to the next, and is stretched
 * to K = {@value #PHASES} phases.
 */
public final class MeanBeat implements Serializable {

  private static final int PHASES = 64;
  private static final double MIN_SECONDS = 0.33;
  private static final double MAX_SECONDS = 1.6;

  /** Over 10 s half a step shifts the first and the last beat by 25 ms from the middle one. */
  private static final double COARSE_STEP = 1.01;

  private static final double FINE_STEP = 1.001;
  private static final int FINE_STEPS = 6; // each way, past the coarse step's middle

  private final double[] shape; // [K]
  private final double fs;

  private MeanBeat(double[] shape, double fs) {
    this.shape = shape;
    this.fs = fs;
  }

  /**
   * Sum over the heart cycles of a window.
   *
   * @param values by phase, [K]
   * @param cycles that were added
   */
  public record Sum(double[] values, long cycles) implements Serializable {

    /** Of no cycle. */
    public static final Sum NONE = new Sum(new double[PHASES], 0);

    /**
     * @param samples standardised, whole, [samples]
     * @param fs sampling frequency, Hz
     * @return empty of a kind whose beats are not looked for
     */
    public static Optional<Sum> of(SignalKind kind, float[] samples, double fs) {
      double[] x = new double[samples.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = samples[i];
      }
      return switch (kind) {
        case ECG ->
            fs < QrsDetector.MIN_FS_HZ
                ? Optional.empty()
                : Optional.of(of(x, new QrsDetector(fs).detect(x), fs));
        case PPG -> Optional.of(of(x, peaks(new PulseDetector(fs).detect(x)), fs));
        default -> Optional.empty();
      };
    }

    private static int[] peaks(List<Pulse> pulses) {
      return pulses.stream().mapToInt(Pulse::peak).toArray();
    }

    private static Sum of(double[] x, int[] beats, double fs) {
      double[] values = new double[PHASES];
      long cycles = 0;
      for (int beat = 1; beat < beats.length; beat++) {
        double length = beats[beat] - (double) beats[beat - 1];
        if (length < MIN_SECONDS * fs || length > MAX_SECONDS * fs) {
          continue;
        }
        for (int phase = 0; phase < PHASES; phase++) {
          double at = beats[beat - 1] + length * (phase + 0.5) / PHASES;
          int left = Math.min((int) at, x.length - 2);
          values[phase] += x[left] + (x[left + 1] - x[left]) * (at - left);
        }
        cycles++;
      }
      return new Sum(values, cycles);
    }

    /** Both. */
    public Sum and(Sum other) {
      double[] both = new double[PHASES];
      for (int phase = 0; phase < PHASES; phase++) {
        both[phase] = values[phase] + other.values[phase];
      }
      return new Sum(both, cycles + other.cycles);
    }

    /**
     * Their mean, for signals of the same sampling frequency; empty of no cycle.
     *
     * @param fs Hz
     */
    public Optional<MeanBeat> mean(double fs) {
      if (cycles == 0) {
        return Optional.empty();
      }
      double[] mean = new double[PHASES];
      for (int phase = 0; phase < PHASES; phase++) {
        mean[phase] = values[phase] / cycles;
      }
      return Optional.of(new MeanBeat(mean, fs));
    }
  }

  /**
   * @return the fitted beats, also where the signal is visible, [samples]; 0 where nothing is
   *     visible or no size above 0 fits
   */
  public double[] answer(MaskedSignal signal) {
    Fit best = Fit.NONE;
    for (double seconds = MIN_SECONDS; seconds <= MAX_SECONDS; seconds *= COARSE_STEP) {
      best = better(best, fit(signal, seconds * fs));
    }
    double coarse = best.period;
    for (int step = -FINE_STEPS; step <= FINE_STEPS && coarse > 0; step++) {
      best = better(best, fit(signal, coarse * Math.pow(FINE_STEP, step)));
    }
    double[] answer = new double[signal.samples().length];
    for (int i = 0; i < answer.length && best.size > 0; i++) {
      answer[i] = best.level + best.size * shape[(phase(i, best.period) + best.shift) % PHASES];
    }
    return answer;
  }

  private static Fit better(Fit one, Fit other) {
    return other.gain > one.gain ? other : one;
  }

  private static int phase(int sample, double period) {
    double cycles = sample / period;
    return Math.min(PHASES - 1, (int) ((cycles - Math.floor(cycles)) * PHASES));
  }

  /**
   * Least squares of {@code level + size · beat}.
   *
   * @param period samples of a cycle
   * @param shift phases by which the beat starts before sample 0
   * @param gain by how much it lowers the squared error below that of the mean
   */
  private record Fit(double period, int shift, double size, double level, double gain) {
    static final Fit NONE = new Fit(0, 0, 0, 0, 0);
  }

  /** The best shift at one period. */
  private Fit fit(MaskedSignal signal, double period) {
    double[] counts = new double[PHASES];
    double[] sums = new double[PHASES];
    double count = 0;
    double sum = 0;
    float[] x = signal.samples();
    for (int i = 0; i < x.length; i++) {
      if (signal.isVisible(i)) {
        int phase = phase(i, period);
        counts[phase]++;
        sums[phase] += x[i];
        count++;
        sum += x[i];
      }
    }
    Fit best = Fit.NONE;
    for (int shift = 0; shift < PHASES && count > 0; shift++) {
      double beat = 0;
      double square = 0;
      double product = 0;
      for (int phase = 0; phase < PHASES; phase++) {
        double value = shape[(phase + shift) % PHASES];
        beat += counts[phase] * value;
        square += counts[phase] * value * value;
        product += sums[phase] * value;
      }
      double covariance = product - beat * sum / count;
      double variance = square - beat * beat / count;
      if (covariance > 0 && variance > 0) {
        double size = covariance / variance;
        double gain = covariance * size;
        best = better(best, new Fit(period, shift, size, (sum - size * beat) / count, gain));
      }
    }
    return best;
  }
}
