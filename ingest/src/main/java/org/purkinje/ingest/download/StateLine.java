package org.purkinje.ingest.download;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a file in the folder.
 *
 * @param bytes length when it was written
 * @param modifiedMillis its time of change then, ms since 1970
 * @param validator the version that the source named
 * @param sha256 of the bytes; 64 zeros while the file is partial
 */
record StateLine(
    String path,
    Status status,
    long bytes,
    long modifiedMillis,
    Instant fetchedAt,
    String validator,
    String sha256) {

  /** How far a file is. */
  enum Status {
    /** Begun; the validator tells which version. */
    PARTIAL,

    /** Whole, with no digest to compare. */
    UNVERIFIED,

    /** Whole, with the publisher's digest. */
    VERIFIED
  }

  static final String HEADER = "path,status,bytes,modified_ms,fetched_at,validator,sha256";
  static final String NO_DIGEST = "0".repeat(64);

  static StateLine partial(String path, String validator) {
    return new StateLine(path, Status.PARTIAL, 0, 0, Instant.EPOCH, validator, NO_DIGEST);
  }

  /** A line of CSV; the digest stands last, so that a line cut short is none. */
  String text() {
    return String.join(
        ",",
        URLEncoder.encode(path, StandardCharsets.UTF_8),
        status.name().toLowerCase(Locale.ROOT),
        Long.toString(bytes),
        Long.toString(modifiedMillis),
        fetchedAt.toString(),
        URLEncoder.encode(validator, StandardCharsets.UTF_8),
        sha256);
  }

  /** The line's content; empty for one that is cut short or was not written by this class. */
  static Optional<StateLine> parse(String line) {
    List<String> cells = Arrays.asList(line.split(",", -1));
    if (cells.size() != 7 || !cells.get(6).matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new StateLine(
              URLDecoder.decode(cells.get(0), StandardCharsets.UTF_8),
              Status.valueOf(cells.get(1).toUpperCase(Locale.ROOT)),
              Long.parseLong(cells.get(2)),
              Long.parseLong(cells.get(3)),
              Instant.parse(cells.get(4)),
              URLDecoder.decode(cells.get(5), StandardCharsets.UTF_8),
              cells.get(6)));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
