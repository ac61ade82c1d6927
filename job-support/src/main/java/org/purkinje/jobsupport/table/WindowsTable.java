package org.purkinje.jobsupport.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per window of which enough signals may be learnt from; {@code seconds} is its length. Its
 * signals are described in {@link WindowSignals}; what is measured from them lies in {@link
 * WindowFeaturesTable}.
 *
 * <p>{@code modalities} are the kinds of the signals that may be learnt from, joined by {@code +}.
 * {@code pair_refusal} names the first rule by which ECG and PPG do not show one heart, and {@link
 * #NOT_JUDGED} where that was not asked. {@code alignment_trust} says whether the timing between
 * them may be used: {@code trusted}, {@code unknown} or {@code bad}.
 *
 * <p>{@code person_group} is one name for all subjects that are known to be one person, taken from
 * the scope {@code person_groups} of {@link PersonGroupsTable}; where that is null, it is corpus
 * and subject. {@code waveform_sha256} is that of the record's first signal.
 */
public final class WindowsTable {

  /** Of a window whose signals were judged each by itself. */
  public static final String NOT_JUDGED = "not judged";

  /** {@code split} of windows of persons that a pretraining may see. */
  public static final String PRETRAIN = "pretrain";

  /** {@code split} of windows of persons held out. */
  public static final String EVALUATION = "evaluation";

  /** What configs call the windows of both. */
  public static final String ALL = "all";

  public static final Table TABLE =
      new Table(
          "windows",
          new StructType()
              .add("window_set", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("subject_identity", DataTypes.StringType, false)
              .add("person_group", DataTypes.StringType, false)
              .add("person_groups", DataTypes.StringType, true)
              .add("window_id", DataTypes.StringType, false)
              .add("start_s", DataTypes.DoubleType, false)
              .add("seconds", DataTypes.DoubleType, false)
              .add("modalities", DataTypes.StringType, false)
              .add("signals", WindowSignals.TYPE, false)
              .add("pair_refusal", DataTypes.StringType, true)
              .add("alignment_trust", DataTypes.StringType, false)
              .add("split", DataTypes.StringType, false)
              .add("waveform_sha256", DataTypes.StringType, false),
          List.of("window_set", "corpus"));

  private WindowsTable() {}

  /**
   * @param split one value of the column {@code split}, or {@link #ALL}
   */
  public static Column isIn(String split) {
    return split.equals(ALL) ? lit(true) : col("split").equalTo(split);
  }
}
