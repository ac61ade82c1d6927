package org.purkinje.jobsupport.maintenance;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.iceberg.io.FileIO;

/** Counts files and their bytes, of a table that Iceberg gives out to be deleted. */
final class FileCount {

  private final LongAdder files = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /** Deletes each file, and counts those that it could delete. */
  Consumer<String> deleting(FileIO io) {
    return path -> {
      long length = io.newInputFile(path).getLength();
      io.deleteFile(path);
      add(length);
    };
  }

  /** Deletes nothing. */
  Consumer<String> counting(FileIO io) {
    return path -> add(io.newInputFile(path).getLength());
  }

  void add(long length) {
    files.increment();
    bytes.add(length);
  }

  long files() {
    return files.sum();
  }

  long bytes() {
    return bytes.sum();
  }
}
