package org.purkinje.preprocessing.records;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/**
 * Rows of {@code rejects}: a part of a record by its place, or a whole record.
 *
 * @param scope of the job and its output
 */
public record RejectRows(String scope) implements Serializable {

  /** The column {@code place} where a whole record was refused. */
  public static final String RECORD = "record";

  /** Why a record or a part that could not be cut is refused; the detail is the exception's. */
  public static final String FAILED = "failed";

  /** Why a record without any of the signals is left out. */
  public static final String ABSENT = "absent";

  /** Why a record with an impossible sampling frequency is left out. */
  public static final String RATE = "rate";

  /** Why a record shorter than a window is left out. */
  public static final String SHORT = "short";

  /**
   * A part of a record.
   *
   * @param sha256 waveform hash of the record, where it could be read
   * @param id of the part
   * @param place of the part in the record
   */
  public Row at(
      StoredRecord record,
      @Nullable String sha256,
      String id,
      String place,
      String reason,
      String detail) {
    return row(record.corpus(), record.record(), id, sha256, place, reason, detail);
  }

  /** A whole record. */
  public Row record(String corpus, String record, String reason, String detail) {
    return row(corpus, record, corpus + "/" + record, null, RECORD, reason, detail);
  }

  /** What an exception tells, with its type where it has no message. */
  public static String detail(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private Row row(
      String corpus,
      String record,
      String uri,
      @Nullable String sha256,
      String place,
      String reason,
      String detail) {
    return new RowBuilder(RejectsTable.TABLE)
        .set("scope", scope)
        .set("corpus", corpus)
        .set("record", record)
        .set("source_uri", uri)
        .set("source_sha256", sha256)
        .set("place", place)
        .set("reason", reason)
        .set("detail", detail)
        .build();
  }
}
