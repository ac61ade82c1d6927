package org.purkinje.biosignal.window;

import java.io.Serializable;
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

  public WindowSpec {
    if (!(seconds > 0 && hopSeconds > 0)) {
      throw new IllegalArgumentException(
          "seconds and hop-seconds must be above 0, got %s and %s".formatted(seconds, hopSeconds));
    }
    signals = SignalSpec.all(signals);
    for (SignalSpec signal : signals) {
      signal.requireWhole("seconds", seconds);
      signal.requireWhole("hop-seconds", hopSeconds);
    }
    if (minSignals < 1 || minSignals > signals.size()) {
      throw new IllegalArgumentException(
          "min-signals must be 1 to %d, got %d".formatted(signals.size(), minSignals));
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
