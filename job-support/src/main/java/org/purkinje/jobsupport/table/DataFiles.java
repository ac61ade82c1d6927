package org.purkinje.jobsupport.table;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;

/** Data files that were written for a table, and are no part of it until they are committed. */
public record DataFiles(List<DataFile> files) implements Serializable {

  public static final DataFiles NONE = new DataFiles(List.of());

  public DataFiles plus(DataFiles others) {
    return new DataFiles(Stream.concat(files.stream(), others.files.stream()).toList());
  }
}
