package org.purkinje.ingest.inspection;

import java.io.Serializable;
import org.purkinje.biosignal.MalformedFileException;

/**
 * Why a record is not taken.
 *
 * @param record its name in the tables
 * @param uri address of its file
 * @param sha256 of that file, hex; empty if there is none
 * @param source the file at fault
 * @param place where in it
 * @param reason in few words, the same for all refusals of a kind
 * @param detail what was found, the limit, and the remedy where one is known
 */
public record Refusal(
    String record,
    String uri,
    String sha256,
    String source,
    String place,
    String reason,
    String detail)
    implements Serializable {

  /** Reason of a file that breaks its format's rules. */
  static final String MALFORMED = "malformed file";

  static Refusal of(RecordRef record, String uri, MalformedFileException e) {
    return new Refusal(
        record.name(), uri, record.sha256(), e.source(), e.place(), MALFORMED, e.problem());
  }

  /** In one line, as errors read. */
  @Override
  public String toString() {
    return source + ": " + place + ": " + detail;
  }
}
