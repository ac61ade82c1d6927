package org.purkinje.jobsupport.config;

/** A config lacks a key, or a list that may not be empty. */
public final class MissingKeyException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String key;

  MissingKeyException(String message, String key, Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  /** The key, dotted where nested. */
  public String key() {
    return key;
  }
}
