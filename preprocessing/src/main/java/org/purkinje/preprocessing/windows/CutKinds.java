package org.purkinje.preprocessing.windows;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.purkinje.biosignal.pressure.PressureSignals;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.WindowSpec;
import org.purkinje.biosignal.window.Windowing;

/**
 * Whose channels say how many windows begin in a record, and at which rates: those of the windows'
 * signals, and the ABP where pressure is measured.
 */
record CutKinds(WindowSpec window, boolean hasPressure) implements Serializable {

  /** The kinds. */
  List<SignalKind> kinds() {
    return Arrays.stream(SignalKind.values()).filter(kind -> rates(kind).length > 0).toList();
  }

  /** The rates that channels of a kind are brought to, Hz; none if the kind is not cut. */
  double[] rates(SignalKind kind) {
    DoubleStream rates =
        window.signals().stream()
            .filter(signal -> signal.kind() == kind)
            .mapToDouble(SignalSpec::rateHz);
    return (hasPressure && kind == SignalKind.ABP
            ? DoubleStream.concat(rates, DoubleStream.of(PressureSignals.FS_HZ))
            : rates)
        .distinct()
        .toArray();
  }

  /**
   * How many windows begin before a channel ends.
   *
   * @param samples on the channel's even clock
   * @param fs its rate, Hz
   */
  int windows(SignalKind kind, long samples, double fs) {
    return DoubleStream.of(rates(kind))
        .mapToInt(rate -> window.at(rate).count(Windowing.samplesAt(rate, samples, fs)))
        .max()
        .orElse(0);
  }

  /** How far to both sides the filters of the signals look, s. */
  double reachSeconds() {
    return window.signals().stream()
        .mapToDouble(signal -> signal.band().reachSeconds(signal.rateHz()))
        .max()
        .orElse(0);
  }

  /** Kinds as tables name them. */
  Object[] labels() {
    return kinds().stream().map(SignalKind::label).toArray();
  }

  /** Kinds of the signals that a window holds, as tables name them. */
  Object[] signalLabels() {
    return Stream.of(SignalKind.values())
        .filter(window.kinds()::contains)
        .map(SignalKind::label)
        .toArray();
  }
}
