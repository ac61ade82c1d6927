package org.purkinje.biosignal.window;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * What a window holds: any number of signals over one stretch of time, each at a rate of its own.
 *
 * @param seconds length
 * @param hopSeconds from the start of a window to that of the next
 * @param signals what is cut, in the window's order
 * @param minSignals fewest signals of a window that may be learnt from
 */
public record WindowSpec(
    double seconds, double hopSeconds, List<SignalSpec> signals, int minSignals)
    implements Serializable {

  private static final double ROUNDING = 1e-9;

  public WindowSpec {
    if (!(seconds > 0 && hopSeconds > 0)) {
      throw new IllegalArgumentException(
          "seconds and hop-seconds must be above 0, got %s and %s".formatted(seconds, hopSeconds));
    }
    signals = signals.stream().flatMap(SignalSpec::signals).toList();
    if (signals.isEmpty()) {
      throw new IllegalArgumentException("signals must name at least one signal");
    }
    Set<String> names = new HashSet<>();
    for (SignalSpec signal : signals) {
      requireWhole("seconds", seconds, signal.rateHz());
      requireWhole("hop-seconds", hopSeconds, signal.rateHz());
      if (!names.add(signal.name())) {
        throw new IllegalArgumentException(
            "signals must have different names, got %s twice".formatted(signal.name()));
      }
    }
    if (minSignals < 1 || minSignals > signals.size()) {
      throw new IllegalArgumentException(
          "min-signals must be 1 to %d, got %d".formatted(signals.size(), minSignals));
    }
  }

  private static void requireWhole(String key, double seconds, double rateHz) {
    double samples = seconds * rateHz;
    if (Math.abs(samples - Math.rint(samples)) > ROUNDING * samples) {
      throw new IllegalArgumentException(
          "%s must be a whole number of samples at rate-hz %s, got %s s, %s samples"
              .formatted(key, rateHz, seconds, samples));
    }
  }

  /** Length and hop in samples of a rate. */
  public Windowing at(double rateHz) {
    return Windowing.ofSeconds(seconds, hopSeconds, rateHz);
  }

  /** Where a window starts in its record, s. */
  public double startSeconds(int window) {
    return window * hopSeconds;
  }

  /** The kinds of its signals. */
  public Set<SignalKind> kinds() {
    return signals.stream().map(SignalSpec::kind).collect(Collectors.toSet());
  }
}
