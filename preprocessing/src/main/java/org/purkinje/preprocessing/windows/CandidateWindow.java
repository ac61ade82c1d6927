package org.purkinje.preprocessing.windows;

import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.window.WindowRefusal;

/**
 * A window with what became of it, or a whole record that gave none.
 *
 * @param window its row of {@code windows} if it was accepted
 * @param features its rows of {@code window_features}
 * @param reject its row of {@code rejects}, or that of the record, if it was not
 * @param refusals what was refused of it
 */
record CandidateWindow(
    @Nullable Row window, List<Row> features, @Nullable Row reject, List<Refused> refusals) {

  /**
   * A signal of a window, or its pair, that may not be learnt from.
   *
   * @param signal the signal's name, or {@link
   *     org.purkinje.jobsupport.table.WindowRefusalsTable#PAIR}
   */
  record Refused(String signal, WindowRefusal refusal) {}

  static CandidateWindow accepted(Row window, List<Row> features, List<Refused> refusals) {
    return new CandidateWindow(window, features, null, refusals);
  }

  static CandidateWindow rejected(Row reject) {
    return rejected(reject, List.of());
  }

  static CandidateWindow rejected(Row reject, List<Refused> refusals) {
    return new CandidateWindow(null, List.of(), reject, refusals);
  }
}
