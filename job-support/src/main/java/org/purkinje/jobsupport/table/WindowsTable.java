package org.purkinje.jobsupport.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.biosignal.pressure.BloodPressureFeatures;
import org.purkinje.biosignal.pressure.PulseShapeFeatures;

/**
 * One row per window. {@code ecg} and {@code ppg} are standardised, clipped at ±{@value #CLIP_SD}
 * SD and stored as little-endian int16 of {@value #COUNTS_PER_SD} counts per SD; mean and SD give
 * back the physical signal. {@code sbp_mmhg} and {@code dbp_mmhg} are there wherever the ABP gives
 * a label ({@code abp_refusal} is null), {@code bp_features} where ECG and PPG do as well, {@code
 * ppg_features} where the pulse does, whatever the other signals.
 *
 * <p>The columns {@code …_refusal} name the first broken rule: of one signal, of ECG and PPG as a
 * pair, of the ABP as a label, of the shape of the pulse, and of the whole blood pressure protocol.
 *
 * <p>{@code person_group} is one name for all subjects that are known to be one person, taken from
 * the scope {@code person_groups} of {@link PersonGroupsTable}; where that is null, it is corpus
 * and subject.
 */
public final class WindowsTable {

  /** Stored counts per standard deviation. */
  public static final double COUNTS_PER_SD = 5000;

  /** Largest stored amplitude, standard deviations. */
  public static final double CLIP_SD = 6;

  /** Features of the blood pressure protocol, null where a window is refused by it. */
  public static final StructType BP_FEATURES = doubles(BloodPressureFeatures.NAMES);

  /** Features of the pulse alone, null where its shape may not be measured. */
  public static final StructType PPG_FEATURES = doubles(PulseShapeFeatures.NAMES);

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
              .add("fs_hz", DataTypes.DoubleType, false)
              .add("modalities", DataTypes.StringType, false)
              .add("ecg", DataTypes.BinaryType, true)
              .add("ecg_lead", DataTypes.StringType, true)
              .add("ecg_mean", DataTypes.DoubleType, true)
              .add("ecg_sd", DataTypes.DoubleType, true)
              .add("ecg_refusal", DataTypes.StringType, true)
              .add("ppg", DataTypes.BinaryType, true)
              .add("ppg_mean", DataTypes.DoubleType, true)
              .add("ppg_sd", DataTypes.DoubleType, true)
              .add("ppg_refusal", DataTypes.StringType, true)
              .add("pair_refusal", DataTypes.StringType, true)
              .add("alignment_trust", DataTypes.StringType, false)
              .add("hr_bpm", DataTypes.DoubleType, true)
              .add("sbp_mmhg", DataTypes.DoubleType, true)
              .add("dbp_mmhg", DataTypes.DoubleType, true)
              .add("bp_refusal", DataTypes.StringType, true)
              .add("bp_features", BP_FEATURES, true)
              .add("abp_refusal", DataTypes.StringType, true)
              .add("ppg_features", PPG_FEATURES, true)
              .add("ppg_features_refusal", DataTypes.StringType, true)
              .add("split", DataTypes.StringType, false)
              .add("waveform_sha256", DataTypes.StringType, false),
          List.of("window_set", "corpus"));

  private WindowsTable() {}

  /**
   * @param z standardised samples, shape [samples]
   * @return the column {@code ecg} or {@code ppg}, shape [2 × samples]
   */
  public static byte[] encode(double[] z) {
    ByteBuffer bytes = ByteBuffer.allocate(z.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double sample : z) {
      double clipped = Math.max(-CLIP_SD, Math.min(CLIP_SD, sample));
      bytes.putShort((short) Math.round(clipped * COUNTS_PER_SD));
    }
    return bytes.array();
  }

  /**
   * @param bytes the column {@code ecg} or {@code ppg}, shape [2 × samples]
   * @param into receives the standardised samples
   * @param offset where in {@code into} the first goes
   */
  public static void decode(ByteBuffer bytes, float[] into, int offset) {
    ByteBuffer samples = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    for (int i = offset; samples.hasRemaining(); i++) {
      into[i] = (float) (samples.getShort() / COUNTS_PER_SD);
    }
  }

  private static StructType doubles(List<String> names) {
    StructType features = new StructType();
    for (String name : names) {
      features = features.add(name, DataTypes.DoubleType, false);
    }
    return features;
  }
}
