package org.purkinje.ingest.download;

import java.io.IOException;
import java.nio.file.Path;

/** The target folder cannot be written: no other file would fare better. */
final class LocalFileException extends IOException {

  private static final long serialVersionUID = 1L;

  LocalFileException(Path file, IOException cause) {
    super(
        "%s: cannot be written (%s); make room or give another folder, then run again"
            .formatted(file, Problem.of(cause)),
        cause);
  }
}
