package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.biosignal.recording.SampleType;
import org.purkinje.biosignal.signal.AdcScale;

/**
 * One row per channel and chunk of consecutive samples, as {@link PackedSamples} of {@code bits}
 * bits: digital samples, or, where {@code sample_type} is {@code float}, the bits of 32-bit floats.
 */
public final class SignalsTable {

  public static final Table TABLE =
      new Table(
          "signals",
          new StructType()
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("channel", DataTypes.IntegerType, false)
              .add("name", DataTypes.StringType, false)
              .add("kind", DataTypes.StringType, false)
              .add("lead", DataTypes.StringType, true)
              .add("unit", DataTypes.StringType, false)
              .add("fs_hz", DataTypes.DoubleType, false)
              .add("gain", DataTypes.DoubleType, false)
              .add("baseline", DataTypes.DoubleType, false)
              .add("sample_type", DataTypes.StringType, false)
              .add("missing_code", DataTypes.IntegerType, false)
              .add("start_sample", DataTypes.LongType, false)
              .add("n_samples", DataTypes.IntegerType, false)
              .add("bits", DataTypes.IntegerType, false)
              .add("samples", DataTypes.BinaryType, false)
              .add("digital_sha256", DataTypes.StringType, false),
          List.of("corpus"));

  private SignalsTable() {}

  /** Some of the columns. */
  public static StructType columns(String... names) {
    StructType columns = new StructType();
    for (String name : names) {
      columns = columns.add(TABLE.schema().apply(name));
    }
    return columns;
  }

  /** Bits that hold every sample between these two: 16 where possible, else 32. */
  public static int bits(int smallest, int largest) {
    return smallest == (short) smallest && largest == (short) largest ? Short.SIZE : Integer.SIZE;
  }

  /**
   * @param digital samples, shape [samples]
   * @return the column {@code samples}, shape [samples × bits / 8]
   */
  public static byte[] encode(int[] digital, int bits) {
    return PackedSamples.pack(digital, bits);
  }

  /** The chunk's digital samples, shape [samples]. */
  public static int[] digital(Row row) {
    return PackedSamples.unpack(row.getAs("samples"), row.<Integer>getAs("bits"));
  }

  /** The chunk's samples in its unit, shape [samples]; {@code NaN} where missing. */
  public static double[] physical(Row row) {
    double[] physical = new double[row.<Integer>getAs("n_samples")];
    physical(row, 0, physical, 0, physical.length);
    return physical;
  }

  /** {@link #physical(Row)} of some samples, into another array. */
  public static void physical(Row row, int from, double[] physical, int at, int count) {
    AdcScale scale =
        new AdcScale(
            row.<Double>getAs("gain"), row.<Double>getAs("baseline"), row.<String>getAs("unit"));
    SampleType.ofLabel(row.getAs("sample_type"))
        .toPhysical(
            digital(row), scale, row.<Integer>getAs("missing_code"), from, physical, at, count);
  }
}
