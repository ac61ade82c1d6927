package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per held-out subject, target, feature set and method of leave-one-subject-out blood
 * pressure, errors being means over {@code n_seeds} seeds.
 *
 * <p>{@code windows}, {@code calibration} and {@code alignment} are as in {@link MetricsTable}.
 * {@code record_order} says how the subject's records were put in order of time: {@code
 * started-at}, {@code record-name} where the start of any of them is not known, {@code one-record}.
 *
 * <p>The columns from {@code pretraining_run} on are a {@link
 * org.purkinje.jobsupport.certificate.Certificate}: {@code disjoint} is true if the pretraining of
 * the model has seen nobody whom it is graded on, false if it has, null if that is not known;
 * {@code pretraining_run} and {@code parameters_sha256} are null where nothing was pretrained.
 */
public final class BpSubjectsTable {

  public static final Table TABLE =
      new Table(
          "bp_subjects",
          new StructType()
              .add("evaluation", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("features", DataTypes.StringType, false)
              .add("target", DataTypes.StringType, false)
              .add("method", DataTypes.StringType, false)
              .add("n", DataTypes.LongType, false)
              .add("me_mmhg", DataTypes.DoubleType, false)
              .add("sd_mmhg", DataTypes.DoubleType, true)
              .add("mae_mmhg", DataTypes.DoubleType, false)
              .add("hold_calibration_mae_mmhg", DataTypes.DoubleType, false)
              .add("skill", DataTypes.DoubleType, true)
              .add("r", DataTypes.DoubleType, true)
              .add("truth_sd_mmhg", DataTypes.DoubleType, true)
              .add("passes", DataTypes.StringType, false)
              .add("pretraining_run", DataTypes.StringType, true)
              .add("parameters_sha256", DataTypes.StringType, true)
              .add("disjoint", DataTypes.BooleanType, true)
              .add("evaluated_persons", DataTypes.LongType, false)
              .add("shared_persons", DataTypes.LongType, false)
              .add("shared_records", DataTypes.LongType, false)
              .add("shared_waveforms", DataTypes.LongType, false)
              .add("subject_identity", DataTypes.StringType, false)
              .add("certificate", DataTypes.StringType, false)
              .add("alignment", DataTypes.StringType, false)
              .add("windows", DataTypes.StringType, false)
              .add("calibration", DataTypes.StringType, false)
              .add("record_order", DataTypes.StringType, false)
              .add("n_seeds", DataTypes.LongType, false),
          List.of("evaluation"));

  private BpSubjectsTable() {}

  /** The scope in which loso-blood-pressure accounts for the windows of an evaluation. */
  public static String scope(String evaluation) {
    return "loso-blood-pressure/" + evaluation;
  }
}
