package org.purkinje.jobsupport.run;

import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;

/** Finds in a chain of causes the one that a user can act on. */
public final class Failure {

  /** What Linux says, and Java repeats without the file's name. */
  private static final String DISK_FULL = "No space left on device";

  private Failure() {}

  /** The outermost malformed-file or argument error; else the innermost cause. */
  public static Throwable cause(Throwable failure) {
    Throwable innermost = failure;
    @Nullable Throwable actionable = null;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      innermost = t;
      if (t instanceof MalformedFileException || t instanceof IllegalArgumentException) {
        actionable = actionable == null ? t : actionable;
      }
    }
    return actionable == null ? innermost : actionable;
  }

  /** What to tell a user of it, in one line. */
  public static String line(Throwable failure) {
    Throwable cause = cause(failure);
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String line = text.lines().findFirst().orElse(text);
    return line.equals(DISK_FULL)
        ? line + "; free some where the warehouse or the temporary files are, then run it again"
        : line;
  }
}
