package org.purkinje.biosignal.synthesis;

/**
 * Renders pulses end to end as a continuous curve with a continuous slope except at the feet. Each
 * pulse is made of polynomials between its extrema, so that its maximum is the peak level and its
 * end, the minimum before the next upstroke, is the foot level of the next pulse, exactly.
 *
 * <p>The upstroke is {@code 1 - (1 - x)^3 (1 + 3x)}, x from 0 to 1. It is steepest at x = 1/3, and
 * the tangent there meets the foot level at x = 5/48: that is the foot by intersecting tangents.
 */
final class PulseTrain {

  private static final double TANGENT_FOOT = 5.0 / 48;

  /** Upstrokes of pulses closer than this are shortened, s. */
  private static final double FULL_RISE_INTERVAL = 0.55;

  private static final double DIASTOLE_SHARE = 0.3;

  /** Weight of the part of the run-off that still falls when the next pulse comes. */
  private static final double RUNOFF_TAIL = 0.35;

  /** Below this run-off that part shrinks, so that early beats do not end in a cliff, s. */
  private static final double FULL_RUNOFF_SECONDS = 0.3;

  private final PulseMorphology shape;
  private final double fs;
  private final double[] samples;

  private boolean started;
  private double footLevel;
  private double peakLevel;
  private double widthFactor;
  private double rise;
  private double start;

  PulseTrain(PulseMorphology shape, double fs, double[] samples) {
    this.shape = shape;
    this.fs = fs;
    this.samples = samples;
  }

  /**
   * Appends a pulse and draws the one before it, whose end is now known.
   *
   * @param nextFoot time of the foot by intersecting tangents, s, after that of the last pulse
   * @param rrAfter time to the beat after, s
   */
  void append(
      double nextFoot,
      double nextFootLevel,
      double nextPeakLevel,
      double nextWidthFactor,
      double rrAfter) {
    double compression = Math.min(1, rrAfter / FULL_RISE_INTERVAL);
    double nextRise = shape.riseSeconds() * nextWidthFactor * compression;
    double nextStart = nextFoot - TANGENT_FOOT * nextRise;
    if (started) {
      draw(nextStart, nextFootLevel);
    }
    started = true;
    footLevel = nextFootLevel;
    peakLevel = nextPeakLevel;
    widthFactor = nextWidthFactor;
    rise = nextRise;
    start = nextStart;
  }

  private void draw(double end, double endLevel) {
    double afterPeak = (shape.diastolicSeconds() - shape.riseSeconds()) * widthFactor;
    double room = (1 - DIASTOLE_SHARE) * (end - start - rise);
    double scale = widthFactor * Math.min(1, room / afterPeak);
    double notch = rise + scale * (shape.notchSeconds() - shape.riseSeconds());
    double diastolic = rise + scale * (shape.diastolicSeconds() - shape.riseSeconds());
    double height = peakLevel - endLevel;

    int from = Math.max(0, (int) Math.ceil(start * fs));
    int to = (int) Math.min(samples.length, Math.ceil(end * fs));
    for (int i = from; i < to; i++) {
      double u = i / fs - start;
      if (u < rise) {
        samples[i] = footLevel + (peakLevel - footLevel) * upstroke(u / rise);
      } else {
        samples[i] = endLevel + height * fall(u, notch, diastolic, end - start);
      }
    }
  }

  private double fall(double u, double notch, double diastolic, double end) {
    if (u < notch) {
      double x = (u - rise) / (notch - rise);
      return 1 - (1 - shape.notchLevel()) * ease(x);
    }
    if (u < diastolic) {
      double x = (u - notch) / (diastolic - notch);
      return shape.notchLevel() + (shape.diastolicLevel() - shape.notchLevel()) * ease(x);
    }
    double x = (u - diastolic) / (end - diastolic);
    double tail = RUNOFF_TAIL * Math.min(1, (end - diastolic) / FULL_RUNOFF_SECONDS);
    double runoff = (1 - tail) * (1 - upstroke(x)) + tail * (1 - x * x);
    return shape.diastolicLevel() * runoff;
  }

  private static double upstroke(double x) {
    double left = 1 - x;
    return 1 - left * left * left * (1 + 3 * x);
  }

  private static double ease(double x) {
    return x * x * (3 - 2 * x);
  }
}
