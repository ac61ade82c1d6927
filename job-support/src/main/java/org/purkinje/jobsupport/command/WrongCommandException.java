package org.purkinje.jobsupport.command;

/** Command or config is wrong: exit code 2, nothing was started. */
final class WrongCommandException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  WrongCommandException(IllegalArgumentException reason) {
    super(reason.getMessage(), reason);
  }
}
