package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.util.List;
import java.util.ListIterator;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.StoredName;

/** Finds how many frames a record has and checks that its files hold them. */
final class RecordLength {

  private RecordLength() {}

  /**
   * The header's number of frames, or that of the files where the header gives none.
   *
   * @param groups those of files that cannot be read are taken out
   * @param unusable takes their signals
   * @param faults takes the files that hold more than the header's length
   * @return frames
   */
  static long of(
      RecordFolder folder,
      WfdbHeader header,
      List<SignalGroup> groups,
      UnusableSignals unusable,
      RecordFaults faults)
      throws IOException {
    long frames = header.frames().orElse(-1);
    for (ListIterator<SignalGroup> each = groups.listIterator(); each.hasNext(); ) {
      SignalGroup group = each.next();
      if (group.format().isNull()) {
        continue;
      }
      long held;
      try {
        checkPath(group);
        group = group.withFile(StoredName.of(folder, group.fileName()));
        each.set(group);
        held = held(folder, header, group);
      } catch (MalformedFileException e) {
        unusable.add(group.firstChannel(), group.signals(), e);
        each.remove();
        continue;
      } catch (IOException e) {
        unusable.addUnreadable(group.firstChannel(), group.signals(), group.source(), e);
        each.remove();
        continue;
      }
      if (header.frames().isEmpty()) {
        checkEqual(group, held, frames);
        frames = held;
      } else if (held > frames) {
        faults.add(
            Part.LENGTH,
            group.source(),
            "frame " + frames,
            "header states %d frames, the file holds %d; the last %d not read"
                .formatted(frames, held, held - frames));
      }
    }
    return Math.max(0, frames);
  }

  /** Frames of a file that holds as many as the header says, or whole ones if it says none. */
  private static long held(RecordFolder folder, WfdbHeader header, SignalGroup group)
      throws IOException {
    checkExists(folder, group);
    if (group.format().isCompressed()) {
      return ofStream(folder, header, group);
    }
    long size = folder.size(group.fileName());
    long held = group.frames(size);
    if (header.frames().isPresent()) {
      checkHolds(group, header.frames().getAsLong(), held, size);
    } else {
      checkWholeFrames(group, held, size);
    }
    return held;
  }

  private static void checkEqual(SignalGroup group, long held, long before) {
    if (before >= 0 && before != held) {
      throw new MalformedFileException(
          group.source(),
          "signal " + group.firstChannel(),
          "header states no length, and the file holds %d frames where another one holds %d"
              .formatted(held, before));
    }
  }

  /** A stream may leave its own length out, but not if the header does so too. */
  private static long ofStream(RecordFolder folder, WfdbHeader header, SignalGroup group)
      throws IOException {
    long held = FlacSignalFile.frames(folder, group);
    long stated = header.frames().orElse(0);
    if (held > 0 ? held < stated : header.frames().isEmpty()) {
      throw new MalformedFileException(
          group.source(),
          "byte 22",
          header.frames().isEmpty()
              ? "header states no length, and the stream none either"
              : "header states %d frames, the stream holds %d; it was truncated"
                  .formatted(stated, held));
    }
    return held > 0 ? held : stated;
  }

  private static void checkPath(SignalGroup group) {
    for (String part : group.fileName().replace('\\', '/').split("/", -1)) {
      if (part.isEmpty() || part.equals("..")) {
        throw new MalformedFileException(
            group.source(),
            "signal " + group.firstChannel(),
            "signal file must lie in the header's folder, got " + group.fileName());
      }
    }
  }

  private static void checkExists(RecordFolder folder, SignalGroup group) throws IOException {
    if (!folder.exists(group.fileName())) {
      throw new MalformedFileException(
          group.source(),
          "signal " + group.firstChannel(),
          "absent, though the header names it; download it again");
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
          "%2$d frames of %1$d samples and %3$d samples more; it was truncated or is another file"
              .formatted(group.frameSamples(), held, left));
    }
  }
}
