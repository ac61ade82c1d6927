package org.purkinje.biosignal.wfdb;

import java.io.Closeable;
import java.io.IOException;
import org.purkinje.biosignal.recording.RecordFolder;

/** One open signal file. */
interface SignalFile extends Closeable {

  /**
   * Opens a group's file at its first frame.
   *
   * @param frames frames to read from the file
   */
  static SignalFile open(RecordFolder folder, SignalGroup group, long frames) throws IOException {
    if (group.format().isNull()) {
      return new NullSignalFile(group);
    }
    return group.format().isCompressed()
        ? FlacSignalFile.open(folder, group)
        : new PackedSignalFile(folder, group, frames);
  }

  /**
   * Reads the next frames of all the group's channels.
   *
   * @param samples receives them, shape [channels of the record][samples]
   * @param frame where in {@code samples} the first of them goes, frames
   * @param count frames to read, no more than are left
   */
  void read(int[][] samples, int frame, int count) throws IOException;
}
