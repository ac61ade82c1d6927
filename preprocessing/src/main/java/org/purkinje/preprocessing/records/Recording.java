package org.purkinje.preprocessing.records;

import java.util.List;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.RawSignal;

/**
 * The signals that windows ask for, of one block of a record.
 *
 * @param of the record
 * @param signals in the order of the windows' spec
 * @param abp of which the reference pressure is read
 * @param block which part of the record this is
 * @param waveformSha256 waveform hash of the first signal that is present
 */
public record Recording(
    StoredRecord of,
    List<RecordedSignal> signals,
    RawSignal abp,
    Block block,
    String waveformSha256) {

  /** Whether there is a signal that a model could learn from. */
  public boolean isLearnable() {
    return signals.stream().anyMatch(RecordedSignal::isPresent);
  }

  /** The first signal of a kind as recorded. */
  public RawSignal first(SignalKind kind) {
    return signals.stream()
        .filter(signal -> signal.spec().kind() == kind && signal.isPresent())
        .map(RecordedSignal::raw)
        .findFirst()
        .orElseGet(RawSignal::absent);
  }
}
