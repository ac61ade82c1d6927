package org.purkinje.preprocessing.windows;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.purkinje.biosignal.pressure.PressureSignals;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.WindowSpec;
import org.purkinje.biosignal.window.Windowing;
import org.purkinje.preprocessing.records.RecordReading;

/**
 * Whose channels say how many windows begin in a record, and at which rates: those of the windows'
 * signals, and the ABP where pressure is measured.
 */
record CutKinds(WindowSpec window, boolean hasPressure) implements RecordReading {

  @Override
  public List<SignalSpec> signals() {
    return window.signals();
  }

  @Override
  public double[] rates(SignalKind kind) {
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

  /** How many windows begin before a channel ends. */
  @Override
  public int windows(SignalKind kind, long samples, double fs) {
    return DoubleStream.of(rates(kind))
        .mapToInt(rate -> window.at(rate).count(Windowing.samplesAt(rate, samples, fs)))
        .max()
        .orElse(0);
  }

  @Override
  public double windowSeconds() {
    return window.seconds();
  }

  @Override
  public double hopSeconds() {
    return window.hopSeconds();
  }

  @Override
  public double reachSeconds() {
    return filterReachSeconds();
  }

  /** Kinds of the signals that a window holds, as tables name them. */
  Object[] signalLabels() {
    return Stream.of(SignalKind.values())
        .filter(window.kinds()::contains)
        .map(SignalKind::label)
        .toArray();
  }
}
