package org.purkinje.biosignal.quality;

import org.purkinje.biosignal.filter.FilledSignal;
import org.purkinje.biosignal.filter.PolyphaseResampler;

/**
 * A signal at {@link PreparedRecord#FS_HZ} with its gaps bridged.
 *
 * @param samples shape [samples]; empty if there is no such signal
 * @param gap whether a recorded sample that counts for this one was missing, shape [samples]
 */
record PreparedSignal(double[] samples, boolean[] gap) {

  static PreparedSignal of(RawSignal raw) {
    FilledSignal filled = FilledSignal.of(raw.samples());
    if (raw.fs() == PreparedRecord.FS_HZ) {
      return new PreparedSignal(filled.samples(), filled.gap());
    }
    PolyphaseResampler resampler = PolyphaseResampler.between(raw.fs(), PreparedRecord.FS_HZ);
    boolean[] gap = new boolean[resampler.outputLength(raw.samples().length)];
    for (int i = 0; i < gap.length; i++) {
      gap[i] = touchesGap(filled.gap(), i, resampler.up(), resampler.down());
    }
    return new PreparedSignal(resampler.resample(filled.samples()), gap);
  }

  /**
   * At a whole factor the sample at the same instant counts alone; else every sample up to half an
   * output step away does, so that no missing sample goes unseen.
   */
  private static boolean touchesGap(boolean[] gap, int output, int up, int down) {
    double position = (double) output * down / up;
    double reach = up == 1 ? 0 : 0.5 * down / up;
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
