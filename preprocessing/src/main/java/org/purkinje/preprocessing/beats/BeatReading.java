package org.purkinje.preprocessing.beats;

import java.util.List;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.BeatSpec;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.preprocessing.records.Block;
import org.purkinje.preprocessing.records.RecordReading;

/** What is read of a record to cut its beats; its windows, one after another, only divide it. */
record BeatReading(BeatSpec beat) implements RecordReading {

  private static final double WINDOW_SECONDS = 10;

  @Override
  public List<SignalSpec> signals() {
    return beat.signals();
  }

  @Override
  public boolean hasPressure() {
    return false;
  }

  @Override
  public double[] rates(SignalKind kind) {
    return beat.signals().stream()
        .filter(signal -> signal.kind() == kind)
        .mapToDouble(SignalSpec::rateHz)
        .distinct()
        .toArray();
  }

  /** The last may be shorter. */
  @Override
  public int windows(SignalKind kind, long samples, double fs) {
    return rates(kind).length == 0 ? 0 : (int) Math.ceil(samples / fs / WINDOW_SECONDS);
  }

  @Override
  public double windowSeconds() {
    return WINDOW_SECONDS;
  }

  @Override
  public double hopSeconds() {
    return WINDOW_SECONDS;
  }

  @Override
  public double reachSeconds() {
    return filterReachSeconds() + Math.max(beat.beforeSeconds(), beat.afterSeconds());
  }

  /** Where the windows of a block end, s from the record's start. */
  static double endSeconds(Block block) {
    return (block.firstWindow() + block.windows()) * WINDOW_SECONDS;
  }
}
