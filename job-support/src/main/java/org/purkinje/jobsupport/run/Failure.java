package org.purkinje.jobsupport.run;

import org.purkinje.biosignal.MalformedFileException;

/** Finds in a chain of causes the one that a user can act on. */
public final class Failure {

  private Failure() {}

  /** The innermost malformed-file or argument error; else the innermost cause. */
  public static Throwable cause(Throwable failure) {
    Throwable found = failure;
    Throwable innermost = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      innermost = t;
      if (t instanceof MalformedFileException || t instanceof IllegalArgumentException) {
        found = t;
      }
    }
    return found == failure ? innermost : found;
  }
}
