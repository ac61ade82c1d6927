package org.purkinje.preprocessing.windows;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A window with what became of it, or a whole record that gave none.
 *
 * @param isAccepted whether {@code row} is one of {@code windows}, else one of {@code rejects}
 * @param features its rows of {@code window_features}
 */
record CandidateWindow(boolean isAccepted, Row row, List<Row> features) implements Serializable {

  static CandidateWindow accepted(Row row, List<Row> features) {
    return new CandidateWindow(true, row, features);
  }

  static CandidateWindow rejected(Row row) {
    return new CandidateWindow(false, row, List.of());
  }
}
