package org.purkinje.biosignal.beat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
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

  private static final int BAND_ORDER = 2;
  private static final double BAND_LOW_HZ = 7;
  private static final double BAND_HIGH_HZ = 20;
  private static final double SLOPE_SECONDS = 0.07;
  private static final double SMOOTHING_SECONDS = 0.05;
  private static final double WIDE_LOW_HZ = 2;
  private static final double WIDE_SECONDS = 0.15;
  private static final double REFRACTORY_SECONDS = 0.2;

  private static final double LEVEL_SECONDS = 1.5;
  private static final int LEVEL_BLOCKS = 5;
  private static final double LEVEL_QUANTILE = 0.9;
  private static final double MIN_LEVEL_OVER_QUANTILE = 0.2;
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
  private static final double BASELINE_HZ = 0.5;
  private static final double PEAK_SMOOTHING_SECONDS = 0.02;
  private static final double PEAK_SECONDS = 0.075;
  private static final double DOWNWARD_OVER_UPWARD = 1.5;

  private final double fs;
  private final SecondOrderSections band;
  private final SecondOrderSections wideBand;
  private final SecondOrderSections highpass;

  /**
   * @param fs sampling frequency, Hz, at least {@link #MIN_FS_HZ}
   */
  public QrsDetector(double fs) {
    if (!(fs >= MIN_FS_HZ)) {
      throw new IllegalArgumentException(
          "fs must be at least %s Hz to find QRS complexes, got %s".formatted(MIN_FS_HZ, fs));
    }
    this.fs = fs;
    this.band = Butterworth.bandpass(BAND_ORDER, BAND_LOW_HZ, BAND_HIGH_HZ, fs);
    this.wideBand = Butterworth.bandpass(BAND_ORDER, WIDE_LOW_HZ, BAND_HIGH_HZ, fs);
    this.highpass = Butterworth.highpass(BASELINE_ORDER, BASELINE_HZ, fs);
  }

  /**
   * @param ecg one lead, any unit, no sample missing, shape [samples]
   * @return positions of the R peaks, ascending; none in a signal too short to be filtered
   */
  public int[] detect(double[] ecg) {
    if (ecg.length <= Math.max(band.padLength(), highpass.padLength())) {
      return new int[0];
    }
    double[] narrow = band.filtfilt(ecg);
    Maxima steep = maxima(mean(slope(narrow), SLOPE_SECONDS));
    Maxima wide = maxima(mean(slope(wideBand.filtfilt(ecg)), WIDE_SECONDS));
    List<Integer> beats = withoutTWaves(steep.above(MIN_OVER_LEVEL), steep.heights());
    for (int pass = 0; pass < NOISE_PASSES; pass++) {
      beats = withoutUnlike(beats, narrow);
    }
    for (int pass = 0; pass < NOISE_PASSES; pass++) {
      beats = withoutFaint(beats, steep.heights());
    }
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

  private Maxima maxima(double[] heights) {
    PeakFinder finder = new PeakFinder(Math.max(1, samples(REFRACTORY_SECONDS)), 0);
    return new Maxima(heights, finder.find(heights), Level.of(heights, samples(LEVEL_SECONDS)));
  }

  /**
   * @param heights shape [samples]
   * @param at samples of the maxima, ascending
   */
  private record Maxima(double[] heights, int[] at, Level level) {

    List<Integer> above(double share) {
      return Arrays.stream(at).filter(i -> isAbove(i, share)).boxed().toList();
    }

    /** The highest maximum from one sample to before another above a share of its level, or -1. */
    int highest(int from, int to, double share) {
      int best = -1;
      int first = Arrays.binarySearch(at, from);
      for (int i = first < 0 ? -first - 1 : first; i < at.length && at[i] < to; i++) {
        if (isAbove(at[i], share) && (best < 0 || heights[at[i]] > heights[best])) {
          best = at[i];
        }
      }
      return best;
    }

    private boolean isAbove(int sample, double share) {
      return heights[sample] > share * level.at(sample);
    }
  }

  /**
   * How high the maxima of QRS complexes are about each sample: the median over some 16 s of the
   * maxima of blocks, so that neither a steep ectopic beat nor a burst of noise shifts it; at least
   * a fifth of the blocks' 0.9 quantile, so that the noise of an asystole is no beat.
   *
   * @param byBlock shape [blocks]
   */
  private record Level(double[] byBlock, int blockSamples) {

    static Level of(double[] heights, int blockSamples) {
      double[] maxima = new double[(heights.length + blockSamples - 1) / blockSamples];
      for (int block = 0; block < maxima.length; block++) {
        int end = Math.min(heights.length, (block + 1) * blockSamples);
        for (int i = block * blockSamples; i < end; i++) {
          maxima[block] = Math.max(maxima[block], heights[i]);
        }
      }
      double[] sorted = maxima.clone();
      Arrays.sort(sorted);
      double least = MIN_LEVEL_OVER_QUANTILE * sorted[(int) (LEVEL_QUANTILE * (sorted.length - 1))];
      double[] byBlock = new double[maxima.length];
      for (int i = 0; i < maxima.length; i++) {
        int end = Math.min(maxima.length, i + LEVEL_BLOCKS + 1);
        double[] near = Arrays.copyOfRange(maxima, Math.max(0, i - LEVEL_BLOCKS), end);
        Arrays.sort(near);
        byBlock[i] = Math.max(least, near[near.length / 2]);
      }
      return new Level(byBlock, blockSamples);
    }

    double at(int sample) {
      return byBlock[sample / blockSamples];
    }
  }

  private List<Integer> withoutTWaves(List<Integer> beats, double[] steepness) {
    List<Integer> kept = new ArrayList<>();
    for (int beat : beats) {
      int before = kept.isEmpty() ? -1 : kept.get(kept.size() - 1);
      if (before < 0
          || beat - before >= samples(T_WAVE_SECONDS)
          || steepness[beat] >= T_WAVE_OVER_QRS * steepness[before]) {
        kept.add(beat);
      }
    }
    return kept;
  }

  /** Noise has a shape of its own each time; it goes where one beside it is like the others. */
  private List<Integer> withoutUnlike(List<Integer> beats, double[] narrow) {
    double[] likeness = likeness(beats, narrow);
    return without(
        beats,
        i ->
            likeness[i] < MIN_LIKENESS
                && Math.max(likeness[i - 1], likeness[i + 1]) >= MIN_LIKENESS);
  }

  private static List<Integer> withoutFaint(List<Integer> beats, double[] steepness) {
    return without(
        beats,
        i -> {
          double steeper = Math.min(steepness[beats.get(i - 1)], steepness[beats.get(i + 1)]);
          return steepness[beats.get(i)] < NOISE_OVER_QRS * steeper;
        });
  }

  /**
   * @param isNoise asked of each beat between two others that are a normal RR interval apart
   */
  private static List<Integer> without(List<Integer> beats, IntPredicate isNoise) {
    List<Integer> kept = new ArrayList<>();
    boolean beforeIsKept = true;
    for (int i = 0; i < beats.size(); i++) {
      // Of two in a row only one goes at a time: the other may fill the interval.
      beforeIsKept = !(beforeIsKept && isBetweenTwo(beats, i) && isNoise.test(i));
      if (beforeIsKept) {
        kept.add(beats.get(i));
      }
    }
    return kept;
  }

  private static boolean isBetweenTwo(List<Integer> beats, int i) {
    return i > 0
        && i < beats.size() - 1
        && beats.get(i + 1) - beats.get(i - 1) < LONG_RR * medianRr(beats, i);
  }

  /** Of each beat the median correlation with up to 8 beats to both sides, 0 if it has none. */
  private double[] likeness(List<Integer> beats, double[] narrow) {
    List<Spans> spans =
        beats.stream()
            .map(
                beat ->
                    Spans.about(
                        narrow,
                        beat,
                        samples(LIKENESS_SECONDS),
                        Math.max(1, samples(LIKENESS_SHIFT_SECONDS))))
            .toList();
    double[] likeness = new double[beats.size()];
    for (int i = 0; i < likeness.length; i++) {
      int from = Math.max(0, i - RR_NEIGHBOURS);
      int end = Math.min(likeness.length, i + RR_NEIGHBOURS + 1);
      double[] correlations = new double[end - from - 1];
      for (int j = from, k = 0; j < end; j++) {
        if (j != i) {
          correlations[k++] = spans.get(i).likeness(narrow, spans.get(j));
        }
      }
      Arrays.sort(correlations);
      likeness[i] = correlations.length == 0 ? 0 : correlations[correlations.length / 2];
    }
    return likeness;
  }

  /**
   * The spans about a beat, shifted to both sides.
   *
   * @param reach samples of a span to both sides of its middle
   * @param norms of the spans, 0 where one goes beyond an end; shape [2 × shift + 1]
   */
  private record Spans(int beat, int reach, double[] norms) {

    static Spans about(double[] x, int beat, int reach, int shift) {
      double[] norms = new double[2 * shift + 1];
      for (int i = 0; i < norms.length; i++) {
        int middle = beat - shift + i;
        if (middle >= reach && middle < x.length - reach) {
          norms[i] = Math.sqrt(product(x, middle, middle, reach));
        }
      }
      return new Spans(beat, reach, norms);
    }

    /** The largest correlation with the spans of another beat, however the two are aligned. */
    double likeness(double[] x, Spans other) {
      int shift = norms.length / 2;
      double largest = 0;
      for (int i = 0; i < norms.length && norms[shift] > 0; i++) {
        if (other.norms[i] > 0) {
          double product = product(x, beat, other.beat - shift + i, reach);
          largest = Math.max(largest, product / (norms[shift] * other.norms[i]));
        }
      }
      return largest;
    }

    private static double product(double[] x, int a, int b, int reach) {
      double product = 0;
      for (int k = -reach; k <= reach; k++) {
        product += x[a + k] * x[b + k];
      }
      return product;
    }
  }

  private int[] withMissed(List<Integer> beats, Maxima steep, Maxima wide) {
    IntStream.Builder all = IntStream.builder();
    for (int i = 0; i < beats.size(); i++) {
      int beat = beats.get(i);
      if (i > 0) {
        double rr = medianRr(beats, i);
        int from = beats.get(i - 1);
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

  /** Median of the RR intervals up to 8 beats to both sides, samples. */
  private static int medianRr(List<Integer> beats, int i) {
    int[] intervals =
        IntStream.rangeClosed(
                Math.max(1, i - RR_NEIGHBOURS), Math.min(beats.size() - 1, i + RR_NEIGHBOURS))
            .map(j -> beats.get(j) - beats.get(j - 1))
            .sorted()
            .toArray();
    return intervals[intervals.length / 2];
  }

  private int[] rPeaks(double[] ecg, int[] beats) {
    int smoothing = Math.max(2, (int) (PEAK_SMOOTHING_SECONDS * fs));
    double[] x = MovingAverage.mirrored(highpass.filtfilt(ecg), smoothing);
    IntStream.Builder peaks = IntStream.builder();
    int last = Integer.MIN_VALUE / 2;
    for (int beat : beats) {
      int peak = rPeak(x, beat);
      if (peak - last >= samples(REFRACTORY_SECONDS)) {
        peaks.add(peak);
        last = peak;
      }
    }
    return peaks.build().toArray();
  }

  /**
   * The upward peak that stands out most near a beat, or the downward one if that is far larger.
   */
  private int rPeak(double[] x, int beat) {
    int reach = samples(PEAK_SECONDS);
    int start = Math.max(0, beat - reach);
    double[] span = Arrays.copyOfRange(x, start, Math.min(x.length, beat + reach + 1));
    Peak upward = Peak.mostProminent(span);
    for (int i = 0; i < span.length; i++) {
      span[i] = -span[i];
    }
    Peak downward = Peak.mostProminent(span);
    if (upward.prominence() < 0 && downward.prominence() < 0) {
      return beat;
    }
    return downward.prominence() > DOWNWARD_OVER_UPWARD * Math.max(0, upward.prominence())
        ? start + downward.sample()
        : start + upward.sample();
  }

  /**
   * @param prominence negative if there is no peak
   */
  private record Peak(int sample, double prominence) {

    static Peak mostProminent(double[] span) {
      Peak best = new Peak(-1, -1);
      for (int sample : PeakFinder.localMaxima(span)) {
        double prominence = PeakFinder.prominence(span, sample);
        if (prominence > best.prominence()) {
          best = new Peak(sample, prominence);
        }
      }
      return best;
    }
  }

  private int samples(double seconds) {
    return (int) Math.round(seconds * fs);
  }

  private int odd(double seconds) {
    return Math.max(2, samples(seconds)) | 1;
  }
}
