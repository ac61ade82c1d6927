package org.purkinje.biosignal.wfdb;

import org.purkinje.biosignal.MalformedFileException;

/** Adds up a channel's stored samples and compares them with what the header says of them. */
final class StoredSamplesCheck {

  private final String place;
  private final WfdbSignal signal;
  private final String source;
  private boolean started;
  private int first;
  private int sum;

  /**
   * @param source name of the signal file
   * @param channel index of the signal in its record
   */
  StoredSamplesCheck(String source, int channel, WfdbSignal signal) {
    this.source = source;
    this.place = "signal %d (%s)".formatted(channel, signal.description());
    this.signal = signal;
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

  void verifyInitialValue() {
    if (started && signal.initialValue().isPresent() && signal.initialValue().getAsInt() != first) {
      throw new MalformedFileException(
          source,
          place,
          "first sample must be the header's initial value %d, got %d"
              .formatted(signal.initialValue().getAsInt(), first));
    }
  }

  void verifyChecksum() {
    if (signal.checksum().isPresent() && signal.checksum().getAsInt() != (short) sum) {
      throw new MalformedFileException(
          source,
          place,
          ("sum of the samples must be the header's checksum %d, got %d; the file or its header"
                  + " was changed after it was written")
              .formatted(signal.checksum().getAsInt(), (short) sum));
    }
  }
}
