package org.purkinje.ingest.download;

import java.io.IOException;
import java.time.Duration;

/** A source's answer that is not the file. */
public final class RemoteException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What the answer means for the file. */
  public enum Kind {
    /** There is no such file. */
    ABSENT,

    /** The credentials are missing or wrong, for every file. */
    DENIED,

    /** The answer will not change by asking again. */
    REFUSED,

    /** Ask again later. */
    BUSY
  }

  private final Kind kind;
  private final Duration retryAfter;

  RemoteException(Kind kind, String message) {
    this(kind, message, Duration.ZERO);
  }

  /**
   * @param retryAfter how long the source asks to be left alone; 0 if it does not
   */
  RemoteException(Kind kind, String message, Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
