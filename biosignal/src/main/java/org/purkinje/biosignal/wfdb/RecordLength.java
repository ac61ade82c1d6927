package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFolder;

/** Finds how many frames a record has and checks that its files hold them. */
final class RecordLength {

  private RecordLength() {}

  /**
   * The header's number of frames, or that of the files where the header gives none.
   *
   * @return frames
   */
  static long of(RecordFolder folder, WfdbHeader header, List<SignalGroup> groups)
      throws IOException {
    long frames = header.frames().orElse(-1);
    for (SignalGroup group : groups) {
      if (group.format().isNull()) {
        continue;
      }
      checkExists(folder, group);
      if (group.format().isCompressed()) {
        frames = ofStream(folder, header, group, frames);
        continue;
      }
      long size = folder.size(group.fileName());
      long held = group.frames(size);
      if (header.frames().isPresent()) {
        checkHolds(group, frames, held, size);
      } else {
        checkWholeFrames(group, held, size);
        if (frames >= 0 && frames != held) {
          throw new MalformedFileException(
              group.source(),
              "byte " + size,
              "all signal files must hold as many frames, got %d here and %d before"
                  .formatted(held, frames));
        }
        frames = held;
      }
    }
    return Math.max(0, frames);
  }

  private static long ofStream(
      RecordFolder folder, WfdbHeader header, SignalGroup group, long frames) throws IOException {
    long held = FlacSignalFile.frames(folder, group);
    boolean fits = header.frames().isPresent() ? held >= frames : frames < 0 || held == frames;
    if (held > 0 ? !fits : header.frames().isEmpty()) {
      throw new MalformedFileException(
          group.source(),
          "byte 22",
          "stream must hold the %s frames of the record, got %d"
              .formatted(frames < 0 ? "number of" : frames, held));
    }
    return frames < 0 ? held : frames;
  }

  private static void checkExists(RecordFolder folder, SignalGroup group) throws IOException {
    String place = "signal " + group.firstChannel();
    for (String part : group.fileName().replace('\\', '/').split("/", -1)) {
      if (part.isEmpty() || part.equals("..")) {
        throw new MalformedFileException(
            group.source(),
            place,
            "signal file must lie in the header's folder, got " + group.fileName());
      }
    }
    if (!folder.exists(group.fileName())) {
      throw new MalformedFileException(
          group.source(), place, "file named in the header must exist, got none");
    }
  }

  private static void checkHolds(SignalGroup group, long frames, long held, long size) {
    if (held < frames) {
      throw new MalformedFileException(
          group.source(),
          "byte " + size,
          "file must hold the %d frames of the header, got %d frames in %d bytes; it was truncated"
              .formatted(frames, held, size));
    }
  }

  /** Lets pass the bytes that fill up a last run of packed samples. */
  private static void checkWholeFrames(SignalGroup group, long held, long size) {
    SampleFormat format = group.format();
    long samples = format.samples(Math.max(0, size - group.byteOffset()));
    long left = samples - held * group.frameSamples();
    if (size < group.byteOffset() || left >= format.packSamples()) {
      throw new MalformedFileException(
          group.source(),
          "byte " + size,
          "file must hold whole frames of %d samples, got %d frames and %d samples"
              .formatted(group.frameSamples(), held, left));
    }
  }
}
