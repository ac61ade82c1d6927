package org.purkinje.biosignal.window;

import java.io.Serializable;
import java.util.List;

/**
 * What is cut around a beat: any number of signals over one span of time, each at a rate of its
 * own.
 *
 * @param beforeSeconds from the start of the span to the beat
 * @param afterSeconds from the beat to the end of the span
 * @param signals what is cut, in their order
 * @param minSignals fewest signals of a beat that may be learnt from
 */
public record BeatSpec(
    double beforeSeconds, double afterSeconds, List<SignalSpec> signals, int minSignals)
    implements Serializable {

  private static final double MAX_SECONDS = 10;

  /** Half a sample is a whole half, whatever its last digits. */
  private static final double ROUNDING = 1e-6;

  public BeatSpec {
    requireRange("before-seconds", beforeSeconds);
    requireRange("after-seconds", afterSeconds);
    if (beforeSeconds + afterSeconds == 0) {
      throw new IllegalArgumentException(
          "before-seconds and after-seconds must not both be 0, for no sample would be cut");
    }
    signals = SignalSpec.all(signals);
    for (SignalSpec signal : signals) {
      signal.requireWhole("before-seconds", beforeSeconds);
      signal.requireWhole("after-seconds", afterSeconds);
      if (signal.minBeats() > 0) {
        throw new IllegalArgumentException(
            "min-beats must be 0 around a beat, got %d".formatted(signal.minBeats()));
      }
    }
    if (minSignals < 1 || minSignals > signals.size()) {
      throw new IllegalArgumentException(
          "min-signals must be 1 to %d, got %d".formatted(signals.size(), minSignals));
    }
  }

  private static void requireRange(String key, double seconds) {
    if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
      throw new IllegalArgumentException("%s must be 0 to 10, got %s".formatted(key, seconds));
    }
  }

  /** The span in samples of a rate, one after another. */
  public Windowing at(double rateHz) {
    double seconds = beforeSeconds + afterSeconds;
    return Windowing.ofSeconds(seconds, seconds, rateHz);
  }

  /**
   * Where a beat's span starts: so many samples before the one nearest to the beat, of two that are
   * equally near the later. So the beat lies at most half a sample from sample {@code beforeSeconds
   * × rateHz} of its span.
   *
   * @param beatSeconds where the beat is, s from the record's first sample
   * @return sample of the record at the rate
   */
  public long firstSample(double beatSeconds, double rateHz) {
    return (long) Math.floor(beatSeconds * rateHz + 0.5 + ROUNDING)
        - Math.round(beforeSeconds * rateHz);
  }
}
