package org.purkinje.preprocessing.windows;

import java.io.Serializable;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/**
 * Rows of {@code rejects}: one window by its start, or a whole record.
 *
 * @param scope of the job and its window set
 */
record RejectRows(String scope) implements Serializable {

  /** The column {@code place} where a whole record was refused. */
  static final String RECORD = "record";

  /** Why a record or window that could not be cut is refused; the detail is the exception's. */
  static final String FAILED = "failed";

  /** Why a record without ECG and PPG is left out. */
  static final String ABSENT = "absent";

  /** Why a record with an impossible sampling frequency is left out. */
  static final String RATE = "rate";

  /** Why a record shorter than a window is left out. */
  static final String SHORT = "short";

  /**
   * @param sha256 waveform hash of the record, where it could be read
   */
  Row window(
      StoredRecord record,
      @Nullable String sha256,
      String windowId,
      double startSeconds,
      String reason,
      String detail) {
    return row(
        record.corpus(),
        record.record(),
        windowId,
        sha256,
        String.format(Locale.ROOT, "%.1f s", startSeconds),
        reason,
        detail);
  }

  Row record(String corpus, String record, String reason, String detail) {
    return row(corpus, record, corpus + "/" + record, null, RECORD, reason, detail);
  }

  /** What an exception tells, with its type where it has no message. */
  static String detail(RuntimeException e) {
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
