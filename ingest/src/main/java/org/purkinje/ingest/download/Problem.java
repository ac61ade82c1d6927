package org.purkinje.ingest.download;

import java.nio.file.FileSystemException;
import java.util.Locale;

/** Says what went wrong in one line. */
final class Problem {

  private Problem() {}

  static String of(Throwable e) {
    String text = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    if (text == null || text.isBlank()) {
      return e.getClass()
          .getSimpleName()
          .replaceAll("Exception$", "")
          .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
          .toLowerCase(Locale.ROOT);
    }
    return text.lines().findFirst().orElse(text);
  }
}
