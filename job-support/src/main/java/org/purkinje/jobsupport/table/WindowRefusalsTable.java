package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per record, signal and rule by which windows refuse the signal: in how many {@code
 * windows} it is the first broken rule, whether the window was kept for other signals or not.
 *
 * <p>{@code signal} is a name of {@link WindowSignals}, or {@value #PAIR} for ECG and PPG of the
 * windows that were kept. {@code needed} is {@value #AT_LEAST} or {@value #AT_MOST}, and {@code
 * value_limit} the value that would just have been accepted, in {@code unit}; {@code least} and
 * {@code greatest} are the ends of the values that were measured. Whole records that are not cut
 * are in {@link RejectsTable} alone, and so are windows that failed.
 */
public final class WindowRefusalsTable {

  /** {@code signal} of ECG and PPG together. */
  public static final String PAIR = "pair";

  /** {@code needed} where smaller values are refused. */
  public static final String AT_LEAST = "at least";

  /** {@code needed} where larger values are refused. */
  public static final String AT_MOST = "at most";

  public static final Table TABLE =
      new Table(
          "window_refusals",
          new StructType()
              .add("window_set", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("signal", DataTypes.StringType, false)
              .add("rule", DataTypes.StringType, false)
              .add("needed", DataTypes.StringType, false)
              .add("value_limit", DataTypes.DoubleType, false)
              .add("unit", DataTypes.StringType, false)
              .add("windows", DataTypes.LongType, false)
              .add("least", DataTypes.DoubleType, false)
              .add("greatest", DataTypes.DoubleType, false),
          List.of("window_set", "corpus"));

  private WindowRefusalsTable() {}
}
