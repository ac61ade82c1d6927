package org.purkinje.biosignal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that appear under their names only when they are whole. */
public final class WholeFile {

  /** Writes a file. */
  @FunctionalInterface
  public interface Writing {
    void to(Path file) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes beside {@code file} under another name, then moves into place in one step; readers see
   * the old file or the new.
   *
   * @param file in an existing folder
   * @param writing is given a path where no file is, or what a killed process has left there
   */
  public static void write(Path file, Writing writing) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      writing.to(partial);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
