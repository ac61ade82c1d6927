package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per metric of an evaluation, with its interval and what it was computed from. A verdict
 * by a standard is text in {@code verdict}; its {@code value} is the number of subjects that the
 * standard counts, so that no number stands for a grade.
 *
 * <p>{@code value} is a mean over {@code n_seeds} seeds, the first of them {@code seed}, and {@code
 * seed_sd} the SD between them. {@code windows} says which windows were graded: {@code eligible},
 * those that pass the rules of these features, or {@code common}, those that pass the rules of
 * every feature set of the evaluation. {@code alignment} is a {@link ChannelTiming}.
 *
 * <p>Of a classification by {@code classify-windows}, {@code task} is the scope of its labels,
 * {@code features} whether the network was pretrained, {@code split} the fold that was trained on,
 * without its draw where the value is a mean over draws, and {@code windows} the folds that were
 * graded.
 *
 * <p>The columns from {@code pretraining_run} on are a {@link
 * org.purkinje.jobsupport.certificate.Certificate}: {@code disjoint} is true if the pretraining of
 * the model has seen nobody whom it is graded on, false if it has, null if that is not known;
 * {@code pretraining_run} and {@code parameters_sha256} are null where nothing was pretrained.
 */
public final class MetricsTable {

  /** Of hidden patches; 0 for answering the mean of each. */
  public static final String EXPLAINED_VARIANCE = "explained-variance";

  /** How often a window is found by its other signal. */
  public static final String RECALL_AT_1 = "recall-at-1";

  /** {@link #RECALL_AT_1} of any answer. */
  public static final String CHANCE = "chance";

  public static final String ME = "me";

  public static final String SD = "sd";

  public static final String MAE = "mae";

  /** Median over subjects. */
  public static final String MAE_SUBJECT_MEDIAN = "mae-subject-median";

  /** MAE of a method minus that of holding the calibration, on the same windows. */
  public static final String MAE_DIFFERENCE = "mae-difference";

  /** Mean over the graded classes of a measure, e.g. {@code macro-auroc}. */
  public static final String MACRO = "macro-";

  /** {@code method} of the answer that is the same for all records. */
  public static final String CONSTANT = "constant";

  /** Ends the name of a measure of one method minus that of another, on the same records. */
  public static final String DIFFERENCE = "-difference";

  /** Between the two in the name of a {@link #DIFFERENCE}. */
  public static final String MINUS = " - ";

  /** Persons that a model was fitted to; a refused part has its reason in {@code verdict}. */
  public static final String TRAINING_PERSONS = "training-persons";

  /** Classes that means are over. */
  public static final String GRADED_CLASSES = "graded-classes";

  /** Classes that are left out of means, one {@link #prevalence} each says why. */
  public static final String CLASSES_LEFT_OUT = "classes-left-out";

  /** 1 minus MAE over that of holding the calibration. */
  public static final String SKILL = "skill";

  public static final Table TABLE =
      new Table(
          "metrics",
          new StructType()
              .add("evaluation", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("task", DataTypes.StringType, false)
              .add("model", DataTypes.StringType, false)
              .add("features", DataTypes.StringType, false)
              .add("split", DataTypes.StringType, false)
              .add("metric", DataTypes.StringType, false)
              .add("value", DataTypes.DoubleType, false)
              .add("verdict", DataTypes.StringType, true)
              .add("ci_low", DataTypes.DoubleType, true)
              .add("ci_high", DataTypes.DoubleType, true)
              .add("n", DataTypes.LongType, false)
              .add("n_subjects", DataTypes.LongType, false)
              .add("method", DataTypes.StringType, false)
              .add("seed", DataTypes.LongType, false)
              .add("unit", DataTypes.StringType, false)
              .add("data_snapshot", DataTypes.StringType, false)
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
              .add("windows", DataTypes.StringType, true)
              .add("calibration", DataTypes.StringType, true)
              .add("n_seeds", DataTypes.LongType, true)
              .add("seed_sd", DataTypes.DoubleType, true),
          List.of("evaluation"));

  private MetricsTable() {}

  /** Share of the graded records that have a class. */
  public static String prevalence(String name) {
    return "prevalence-" + name;
  }

  /** {@code task} of estimating a pressure, {@code sbp} or {@code dbp}, of subjects left out. */
  public static String losoTask(String target) {
    return "loso-" + target;
  }
}
