package org.purkinje.biosignal.wfdb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * The signals that share one file: their samples follow each other within each frame.
 *
 * @param source name of the file in error messages
 * @param fileName relative to the header's folder
 * @param format of all the group's signals
 * @param byteOffset of the first sample, bytes
 * @param firstChannel index in the record of the group's first signal
 * @param signals in the order of their samples in a frame
 */
record SignalGroup(
    String source,
    String fileName,
    SampleFormat format,
    long byteOffset,
    int firstChannel,
    List<WfdbSignal> signals) {

  /** Keeps the memory for one frame bounded whatever a header says. */
  private static final int MAX_FRAME_SAMPLES = 1 << 22;

  /**
   * Groups a record's signals by file and checks what header(5) asks of a group.
   *
   * @throws MalformedFileException if one of them does not fulfil it
   */
  static List<SignalGroup> of(RecordFolder folder, List<WfdbSignal> signals) {
    UnusableSignals unusable = new UnusableSignals(new RecordFaults());
    List<SignalGroup> groups = of(folder, signals, unusable);
    unusable.requireNone();
    return groups;
  }

  /**
   * Groups as {@link #of(RecordFolder, List)}.
   *
   * @param unusable takes those that do not fulfil it
   */
  static List<SignalGroup> of(
      RecordFolder folder, List<WfdbSignal> signals, UnusableSignals unusable) {
    List<SignalGroup> groups = new ArrayList<>();
    Set<String> fileNames = new HashSet<>();
    int from = 0;
    for (int to = 1; to <= signals.size(); to++) {
      String fileName = signals.get(from).fileName();
      if (to == signals.size() || !signals.get(to).fileName().equals(fileName)) {
        String source = folder.describe(fileName);
        // The frames of either part would be taken for the whole.
        if (!fileNames.add(fileName) && signals.get(from).format() != 0) {
          throw new MalformedFileException(
              source,
              "signal " + from,
              "other files' signals stand between this file's in the header; they must follow each"
                  + " other");
        }
        List<WfdbSignal> group = signals.subList(from, to);
        try {
          groups.add(of(source, from, group));
        } catch (MalformedFileException e) {
          unusable.add(from, group, e);
        }
        from = to;
      }
    }
    return groups;
  }

  private static SignalGroup of(String source, int firstChannel, List<WfdbSignal> signals) {
    WfdbSignal first = signals.get(0);
    for (int i = 0; i < signals.size(); i++) {
      WfdbSignal signal = signals.get(i);
      if (signal.format() != first.format() || signal.byteOffset() != first.byteOffset()) {
        throw new MalformedFileException(
            source,
            "signal " + (firstChannel + i),
            "signals of one file must have one format and byte offset, got %d+%d after %d+%d"
                .formatted(
                    signal.format(), signal.byteOffset(), first.format(), first.byteOffset()));
      }
    }
    long frameSamples = signals.stream().mapToLong(WfdbSignal::samplesPerFrame).sum();
    if (frameSamples > MAX_FRAME_SAMPLES) {
      throw new MalformedFileException(
          source,
          "signal " + firstChannel,
          "a frame must have at most %d samples, got %d"
              .formatted(MAX_FRAME_SAMPLES, frameSamples));
    }
    SampleFormat format =
        SampleFormat.ofCode(first.format())
            .orElseThrow(
                () ->
                    new MalformedFileException(
                        source,
                        "signal " + firstChannel,
                        "storage format must be one of %s, got %d"
                            .formatted(SampleFormat.codes(), first.format())));
    return new SignalGroup(
        source, first.fileName(), format, first.byteOffset(), firstChannel, List.copyOf(signals));
  }

  /** The same signals in a file of another name. */
  SignalGroup withFile(String name) {
    return new SignalGroup(source, name, format, byteOffset, firstChannel, signals);
  }

  /** Samples of one frame, over all signals of the group. */
  int frameSamples() {
    return signals.stream().mapToInt(WfdbSignal::samplesPerFrame).sum();
  }

  /**
   * Whole frames in a file of {@code size} bytes.
   *
   * @param size length of the file with its preamble, bytes
   */
  long frames(long size) {
    return size < byteOffset ? 0 : format.samples(size - byteOffset) / frameSamples();
  }
}
