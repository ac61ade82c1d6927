package org.purkinje.biosignal.mat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.recording.SignalRecord;

/**
 * MATLAB files, read into memory whole. A file is a record, or, where the path leads through a
 * variable that is a struct array, holds one in each of its elements, numbered from 0 on.
 */
public record MatFormat(MatLayout layout) implements RecordFormat {

  private static final int HEADER_BYTES = 128;
  private static final int VERSION_AT = 124;
  private static final int VERSION_5 = 1;
  private static final int VERSION_7_3 = 2;

  @Override
  public RecordFile open(RecordFolder folder, String fileName) throws IOException {
    if (!layout.variable().contains(".")) {
      return new MatFile(folder, fileName, layout, Optional.empty(), 1);
    }
    MatVariables variables = variables(folder, fileName);
    int records = variables.records(layout.variable());
    return new MatFile(folder, fileName, layout, Optional.of(variables), records);
  }

  private record MatFile(
      RecordFolder folder,
      String fileName,
      MatLayout layout,
      Optional<MatVariables> read,
      int records)
      implements RecordFile {

    @Override
    public List<String> members() {
      return records == 1
          ? List.of(WHOLE)
          : IntStream.range(0, records).mapToObj(Integer::toString).toList();
    }

    @Override
    public SignalRecord open(String member) throws IOException {
      MatVariables variables = read.isPresent() ? read.get() : variables(folder, fileName);
      return MatRecord.of(variables, layout, Math.max(0, members().indexOf(member)));
    }
  }

  private static MatVariables variables(RecordFolder folder, String fileName) throws IOException {
    String source = folder.describe(fileName);
    long size = folder.size(fileName);
    if (size > Integer.MAX_VALUE - 16) {
      throw new MalformedFileException(
          source, "file", "%,d bytes; MATLAB files below 2 GiB are read".formatted(size));
    }
    try (InputStream in = folder.open(fileName)) {
      return variables(source, in.readAllBytes());
    }
  }

  private static MatVariables variables(String source, byte[] file) {
    String start = new String(file, 0, Math.min(file.length, 16), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089HDF")) {
      throw hdf5(source, "byte 0");
    }
    boolean hasMark =
        file.length >= HEADER_BYTES
            && ((file[126] == 'I' && file[127] == 'M') || (file[126] == 'M' && file[127] == 'I'));
    if (!hasMark) {
      if (start.startsWith("MATLAB")) {
        throw new MalformedFileException(
            source,
            "byte 126",
            "no IM or MI at the end of the header of 128 bytes; the file was truncated or damaged");
      }
      return Mat4Reader.read(source, file);
    }
    // The text before these bytes may name another version, MATLAB itself goes by them.
    int version = file[VERSION_AT + (file[126] == 'I' ? 1 : 0)];
    if (version == VERSION_7_3) {
      throw hdf5(source, "byte " + VERSION_AT);
    }
    if (version != VERSION_5) {
      throw new MalformedFileException(
          source, "byte " + VERSION_AT, "version %d; 1 (MATLAB 5 to 7) is read".formatted(version));
    }
    return Mat5Reader.read(source, file);
  }

  private static MalformedFileException hdf5(String source, String place) {
    return new MalformedFileException(
        source,
        place,
        "MATLAB 7.3, which is HDF5; describe the corpus with the format hdf5, or save as -v7");
  }
}
