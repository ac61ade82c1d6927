package org.purkinje.jobsupport.table;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Set;
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

  /** Shape and dynamics of the PPG's attractor. */
  public static final String ATTRACTOR = "attractor";

  /** The dynamics of the ECG's attractor. */
  public static final String ECG_CSI = "ecg-csi";

  /** Heart rate variability of the ECG in the time domain. */
  public static final String HRV = "hrv";

  /** The same in the frequency domain. */
  public static final String HRV_SPECTRUM = "hrv-spectrum";

  /** Timing between ECG and PPG. */
  public static final String PULSE_ARRIVAL = "pulse-arrival";

  /** {@link #PULSE_ARRIVAL}, {@link #ATTRACTOR} and {@link #ECG_CSI} where all three are there. */
  public static final String ATTRACTOR_PAT = "attractor-pat";

  /** Those that window-signals measures; the others are of extract-features. */
  private static final Set<String> CUT = Set.of(BLOOD_PRESSURE, HEART_RATE, PAT_PPG, PPG);

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

  /** The scope of what extract-features measures. */
  public static String extracted(String windowSet) {
    return "extract-features/" + windowSet;
  }

  /** The scope of a set of features, whichever job measures it. */
  public static String scope(String windowSet, String featureSet) {
    return CUT.contains(featureSet) ? scope(windowSet) : extracted(windowSet);
  }

  /** The rows of one set of features of a set of windows. */
  public static Dataset<Row> of(Lake lake, String windowSet, String featureSet) {
    return lake.read(TABLE, scope(windowSet, featureSet))
        .where(col("feature_set").equalTo(featureSet));
  }
}
