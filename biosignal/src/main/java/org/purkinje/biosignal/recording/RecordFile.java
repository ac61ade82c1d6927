package org.purkinje.biosignal.recording;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file opened for reading, with the record or the records in it. */
public interface RecordFile extends Closeable {

  /** The one member of a file that is itself a record. */
  String WHOLE = "";

  /**
   * Names of the records in the file, unique, in the file's order; {@link #WHOLE} alone where the
   * file is a record.
   */
  default List<String> members() {
    return List.of(WHOLE);
  }

  /** Other files that name records of their own but are only a part of this one. */
  default List<String> parts() {
    return List.of();
  }

  /**
   * About how many bytes must be read for all members, by which work is shared out.
   *
   * @param fileBytes length of the file itself
   */
  default long bytes(long fileBytes) {
    return fileBytes;
  }

  /**
   * Opens a record; one at a time.
   *
   * @param member one of {@link #members()}
   * @throws org.purkinje.biosignal.MalformedFileException if the record cannot be read
   */
  SignalRecord open(String member) throws IOException;

  /** Nothing to close where each record opens the file for itself. */
  @Override
  default void close() throws IOException {}
}
