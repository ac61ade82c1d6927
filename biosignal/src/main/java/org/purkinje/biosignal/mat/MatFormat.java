package org.purkinje.biosignal.mat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.recording.SignalRecord;

/** MATLAB files of one record each, read into memory whole. */
public record MatFormat(MatLayout layout) implements RecordFormat {

  private static final int HEADER_BYTES = 128;

  @Override
  public RecordFile open(RecordFolder folder, String fileName) throws IOException {
    return new RecordFile() {
      @Override
      public SignalRecord open(String member) throws IOException {
        String source = folder.describe(fileName);
        return MatRecord.of(source, variables(source, whole(folder, fileName)), layout);
      }
    };
  }

  private static byte[] whole(RecordFolder folder, String fileName) throws IOException {
    long size = folder.size(fileName);
    if (size > Integer.MAX_VALUE - 16) {
      throw new MalformedFileException(
          folder.describe(fileName), "file", "must be below 2 GiB, got %d bytes".formatted(size));
    }
    try (InputStream in = folder.open(fileName)) {
      return in.readAllBytes();
    }
  }

  private static Map<String, MatArray> variables(String source, byte[] file) {
    String start = new String(file, 0, Math.min(file.length, 16), StandardCharsets.ISO_8859_1);
    if (start.startsWith("MATLAB 7.3") || start.startsWith("\u0089HDF")) {
      throw new MalformedFileException(
          source, "byte 0", "version must be 4 or 5, got 7.3; the corpus' format must be hdf5");
    }
    boolean isVersion5 =
        file.length >= HEADER_BYTES
            && ((file[126] == 'I' && file[127] == 'M') || (file[126] == 'M' && file[127] == 'I'));
    if (!isVersion5 && start.startsWith("MATLAB")) {
      throw new MalformedFileException(
          source, "byte 126", "header must end in MI or IM; the file was truncated or damaged");
    }
    return isVersion5 ? Mat5Reader.read(source, file) : Mat4Reader.read(source, file);
  }
}
