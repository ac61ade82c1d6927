package org.purkinje.biosignal.beat;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.purkinje.biosignal.filter.Butterworth;
import org.purkinje.biosignal.filter.Gradient;
import org.purkinje.biosignal.filter.MovingAverage;
import org.purkinje.biosignal.filter.SecondOrderSections;

/**
 * QRS complexes of one lead, and the R peak of each.
 *
 * <p>A QRS complex is a maximum of the steepness (mean absolute slope of the 7–20 Hz band) that
 * rises above a share of the level about it. Then T waves go (soon after a beat, half as steep),
 * and of what lies between two beats that are a normal RR interval apart, what is unlike the beats
 * near it or much less steep than the two. Where an RR interval is too long, the steepest maximum
 * inside it is taken if it is not far below the level, else the one of most variation from 2 Hz on:
 * a wide ectopic beat has hardly any steepness. (One within 0.4 s of the beat before counts as its
 * T wave.) Both sides of a beat are looked at, as in a recording they are known.
 *
 * <p>F1 of the first lead of 38 records of the MIT-BIH Arrhythmia Database, on which the constants
 * were chosen: 99.80 % within 150 ms, 99.55 % within 50 ms, no record below 98.0 %. In the noise of
 * intensive care (Challenge 2015) its rate is that of {@code AbpBeats} within 5 per minute in 1,502
 * windows, that of {@link RPeakDetector} in 1,518.
 */
public final class QrsDetector {

  /** The lowest sampling frequency that holds the band, Hz. */
  public static final double MIN_FS_HZ = 45;

  /** What lies below is baseline, Hz. */
  public static final double BASELINE_HZ = 0.5;

  private static final int BAND_ORDER = 2;
  private static final double BAND_LOW_HZ = 7;
  private static final double BAND_HIGH_HZ = 20;
  private static final double SLOPE_SECONDS = 0.07;
  private static final double SMOOTHING_SECONDS = 0.05;
  private static final double WIDE_LOW_HZ = 2;
  private static final double WIDE_SECONDS = 0.15;
  private static final double REFRACTORY_SECONDS = 0.2;

  private static final double LEVEL_SECONDS = 1.5;
  private static final double MIN_OVER_LEVEL = 0.36;
  private static final double MIN_MISSED_OVER_LEVEL = 0.18;
  private static final double MIN_WIDE_OVER_LEVEL = 0.5;

  private static final double T_WAVE_SECONDS = 0.4;
  private static final double T_WAVE_OVER_QRS = 0.5;
  private static final double NOISE_OVER_QRS = 0.75;
  private static final int NOISE_PASSES = 2;
  private static final double MIN_LIKENESS = 0.7;
  private static final double LIKENESS_SECONDS = 0.08;
  private static final double LIKENESS_SHIFT_SECONDS = 0.016;
  private static final double LONG_RR = 1.5;
  private static final double WIDE_RR = 1.25;
  private static final int RR_NEIGHBOURS = 8;
  private static final double MISSED_BEFORE_SECONDS = 0.25;

  private static final int BASELINE_ORDER = 5;
  private static final double PEAK_SMOOTHING_SECONDS = 0.02;
  private static final double PEAK_SECONDS = 0.075;
  private static final double DOWNWARD_OVER_UPWARD = 1.5;

  private final double fs;
  private final SecondOrderSections band;
  private final SecondOrderSections wideBand;

  /** What takes the baseline out of the signal that R peaks are placed in. */
  private final UnaryOperator<double[]> withoutBaseline;

  private final int shortest;

  /**
   * @param fs sampling frequency, Hz, at least {@link #MIN_FS_HZ}
   */
  public QrsDetector(double fs) {
    this(fs, Butterworth.highpass(BASELINE_ORDER, BASELINE_HZ, requireBand(fs)));
  }

  private QrsDetector(double fs, SecondOrderSections highpass) {
    this(fs, highpass::filtfilt, highpass.padLength());
  }

  private QrsDetector(double fs, UnaryOperator<double[]> withoutBaseline, int longerThan) {
    this.fs = requireBand(fs);
    this.band = Butterworth.bandpass(BAND_ORDER, BAND_LOW_HZ, BAND_HIGH_HZ, fs);
    this.wideBand = Butterworth.bandpass(BAND_ORDER, WIDE_LOW_HZ, BAND_HIGH_HZ, fs);
    this.withoutBaseline = withoutBaseline;
    this.shortest = Math.max(band.padLength(), longerThan);
  }

  /**
   * For a signal that has no baseline any more, such as one passed from 0.5 Hz on.
   *
   * @param fs sampling frequency, Hz, at least {@link #MIN_FS_HZ}
   */
  public static QrsDetector withoutBaseline(double fs) {
    return new QrsDetector(fs, x -> x, 0);
  }

  private static double requireBand(double fs) {
    if (!(fs >= MIN_FS_HZ)) {
      throw new IllegalArgumentException(
          "fs must be at least %s Hz to find QRS complexes, got %s".formatted(MIN_FS_HZ, fs));
    }
    return fs;
  }

  /**
   * @param ecg one lead, any unit, no sample missing, shape [samples]
   * @return positions of the R peaks, ascending; none in a signal too short to be filtered
   */
  public int[] detect(double[] ecg) {
    if (ecg.length <= shortest) {
      return new int[0];
    }
    double[][] passed = band.filtfiltBoth(wideBand, ecg);
    double[] narrow = passed[0];
    SteepMaxima steep = maxima(mean(slope(narrow), SLOPE_SECONDS));
    SteepMaxima wide = maxima(mean(slope(passed[1]), WIDE_SECONDS));
    int[] beats = withoutTWaves(steep.above(MIN_OVER_LEVEL), steep.heights());
    BeatLikeness likeness =
        new BeatLikeness(
            narrow,
            samples(LIKENESS_SECONDS),
            Math.max(1, samples(LIKENESS_SHIFT_SECONDS)),
            RR_NEIGHBOURS);
    beats = without(beats, found -> unlike(likeness.isLike(found, MIN_LIKENESS)));
    beats = without(beats, found -> faint(found, steep.heights()));
    return rPeaks(ecg, withMissed(beats, steep, wide));
  }

  private static double[] slope(double[] x) {
    double[] slope = Gradient.of(x);
    for (int i = 0; i < slope.length; i++) {
      slope[i] = Math.abs(slope[i]);
    }
    return slope;
  }

  private double[] mean(double[] x, double seconds) {
    return MovingAverage.mirrored(MovingAverage.mirrored(x, odd(seconds)), odd(SMOOTHING_SECONDS));
  }

  private SteepMaxima maxima(double[] heights) {
    return SteepMaxima.of(
        heights, Math.max(1, samples(REFRACTORY_SECONDS)), samples(LEVEL_SECONDS));
  }

  private int[] withoutTWaves(int[] beats, double[] steepness) {
    int[] kept = new int[beats.length];
    int count = 0;
    for (int beat : beats) {
      int before = count == 0 ? -1 : kept[count - 1];
      if (before < 0
          || beat - before >= samples(T_WAVE_SECONDS)
          || steepness[beat] >= T_WAVE_OVER_QRS * steepness[before]) {
        kept[count++] = beat;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /** Noise has a shape of its own each time; it goes where one beside it is like the others. */
  private static IntPredicate unlike(boolean[] isLike) {
    return i -> !isLike[i] && (isLike[i - 1] || isLike[i + 1]);
  }

  private static IntPredicate faint(int[] beats, double[] steepness) {
    return i ->
        steepness[beats[i]]
            < NOISE_OVER_QRS * Math.min(steepness[beats[i - 1]], steepness[beats[i + 1]]);
  }

  /**
   * Passes over the beats until none goes, two times at most.
   *
   * @param isNoise of the beats of a pass; asked of each that lies between two others, and taken at
   *     its word where these are a normal RR interval apart
   */
  private static int[] without(int[] beats, Function<int[], IntPredicate> isNoise) {
    int[] left = beats;
    for (int pass = 0; pass < NOISE_PASSES; pass++) {
      int[] kept = pass(left, isNoise.apply(left));
      if (kept.length == left.length) {
        break;
      }
      left = kept;
    }
    return left;
  }

  private static int[] pass(int[] beats, IntPredicate isNoise) {
    int[] kept = new int[beats.length];
    int count = 0;
    boolean beforeIsKept = true;
    for (int i = 0; i < beats.length; i++) {
      // Of two in a row only one goes at a time: the other may fill the interval.
      boolean goes =
          beforeIsKept
              && i > 0
              && i < beats.length - 1
              && isNoise.test(i)
              && beats[i + 1] - beats[i - 1] < LONG_RR * medianRr(beats, i);
      beforeIsKept = !goes;
      if (beforeIsKept) {
        kept[count++] = beats[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private int[] withMissed(int[] beats, SteepMaxima steep, SteepMaxima wide) {
    IntStream.Builder all = IntStream.builder();
    for (int i = 0; i < beats.length; i++) {
      int beat = beats[i];
      if (i > 0 && isLong(beats, i)) {
        double rr = medianRr(beats, i);
        int from = beats[i - 1];
        while (beat - from > WIDE_RR * rr) {
          int first = from + samples(T_WAVE_SECONDS) + 1;
          int end = beat - samples(MISSED_BEFORE_SECONDS);
          int missed =
              beat - from > LONG_RR * rr ? steep.highest(first, end, MIN_MISSED_OVER_LEVEL) : -1;
          missed = missed < 0 ? wide.highest(first, end, MIN_WIDE_OVER_LEVEL) : missed;
          if (missed < 0) {
            break;
          }
          all.add(missed);
          from = missed;
        }
      }
      all.add(beat);
    }
    return all.build().toArray();
  }

  /** Whether the RR interval before a beat is longer than a wide one: most near it are shorter. */
  private static boolean isLong(int[] beats, int i) {
    int from = Math.max(1, i - RR_NEIGHBOURS);
    int to = Math.min(beats.length - 1, i + RR_NEIGHBOURS);
    double longest = (beats[i] - beats[i - 1]) / WIDE_RR;
    int shorter = 0;
    for (int j = from; j <= to; j++) {
      shorter += beats[j] - beats[j - 1] < longest ? 1 : 0;
    }
    return shorter > (to - from + 1) / 2;
  }

  /** Median of the RR intervals up to 8 beats to both sides, samples. */
  private static int medianRr(int[] beats, int i) {
    int from = Math.max(1, i - RR_NEIGHBOURS);
    int to = Math.min(beats.length - 1, i + RR_NEIGHBOURS);
    int[] intervals = new int[to - from + 1];
    for (int j = from; j <= to; j++) {
      intervals[j - from] = beats[j] - beats[j - 1];
    }
    Arrays.sort(intervals);
    return intervals[intervals.length / 2];
  }

  private int[] rPeaks(double[] ecg, int[] beats) {
    int smoothing = Math.max(2, (int) (PEAK_SMOOTHING_SECONDS * fs));
    double[] x = MovingAverage.mirrored(withoutBaseline.apply(ecg), smoothing);
    int[] peaks = new int[beats.length];
    int count = 0;
    for (int beat : beats) {
      int peak = rPeak(x, beat);
      if (count == 0 || peak - peaks[count - 1] >= samples(REFRACTORY_SECONDS)) {
        peaks[count++] = peak;
      }
    }
    return Arrays.copyOf(peaks, count);
  }

  /**
   * The upward peak that stands out most near a beat, or the downward one if that is far larger.
   */
  private int rPeak(double[] x, int beat) {
    int reach = samples(PEAK_SECONDS);
    int start = Math.max(0, beat - reach);
    double[] span = Arrays.copyOfRange(x, start, Math.min(x.length, beat + reach + 1));
    int upward = mostProminent(span);
    double upwardHeight = upward < 0 ? -1 : PeakFinder.prominence(span, upward);
    for (int i = 0; i < span.length; i++) {
      span[i] = -span[i];
    }
    int downward = mostProminent(span);
    double downwardHeight = downward < 0 ? -1 : PeakFinder.prominence(span, downward);
    if (upward < 0 && downward < 0) {
      return beat;
    }
    return downwardHeight > DOWNWARD_OVER_UPWARD * Math.max(0, upwardHeight)
        ? start + downward
        : start + upward;
  }

  /** The peak of a span that stands out most, or -1. */
  private static int mostProminent(double[] span) {
    int best = -1;
    double most = -1;
    for (int sample : PeakFinder.localMaxima(span)) {
      double prominence = PeakFinder.prominence(span, sample);
      if (prominence > most) {
        best = sample;
        most = prominence;
      }
    }
    return best;
  }

  private int samples(double seconds) {
    return (int) Math.round(seconds * fs);
  }

  private int odd(double seconds) {
    return Math.max(2, samples(seconds)) | 1;
  }
}
