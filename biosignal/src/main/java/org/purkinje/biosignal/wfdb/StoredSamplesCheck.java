package org.purkinje.biosignal.wfdb;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;

/** Adds up a channel's stored samples and compares them with what the header says of them. */
final class StoredSamplesCheck {

  /** What WFDB writes for a missing first sample, whatever the format's own code is. */
  private static final int ANY_MISSING = -32768;

  /** Unlike a sum of 0, a placeholder: what headers hold that never saw the samples. */
  private static final int PLACEHOLDER = 0;

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

  /**
   * Says in one fault which signals have no checksum that could be verified. FLAC has its own.
   *
   * @param source the header
   * @param length the record's length in the header
   */
  static void report(
      String source,
      Collection<StoredSamplesCheck> checks,
      OptionalLong length,
      RecordFaults faults) {
    List<StoredSamplesCheck> unverified =
        checks.stream().filter(check -> !check.isVerified(length)).toList();
    if (!unverified.isEmpty()) {
      StoredSamplesCheck first = unverified.get(0);
      faults.add(
          Part.CHECKSUM,
          source,
          first.place,
          "%s; not verified, here and in %d further signals"
              .formatted(first.whyUnverified(length), unverified.size() - 1));
    }
  }

  private boolean isVerified(OptionalLong length) {
    return format.isNull()
        || format.isCompressed()
        || (length.isPresent() && signal.checksum().isPresent() && !isPlaceholder());
  }

  private String whyUnverified(OptionalLong length) {
    if (signal.checksum().isEmpty()) {
      return "header has no checksum";
    }
    return length.isEmpty()
        ? "header states no length, for which its checksum could hold"
        : "checksum 0 is a placeholder, the samples add up to " + (short) sum;
  }

  private boolean isPlaceholder() {
    return signal.checksum().orElse(PLACEHOLDER) == PLACEHOLDER && (short) sum != PLACEHOLDER;
  }

  private void verifyInitialValue(int expected) {
    if (first != expected && !(expected == ANY_MISSING && first == format.missingCode())) {
      throw new MalformedFileException(
          source,
          place,
          "first sample %d, but the header states the initial value %d".formatted(first, expected));
    }
  }

  private void verifyChecksum(int expected) {
    if (expected != (short) sum && !isPlaceholder()) {
      throw new MalformedFileException(
          source,
          place,
          ("sum of the samples must be the header's checksum %d, got %d; the file or its header"
                  + " was changed after it was written")
              .formatted(expected, (short) sum));
    }
  }
}
