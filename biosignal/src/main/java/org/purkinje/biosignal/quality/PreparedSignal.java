package org.purkinje.biosignal.quality;

import static org.purkinje.biosignal.quality.PreparedRecord.FS_HZ;

import java.util.Arrays;
import org.purkinje.biosignal.filter.FilledSignal;
import org.purkinje.biosignal.filter.Resampler;
import org.purkinje.biosignal.signal.Windowing;

/**
 * A signal at {@link PreparedRecord#FS_HZ}.
 *
 * @param samples gaps bridged, shape [samples]; empty if there is no such signal
 * @param gap whether a recorded sample that counts for this one was missing, shape [samples]
 * @param unit physical unit, empty if not known
 */
record PreparedSignal(double[] samples, boolean[] gap, String unit) {

  /** The signal at the common rate, not filtered yet. */
  static PreparedSignal of(RawSignal raw) {
    FilledSignal filled = FilledSignal.of(raw.samples());
    if (raw.fs() == FS_HZ) {
      return new PreparedSignal(filled.samples(), filled.gap(), raw.unit());
    }
    Resampler resampler = Resampler.between(raw.fs(), FS_HZ);
    boolean[] gap = new boolean[Windowing.samplesAt(FS_HZ, raw.samples().length, raw.fs())];
    double step = raw.fs() / FS_HZ;
    for (int i = 0; i < gap.length; i++) {
      gap[i] = touchesGap(filled.gap(), resampler.position(i), step);
    }
    double[] resampled = resampler.resample(filled.samples());
    double[] samples = Arrays.copyOf(resampled, gap.length);
    for (int i = resampled.length; i < samples.length; i++) {
      samples[i] = resampled[resampled.length - 1];
    }
    return new PreparedSignal(samples, gap, raw.unit());
  }

  boolean isAbsent() {
    return samples.length == 0;
  }

  PreparedSignal withSamples(double[] other) {
    return new PreparedSignal(other, gap, unit);
  }

  /** The signal lengthened by a gap; an absent signal stays absent. */
  PreparedSignal lengthenedTo(int length) {
    if (isAbsent() || samples.length == length) {
      return this;
    }
    boolean[] longer = Arrays.copyOf(gap, length);
    Arrays.fill(longer, gap.length, length, true);
    return new PreparedSignal(Arrays.copyOf(samples, length), longer, unit);
  }

  /**
   * At a whole factor the sample at the same instant counts alone; else every sample up to half an
   * output step away does, so that no missing sample goes unseen.
   */
  private static boolean touchesGap(boolean[] gap, double position, double step) {
    double reach = step == Math.rint(step) ? 0 : 0.5 * step;
    int first = Math.max(0, (int) Math.floor(position - reach));
    int last = Math.min(gap.length - 1, (int) Math.ceil(position + reach));
    for (int i = first; i <= last; i++) {
      if (gap[i]) {
        return true;
      }
    }
    return false;
  }
}
