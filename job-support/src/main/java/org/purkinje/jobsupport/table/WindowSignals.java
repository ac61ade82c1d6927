package org.purkinje.jobsupport.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The column {@code signals} of {@code windows} and {@code shards}: the signals of a window in the
 * order of its spec, those that were refused or are absent among them.
 *
 * <p>{@code name} is what models ask for: the kind or, where each lead is taken, the lead; {@code
 * lead} is the one that was recorded. {@code samples} are standardised, clipped at ±{@value
 * #CLIP_SD} SD and stored as little-endian int16 of {@value #COUNTS_PER_SD} counts per SD; {@code
 * mean} and {@code sd} give back the physical signal in {@code unit}. {@code quality} is how alike
 * its beats are ({@code BeatTemplate}), {@code noise} what lies between those of an ECG ({@code
 * BeatNoise}); null where beats are not looked for. {@code refusal} names the first broken rule,
 * and where it does there are no samples; {@link WindowRefusalsTable} has value and limit.
 */
public final class WindowSignals {

  /** Stored counts per standard deviation. */
  public static final double COUNTS_PER_SD = 5000;

  /** Largest stored amplitude, standard deviations. */
  public static final double CLIP_SD = 6;

  private static final int MAX_COUNT = (int) (CLIP_SD * COUNTS_PER_SD);

  private static final VarHandle COUNTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  /** One signal. */
  public static final StructType SIGNAL =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("kind", DataTypes.StringType, false)
          .add("lead", DataTypes.StringType, true)
          .add("unit", DataTypes.StringType, false)
          .add("fs_hz", DataTypes.DoubleType, false)
          .add("mean", DataTypes.DoubleType, true)
          .add("sd", DataTypes.DoubleType, true)
          .add("quality", DataTypes.DoubleType, true)
          .add("noise", DataTypes.DoubleType, true)
          .add("refusal", DataTypes.StringType, true)
          .add("samples", DataTypes.BinaryType, true);

  /** The column's type; tables take whatever lies within a column for nullable. */
  public static final ArrayType TYPE = DataTypes.createArrayType(nullable(SIGNAL), true);

  private WindowSignals() {}

  private static StructType nullable(StructType type) {
    StructType nullable = new StructType();
    for (StructField field : type.fields()) {
      nullable = nullable.add(field.name(), field.dataType(), true);
    }
    return nullable;
  }

  /** The signal of a name; null where the window's spec has none. */
  public static Column signal(String name) {
    return get(filter(col("signals"), signal -> signal.getField("name").equalTo(name)), lit(0));
  }

  /** Whether the window has a signal of a name that may be learnt from; never null. */
  public static Column has(String name) {
    return signal(name).getField("samples").isNotNull();
  }

  /**
   * The signals of a row that may be learnt from, by name; standardised, shape [samples] each.
   *
   * @param window with the column {@code signals}
   */
  public static Map<String, float[]> accepted(Row window) {
    Map<String, float[]> byName = new LinkedHashMap<>();
    for (Row signal : window.<Row>getList(window.fieldIndex("signals"))) {
      byte @Nullable [] stored = signal.getAs("samples");
      if (stored != null) {
        byName.put(signal.getAs("name"), decode(stored));
      }
    }
    return byName;
  }

  /**
   * @param z standardised samples, shape [samples]
   * @return as stored, shape [2 × samples]
   */
  public static byte[] encode(double[] z) {
    byte[] bytes = new byte[z.length * Short.BYTES];
    for (int i = 0; i < z.length; i++) {
      int count = (int) Math.floor(z[i] * COUNTS_PER_SD + 0.5);
      COUNTS.set(bytes, i * Short.BYTES, (short) Math.max(-MAX_COUNT, Math.min(MAX_COUNT, count)));
    }
    return bytes;
  }

  /**
   * @param stored shape [2 × samples]
   * @return standardised samples, shape [samples]
   */
  public static float[] decode(byte[] stored) {
    ByteBuffer counts = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    float[] z = new float[stored.length / Short.BYTES];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) (counts.getShort() / COUNTS_PER_SD);
    }
    return z;
  }
}
