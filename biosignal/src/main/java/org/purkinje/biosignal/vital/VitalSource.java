package org.purkinje.biosignal.vital;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.GzipMembers;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * A file that can be read from its start again and again.
 *
 * @param isGzipped whether the file is as Vital Recorder stores it, else what was inside
 */
record VitalSource(RecordFolder folder, String fileName, boolean isGzipped) {

  private static final int BUFFER_BYTES = 1 << 14;

  /** The name by which errors call the file. */
  String name() {
    return folder.describe(fileName);
  }

  PacketReader open() throws IOException {
    InputStream stored = folder.open(fileName);
    try {
      InputStream plain = isGzipped ? GzipMembers.open(stored, BUFFER_BYTES) : stored;
      return new PacketReader(name(), plain);
    } catch (EOFException | ZipException e) {
      stored.close();
      throw new MalformedFileException(
          name(), "byte 0", "no gzip stream; the file was truncated or is no .vital file");
    }
  }
}
