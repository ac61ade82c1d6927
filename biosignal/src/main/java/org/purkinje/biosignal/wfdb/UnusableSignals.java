package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.ReadProblem;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;

/** Signals of a header that cannot be read, whose absence leaves the others sound. */
final class UnusableSignals {

  private final RecordFaults faults;
  private final BitSet unusable = new BitSet();
  private @Nullable MalformedFileException first;
  private @Nullable IOException firstUnreadable;

  UnusableSignals(RecordFaults faults) {
    this.faults = faults;
  }

  /**
   * Leaves out the signals of a file.
   *
   * @param from index of the first of them in the header
   */
  void add(int from, List<WfdbSignal> signals, MalformedFileException e) {
    first = first == null ? e : first;
    for (int i = 0; i < signals.size(); i++) {
      unusable.set(from + i);
      String signal = "signal %d (%s)".formatted(from + i, signals.get(i).description());
      faults.add(
          Part.CHANNEL,
          e.source(),
          e.place().startsWith("signal ") ? signal : signal + ": " + e.place(),
          e.problem() + "; channel left out");
    }
  }

  /**
   * Leaves out the signals of a file that the file system does not give.
   *
   * @param from number of the first
   * @param source the file
   */
  void addUnreadable(int from, List<WfdbSignal> signals, String source, IOException e)
      throws IOException {
    firstUnreadable = first == null ? e : firstUnreadable;
    add(from, signals, new MalformedFileException(source, "file", ReadProblem.of(e)));
  }

  /** Leaves out a signal of which only the header is at fault. */
  void addWithoutScale(int signal, WfdbSignal of, String header) {
    unusable.set(signal);
    first =
        first == null
            ? new MalformedFileException(
                header,
                "signal %d (%s)".formatted(signal, of.description()),
                "ADC gain must read gain, gain(baseline) or gain/unit, got neither")
            : first;
  }

  boolean has(int signal) {
    return unusable.get(signal);
  }

  /**
   * @throws MalformedFileException what was wrong with the first
   */
  void requireNone() {
    if (first != null) {
      throw first;
    }
  }

  /**
   * @param signals how many the header has
   * @throws MalformedFileException what was wrong with the first, if not one signal is left
   * @throws IOException the same, if it was the file system's fault
   */
  void requireOneLeft(int signals) throws IOException {
    if (unusable.cardinality() < signals) {
      return;
    }
    if (firstUnreadable != null) {
      throw firstUnreadable;
    }
    requireNone();
  }
}
