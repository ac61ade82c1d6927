package org.purkinje.preprocessing.records;

import java.util.Optional;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.window.SignalSpec;

/**
 * A signal that windows ask for, as a record has it.
 *
 * @param lead of an ECG, or the channel's name where that tells no lead; empty for other kinds and
 *     where it is absent
 * @param raw absent where the record has no such channel
 */
public record RecordedSignal(SignalSpec spec, Optional<String> lead, RawSignal raw) {

  public boolean isPresent() {
    return raw.samples().length > 0;
  }
}
