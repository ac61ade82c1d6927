package org.purkinje.biosignal.wfdb;

import java.util.OptionalLong;
import org.purkinje.biosignal.MalformedFileException;

/** Adds up a channel's stored samples and compares them with what the header says of them. */
final class StoredSamplesCheck {

  /** What WFDB writes for a missing first sample, whatever the format's own code is. */
  private static final int ANY_MISSING = -32768;

  private final String place;
  private final WfdbSignal signal;
  private final String source;
  private final SampleFormat format;
  private boolean started;
  private int first;
  private int sum;

  /**
   * @param index of the signal in its group
   */
  StoredSamplesCheck(SignalGroup group, int index) {
    this.signal = group.signals().get(index);
    this.source = group.source();
    this.place = "signal %d (%s)".formatted(group.firstChannel() + index, signal.description());
    this.format = group.format();
  }

  /** Adds {@code count} samples from index {@code from} on, in stored order. */
  void add(int[] samples, int from, int count) {
    if (!started && count > 0) {
      first = samples[from];
      started = true;
    }
    int partial = 0;
    for (int i = from; i < from + count; i++) {
      partial += samples[i];
    }
    sum += partial;
  }

  /**
   * Compares the sum with the header's checksum or, where there is none to rely on, the first
   * sample with the header's initial value. With a right checksum a wrong initial value is harmless
   * and met in published records.
   *
   * @param length the record's length in the header; where it is absent header(5) does not verify
   *     the checksum and lets it be 0 as a placeholder
   */
  void verify(OptionalLong length) {
    if (format.isNull()) {
      return;
    }
    if (length.isPresent() && signal.checksum().isPresent()) {
      verifyChecksum(signal.checksum().getAsInt());
    } else if (started && !format.isDifference() && signal.checksum().orElse(1) != 0) {
      signal.initialValue().ifPresent(this::verifyInitialValue);
    }
  }

  private void verifyInitialValue(int expected) {
    if (first != expected && !(expected == ANY_MISSING && first == format.missingCode())) {
      throw new MalformedFileException(
          source,
          place,
          "first sample must be the header's initial value %d, got %d".formatted(expected, first));
    }
  }

  private void verifyChecksum(int expected) {
    if (expected != (short) sum) {
      throw new MalformedFileException(
          source,
          place,
          ("sum of the samples must be the header's checksum %d, got %d; the file or its header"
                  + " was changed after it was written")
              .formatted(expected, (short) sum));
    }
  }
}
