package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.io.InputStream;

/** The files beside one record's header, wherever they are stored. */
public interface RecordFolder {

  /** Opens a file at its first byte; the caller closes it. */
  InputStream open(String fileName) throws IOException;

  /** The name by which error messages call the file, e.g. {@code mitdb/100.dat}. */
  String describe(String fileName);

  /** Length of the file, bytes. */
  long size(String fileName) throws IOException;

  boolean exists(String fileName) throws IOException;
}
