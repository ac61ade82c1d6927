package org.purkinje.jobsupport.table;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per window and set of features: what is measured from its signals beside the samples.
 * {@code features} holds the values by name and is empty where {@code refusal} names the first rule
 * that forbids to measure them.
 *
 * <p>{@code scope} is JOB/SET of what measured them.
 */
public final class WindowFeaturesTable {

  /** {@code sbp_mmhg} and {@code dbp_mmhg} of the ABP. */
  public static final String BLOOD_PRESSURE = "blood-pressure";

  /** Median heart rate of the ECG, {@code hr_bpm}. */
  public static final String HEART_RATE = "heart-rate";

  /** Pulse arrival, heart rate and pulse shape by the blood pressure protocol. */
  public static final String PAT_PPG = "pat-ppg";

  /** Shape of the pulse, whatever the other signals. */
  public static final String PPG = "ppg";

  public static final Table TABLE =
      new Table(
          "window_features",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("window_set", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("window_id", DataTypes.StringType, false)
              .add("feature_set", DataTypes.StringType, false)
              .add(
                  "features",
                  DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
                  false)
              .add("refusal", DataTypes.StringType, true),
          List.of("scope", "feature_set"));

  private WindowFeaturesTable() {}

  /** The scope of what window-signals measures. */
  public static String scope(String windowSet) {
    return "window-signals/" + windowSet;
  }

  /** The rows of one set of features of a set of windows. */
  public static Dataset<Row> of(Lake lake, String windowSet, String featureSet) {
    return lake.read(TABLE, scope(windowSet)).where(col("feature_set").equalTo(featureSet));
  }
}
