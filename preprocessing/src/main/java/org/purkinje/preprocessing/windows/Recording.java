package org.purkinje.preprocessing.windows;

import java.util.List;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.RawSignal;

/**
 * The signals of one record that its windows ask for.
 *
 * @param person who it is of
 * @param alignment whether their clocks agree below a sample: simultaneous or unknown
 * @param signals in the order of the windows' spec
 * @param abp of which the reference pressure is read
 * @param windows how many begin before its longest channel ends
 * @param waveformSha256 waveform hash of the first signal that is present
 */
record Recording(
    String corpus,
    String record,
    String subject,
    Person person,
    String alignment,
    List<RecordedSignal> signals,
    RawSignal abp,
    int windows,
    String waveformSha256) {

  /** Whether there is a signal that a model could learn from. */
  boolean isLearnable() {
    return signals.stream().anyMatch(RecordedSignal::isPresent);
  }

  /** The first signal of a kind as recorded. */
  RawSignal first(SignalKind kind) {
    return signals.stream()
        .filter(signal -> signal.spec().kind() == kind && signal.isPresent())
        .map(RecordedSignal::raw)
        .findFirst()
        .orElseGet(RawSignal::absent);
  }
}
