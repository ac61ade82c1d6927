package org.purkinje.biosignal.filter;

import java.util.Arrays;
import java.util.Optional;

/**
 * Resamples by a rational factor: raises the rate by {@code up}, low-passes, keeps every {@code
 * down}-th sample; only the taps and the samples that count are touched.
 *
 * <p>Kaiser window with beta 5, 20 max(up, down) + 1 taps. Beyond both ends the signal goes on
 * along the line through its first and last sample, so that an offset leaves no step there. Equal
 * to SciPy's {@code resample_poly(x, up, down, padtype="line")} within 1e-9 of the largest input.
 */
public final class PolyphaseResampler implements Resampler {

  static final int HALF_LENGTH_PERIODS = 10;
  static final double KAISER_BETA = 5.0;

  private static final int MAX_FACTOR = 100_000;
  private static final double RATE_TOLERANCE = 1e-9;
  private static final int MAX_TURNS_AT_ONCE = 512;

  /** Inputs that are parted at once, samples, so that odd rates take no more memory than others. */
  private static final int MAX_PARTED = 1 << 20;

  private static final int MIN_TURNS = 16;

  /** A tap of this size is a zero of the sinc: at a factor of 2 every other one is. */
  private static final double NEGLIGIBLE = 1e-15;

  private final int up;
  private final int down;
  private final int halfLength;

  /** Taps of each phase, last tap first; shape [up][taps of the phase]. */
  private final double[][] phases;

  /** {@link #phases} in 32 bits. */
  private final float[][] floatPhases;

  /**
   * @param up factor the rate is multiplied by, at least 1
   * @param down factor the rate is divided by, at least 1
   */
  public PolyphaseResampler(int up, int down) {
    if (up < 1 || down < 1) {
      throw new IllegalArgumentException(
          "resampling factors must be at least 1, got %d and %d".formatted(up, down));
    }
    int divisor = greatestCommonDivisor(up, down);
    this.up = up / divisor;
    this.down = down / divisor;
    int larger = Math.max(this.up, this.down);
    this.halfLength = HALF_LENGTH_PERIODS * larger;
    this.phases = larger == 1 ? new double[][] {{1}} : phases(larger);
    this.floatPhases =
        Arrays.stream(phases).map(PolyphaseResampler::floats).toArray(float[][]::new);
  }

  /**
   * The resampler between two rates: the first continued-fraction approximation of their quotient
   * within 1e-9 relative, which is exact for whole rates.
   *
   * @param fromHz rate of the input, above 0
   * @param toHz rate of the output, above 0
   * @return empty if that fraction has a term above 100,000
   */
  static Optional<PolyphaseResampler> ofShortFraction(double fromHz, double toHz) {
    double ratio = toHz / fromHz;
    double rest = ratio;
    double up = 1;
    double down = 0;
    double upBefore = 0;
    double downBefore = 1;
    while (down == 0 || up == 0 || Math.abs(up / down - ratio) > RATE_TOLERANCE * ratio) {
      double whole = Math.floor(rest);
      double upNext = whole * up + upBefore;
      double downNext = whole * down + downBefore;
      if (Math.max(upNext, downNext) > MAX_FACTOR) {
        return Optional.empty();
      }
      upBefore = up;
      downBefore = down;
      up = upNext;
      down = downNext;
      rest = 1 / (rest - whole);
    }
    return Optional.of(new PolyphaseResampler((int) up, (int) down));
  }

  @Override
  public int outputLength(int samples) {
    return Math.toIntExact(((long) samples * up + down - 1) / down);
  }

  @Override
  public double position(int output) {
    return (double) ((long) output * down) / up;
  }

  @Override
  public double[] resample(double[] x) {
    if (up == down || x.length == 0) {
      return x.clone();
    }
    double[] y = new double[outputLength(x.length)];
    int turns = y.length / up;
    if (turns < MIN_TURNS) {
      double[] extended = LineExtension.extend(x, margin());
      for (int j = 0; j < y.length; j++) {
        y[j] = dot(taps(j), extended, oldest(j));
      }
    } else {
      Turns some = new Turns(new LineExtension(x), y);
      for (int turn = 0; turn <= turns; turn += turnsAtOnce()) {
        some.resample(turn);
      }
    }
    return y;
  }

  /**
   * As {@link #resample(double[])}, in 32 bits: for windows that are held as floats. Within 1e-5 of
   * the largest input of what 64 bits give.
   *
   * @param x samples, none missing, shape [samples]; left as it is
   * @return shape [outputLength(samples)]
   */
  public float[] resample(float[] x) {
    if (up == down || x.length == 0) {
      return x.clone();
    }
    float[] extended = LineExtension.extend(x, margin());
    float[] y = new float[outputLength(x.length)];
    for (int j = 0; j < y.length; j++) {
      y[j] = dot(floatPhases[(int) (newest(j) % up)], extended, oldest(j));
    }
    return y;
  }

  /**
   * Outputs of some turns through all phases. Outputs of one phase have the same taps and lie
   * {@code down} inputs apart: with the inputs parted so, each tap goes over neighbours, which the
   * JVM does several at a time.
   */
  private final class Turns {

    private final LineExtension extended;
    private final double[] y;
    private final double[][] parted;
    private final double[] sums = new double[turnsAtOnce()];
    private final double[][] four = new double[4][sums.length];
    private final double[] factors = new double[4];

    Turns(LineExtension extended, double[] y) {
      this.extended = extended;
      this.y = y;
      int rows = sums.length + (oldest(up - 1) + phases[0].length) / down + 1;
      this.parted = new double[down][rows];
    }

    void resample(int firstTurn) {
      extended.part((long) firstTurn * down - margin(), parted);
      for (int phase = 0; phase < up; phase++) {
        int count = Math.min(sums.length, (y.length - phase + up - 1) / up - firstTurn);
        if (count <= 0) {
          break;
        }
        Arrays.fill(sums, 0, count, 0);
        sum(taps(phase), oldest(phase), count);
        for (int i = 0, j = firstTurn * up + phase; i < count; i++, j += up) {
          y[j] = sums[i];
        }
      }
    }

    private void sum(double[] taps, int oldest, int count) {
      int filled = 0;
      for (int k = 0; k < taps.length; k++) {
        if (Math.abs(taps[k]) > NEGLIGIBLE) {
          int at = oldest + k;
          System.arraycopy(parted[at % down], at / down, four[filled], 0, count);
          factors[filled++] = taps[k];
        }
        if (filled == 4 || (filled > 0 && k == taps.length - 1)) {
          Arrays.fill(factors, filled, 4, 0);
          add(sums, count, factors, four);
          filled = 0;
        }
      }
    }
  }

  private int turnsAtOnce() {
    return Math.max(MIN_TURNS, Math.min(MAX_TURNS_AT_ONCE, MAX_PARTED / down));
  }

  /**
   * Adds the products of four factors and signals. Each of these begins at its own first sample, as
   * the JVM takes several elements at a time only where all arrays have the same index.
   */
  private static void add(double[] sums, int count, double[] factors, double[][] four) {
    double a = factors[0];
    double b = factors[1];
    double c = factors[2];
    double d = factors[3];
    double[] ofA = four[0];
    double[] ofB = four[1];
    double[] ofC = four[2];
    double[] ofD = four[3];
    for (int i = 0; i < count; i++) {
      sums[i] =
          Math.fma(
              a, ofA[i], Math.fma(b, ofB[i], Math.fma(c, ofC[i], Math.fma(d, ofD[i], sums[i]))));
    }
  }

  /** One sample more than the longest phase reaches beyond an end. */
  private int margin() {
    return halfLength / up + 2;
  }

  private double[] taps(int output) {
    return phases[(int) (newest(output) % up)];
  }

  /** The first of the extended samples that count for an output. */
  private int oldest(int output) {
    return (int) (newest(output) / up) - taps(output).length + 1 + margin();
  }

  private long newest(int output) {
    return (long) output * down + halfLength;
  }

  private double[][] phases(int larger) {
    double[] taps = KaiserLowpass.taps(halfLength, 1.0 / larger, KAISER_BETA);
    double[][] byPhase = new double[up][];
    for (int phase = 0; phase < up; phase++) {
      int count = (taps.length - phase + up - 1) / up;
      byPhase[phase] = new double[count];
      for (int k = 0; k < count; k++) {
        byPhase[phase][count - 1 - k] = up * taps[phase + k * up];
      }
    }
    return byPhase;
  }

  /** Sum of {@code taps[k] * x[start + k]}; four sums side by side. */
  private static double dot(double[] taps, double[] x, int start) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k + 3 < taps.length; k += 4) {
      a += taps[k] * x[start + k];
      b += taps[k + 1] * x[start + k + 1];
      c += taps[k + 2] * x[start + k + 2];
      d += taps[k + 3] * x[start + k + 3];
    }
    for (; k < taps.length; k++) {
      a += taps[k] * x[start + k];
    }
    return (a + b) + (c + d);
  }

  /** As of doubles. */
  private static float dot(float[] taps, float[] x, int start) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int k = 0;
    for (; k + 3 < taps.length; k += 4) {
      a += taps[k] * x[start + k];
      b += taps[k + 1] * x[start + k + 1];
      c += taps[k + 2] * x[start + k + 2];
      d += taps[k + 3] * x[start + k + 3];
    }
    for (; k < taps.length; k++) {
      a += taps[k] * x[start + k];
    }
    return (a + b) + (c + d);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  @Override
  public String toString() {
    return "PolyphaseResampler[" + up + "/" + down + "]";
  }
}
