package org.purkinje.eval.pressure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.Set;
import org.apache.spark.sql.Column;
import org.purkinje.jobsupport.table.AccountingReasonsTable.Outcome;
import org.purkinje.jobsupport.table.WindowSignals;

/** Why a row of {@code windows} may not be graded by a feature set: the first reason that holds. */
final class WindowReason {

  private static final String OTHER_SPLIT = "other split";
  private static final String NO_EMBEDDING = "no embedding";

  private WindowReason() {}

  /**
   * The reason, null where there is none; embeddings or features are to be joined as {@code
   * inputs}.
   *
   * @param isInSplit whether the config lets the window take part
   */
  static Column column(FeatureSet features, Column isInSplit) {
    Column reason =
        when(not(isInSplit), OTHER_SPLIT)
            .when(col("sbp_mmhg").isNull(), refused("reference", col("reference_refusal")));
    return switch (features) {
      case PAT_PPG -> reason.when(col("inputs").isNull(), refused("pair", col("inputs_refusal")));
      case PULSE_ARRIVAL, ATTRACTOR, ATTRACTOR_PAT ->
          reason.when(col("inputs").isNull(), refused(features.label(), col("inputs_refusal")));
      case PPG ->
          withSignal("ppg", reason)
              .when(col("inputs").isNull(), "pulse refused: few whole pulses, or unlike");
      case EMBEDDING_ECG -> withEmbedding(withSignal("ecg", reason));
      case EMBEDDING_PPG -> withEmbedding(withSignal("ppg", reason));
      case EMBEDDING_JOINT -> withEmbedding(withSignal("ppg", withSignal("ecg", reason)));
    };
  }

  static Outcome outcome(String reason) {
    return Set.of(OTHER_SPLIT, NO_EMBEDDING).contains(reason) ? Outcome.EXCLUDED : Outcome.REJECTED;
  }

  private static Column withSignal(String signal, Column reason) {
    Column refusal = WindowSignals.signal(signal).getField("refusal");
    return reason.when(refusal.isNotNull(), refused(signal, refusal));
  }

  private static Column withEmbedding(Column reason) {
    return reason.when(col("inputs").isNull(), NO_EMBEDDING);
  }

  private static Column refused(String what, Column refusal) {
    return concat(lit(what + " refused: "), coalesce(refusal, lit("no reason recorded")));
  }
}
