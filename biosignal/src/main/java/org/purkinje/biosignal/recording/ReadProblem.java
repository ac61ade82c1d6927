package org.purkinje.biosignal.recording;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Says in words why a file cannot be read: the file systems' own texts are often a bare path. */
public final class ReadProblem {

  public static final String PERMISSION_DENIED =
      "permission denied; let the user who runs this read it";

  private ReadProblem() {}

  /**
   * @throws IOException {@code e} itself if the thread was told to stop, which is no fault of the
   *     file
   */
  public static String of(IOException e) throws IOException {
    if (e instanceof InterruptedIOException || e instanceof ClosedByInterruptException) {
      throw e;
    }
    return text(e);
  }

  private static String text(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof AccessDeniedException || message.contains("Permission denied")) {
      return PERMISSION_DENIED;
    }
    if (e instanceof FileSystemLoopException
        || message.contains("Too many levels of symbolic links")) {
      return "the link leads back to itself; remove it";
    }
    if (message.contains("Is a directory") || message.contains("is a directory")) {
      return "a folder stands where a file must be";
    }
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "no such file, or it was removed while the folder was read";
    }
    if (e instanceof FileSystemException of && of.getReason() != null) {
      return of.getReason();
    }
    return "cannot be read: %s%s"
        .formatted(
            e.getClass().getSimpleName(), e.getMessage() == null ? "" : ", " + e.getMessage());
  }
}
