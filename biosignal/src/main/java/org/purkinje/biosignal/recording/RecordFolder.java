package org.purkinje.biosignal.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A folder with the files of a record, wherever it is stored. */
public interface RecordFolder {

  /** Opens a file at its first byte; the caller closes it. */
  InputStream open(String fileName) throws IOException;

  /** The name by which error messages call the file, e.g. {@code mitdb/100.dat}. */
  String describe(String fileName);

  /** Length of the file, bytes. */
  long size(String fileName) throws IOException;

  boolean exists(String fileName) throws IOException;

  /**
   * The file on a local disk, for formats that must be read at random places; a remote one is
   * copied there and stays until the folder is closed by whoever made it.
   */
  Path localPath(String fileName) throws IOException;
}
