package org.purkinje.preprocessing.windows;

import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A window with what became of it, or a whole record that gave none.
 *
 * @param window its row of {@code windows} if it was accepted
 * @param features its rows of {@code window_features}
 * @param reject its row of {@code rejects}, or that of the record, if it was not
 */
record CandidateWindow(@Nullable Row window, List<Row> features, @Nullable Row reject) {

  static CandidateWindow accepted(Row window, List<Row> features) {
    return new CandidateWindow(window, features, null);
  }

  static CandidateWindow rejected(Row reject) {
    return new CandidateWindow(null, List.of(), reject);
  }
}
