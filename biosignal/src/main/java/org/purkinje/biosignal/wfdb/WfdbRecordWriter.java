package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.file.WholeFile;
import org.purkinje.biosignal.recording.LocalRecordFolder;

/**
 * Writes a single-segment record: its signal files, then its header. Each file appears under its
 * name only when it is whole, and the header last, so a reader never finds half a record.
 */
public final class WfdbRecordWriter {

  private WfdbRecordWriter() {}

  /**
   * Writes {@code header.name() + ".hea"} and the signal files that its signals name, replacing
   * what is there.
   *
   * @param folder existing folder
   * @param header its length, initial values and checksums are computed from the samples
   * @param digital samples in adu, shape [channels][frames × samples per frame]
   * @return the header as written
   * @throws IllegalArgumentException if the samples do not fit the header or a format's range
   */
  public static WfdbHeader write(Path folder, WfdbHeader header, int[][] digital)
      throws IOException {
    int frames = frames(header, digital);
    for (SignalGroup group : groups(folder, header)) {
      WholeFile.write(
          folder.resolve(group.fileName()),
          partial -> {
            try (OutputStream out = Files.newOutputStream(partial)) {
              WfdbSignalWriter.write(out, group, digital, frames);
            }
          });
    }
    WfdbHeader written = header.withSignals(frames, summed(header, digital));
    String text = WfdbHeaderWriter.text(written);
    WholeFile.write(
        folder.resolve(header.name() + ".hea"), partial -> Files.writeString(partial, text));
    return written;
  }

  private static List<SignalGroup> groups(Path folder, WfdbHeader header) {
    try {
      return SignalGroup.of(new LocalRecordFolder(folder), header.signals());
    } catch (MalformedFileException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static int frames(WfdbHeader header, int[][] digital) {
    if (!header.segments().isEmpty() || digital.length != header.signalCount()) {
      throw new IllegalArgumentException(
          "record must have one segment and samples for each signal, got %d segments, %d of %d"
              .formatted(header.segments().size(), digital.length, header.signalCount()));
    }
    int frames = 0;
    for (int c = 0; c < digital.length; c++) {
      WfdbSignal signal = header.signals().get(c);
      if (signal.skew() != 0) {
        throw new IllegalArgumentException(
            "signal %d must have skew 0 to be written, got %d".formatted(c, signal.skew()));
      }
      int perFrame = signal.samplesPerFrame();
      frames = c == 0 ? digital[c].length / perFrame : frames;
      if (digital[c].length != (long) frames * perFrame) {
        throw new IllegalArgumentException(
            "signal %d must have %d frames of %d samples, got %d samples"
                .formatted(c, frames, perFrame, digital[c].length));
      }
    }
    return frames;
  }

  private static List<WfdbSignal> summed(WfdbHeader header, int[][] digital) {
    List<WfdbSignal> signals = new ArrayList<>();
    for (int c = 0; c < digital.length; c++) {
      WfdbSignal signal = header.signals().get(c);
      int sum = 0;
      for (int sample : digital[c]) {
        sum += sample;
      }
      int first = digital[c].length == 0 ? signal.adcZero() : digital[c][0];
      signals.add(signal.withStoredSamples(first, sum));
    }
    return signals;
  }
}
