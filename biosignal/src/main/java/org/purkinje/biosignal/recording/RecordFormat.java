package org.purkinje.biosignal.recording;

import java.io.IOException;
import java.io.Serializable;

/** A file format, with what must be known of a corpus to read its files. */
public interface RecordFormat extends Serializable {

  /**
   * @param fileName the file that names the record: a WFDB header, else the file with the samples
   * @throws org.purkinje.biosignal.MalformedFileException if it is no such file
   */
  RecordFile open(RecordFolder folder, String fileName) throws IOException;
}
