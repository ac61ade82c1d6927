package org.purkinje.jobsupport.run;

import java.nio.file.Path;
import org.purkinje.jobsupport.table.Table;

/** Something a job reads. */
public sealed interface Input {

  /** A table partition; its digest is the fingerprint of the run that last wrote it. */
  record Rows(Partition partition) implements Input {}

  /**
   * A folder; its digest covers the names, sizes and modification times of its files.
   *
   * @param root as {@link org.purkinje.jobsupport.file.FileTree#of} takes it
   */
  record Folder(String root) implements Input {}

  /** A local file; its digest covers its bytes. */
  record File(Path path) implements Input {}

  static Input rows(Table table, String key) {
    return new Rows(new Partition(table, key));
  }
}
