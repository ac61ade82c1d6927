package org.purkinje.ingest.download;

import java.time.Instant;

/** What became of a file. */
public sealed interface FileOutcome {

  String path();

  /** Full address it was asked for at. */
  String uri();

  /**
   * The file lies in the folder.
   *
   * @param sha256 digest of the bytes that lie there
   * @param verified whether that is the publisher's digest
   */
  record Fetched(
      String path, String uri, long bytes, String sha256, boolean verified, Instant fetchedAt)
      implements FileOutcome {}

  /**
   * The file does not.
   *
   * @param reason a few words, the same for all failures of a kind
   */
  record Failed(String path, String uri, Reason reason, String detail) implements FileOutcome {

    @Override
    public String toString() {
      return uri + ": " + detail;
    }
  }

  /** Kinds of failure. */
  enum Reason {
    ABSENT("no such file"),
    UNSAFE_PATH("unsafe path"),
    WRONG_DIGEST("wrong digest"),
    MALFORMED("malformed file"),
    UNREACHABLE("not to be had"),
    REFUSED("refused");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
