package org.purkinje.preprocessing.records;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.SignalSpec;

/**
 * What is read of a record, and by which windows of equal length a long one is divided into {@link
 * Block}s: those that are cut from it, or such as only divide it.
 */
public interface RecordReading extends Serializable {

  /** What each block holds. */
  List<SignalSpec> signals();

  /** Whether the ABP is read beside these. */
  boolean hasPressure();

  /** The rates that channels of a kind are brought to, Hz; none if the kind is not read. */
  double[] rates(SignalKind kind);

  /**
   * How many windows a channel makes.
   *
   * @param samples on the channel's even clock
   * @param fs its rate, Hz
   */
  int windows(SignalKind kind, long samples, double fs);

  /** Length of a window, s. */
  double windowSeconds();

  /** From the start of a window to that of the next, s. */
  double hopSeconds();

  /** How far beyond its windows to both sides a block must reach, s. */
  double reachSeconds();

  /** How far to both sides the filters of the signals look, s. */
  default double filterReachSeconds() {
    return signals().stream()
        .mapToDouble(signal -> signal.band().reachSeconds(signal.rateHz()))
        .max()
        .orElse(0);
  }

  /** The kinds of channels that are read. */
  default List<SignalKind> kinds() {
    return Arrays.stream(SignalKind.values()).filter(kind -> rates(kind).length > 0).toList();
  }

  /** Kinds as tables name them. */
  default Object[] kindLabels() {
    return kinds().stream().map(SignalKind::label).toArray();
  }
}
