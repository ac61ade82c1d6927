package org.purkinje.pretrain.shard;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Reads shards through parquet-avro and keeps the last few in memory, one copy per JVM. Goes to
 * tasks with the settings of the session's file systems.
 */
public final class ShardReader implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Those that a plan goes through at once and, where one worker is ahead, the next. */
  private static final int KEPT_SHARDS = 2 * TrainingPlan.SHARDS_AT_ONCE;

  private static final Schema SCHEMA = schema();

  private static final Map<String, Shard> KEPT =
      new LinkedHashMap<>(KEPT_SHARDS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Shard> eldest) {
          return size() > KEPT_SHARDS;
        }
      };

  private final Settings settings;

  private ShardReader(Settings settings) {
    this.settings = settings;
  }

  /** Settings of file systems, wherever they come from. */
  @FunctionalInterface
  private interface Settings extends Serializable {
    SerializableConfiguration value();
  }

  /** For tasks of that session. */
  public static ShardReader of(JavaSparkContext spark) {
    Broadcast<SerializableConfiguration> shared =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    return new ShardReader(shared::value);
  }

  /** For this JVM, without a session. */
  public static ShardReader of(Configuration hadoop) {
    SerializableConfiguration own = new SerializableConfiguration(hadoop);
    return new ShardReader(() -> own);
  }

  /** All windows of a shard, in the file's order. */
  public List<TrainingWindow> read(String file) {
    Shard shard;
    synchronized (KEPT) {
      shard = KEPT.computeIfAbsent(file, absent -> new Shard());
    }
    return shard.windows(() -> readFile(file));
  }

  /** Read by the first that asks; others wait for that shard, not for other ones. */
  private static final class Shard {
    private @Nullable List<TrainingWindow> windows;

    synchronized List<TrainingWindow> windows(Supplier<List<TrainingWindow>> reading) {
      if (windows == null) {
        windows = reading.get();
      }
      return windows;
    }
  }

  private List<TrainingWindow> readFile(String file) {
    Configuration hadoop = new Configuration(settings.value().value());
    // The signals are a list of three levels, as Parquet's specification has it.
    hadoop.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    hadoop.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    AvroReadSupport.setRequestedProjection(hadoop, SCHEMA);
    AvroReadSupport.setAvroReadSchema(hadoop, SCHEMA);
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(HadoopInputFile.fromPath(new Path(file), hadoop))
            .withConf(hadoop)
            .build()) {
      List<TrainingWindow> windows = new ArrayList<>();
      Map<CharSequence, String> corpora = new HashMap<>();
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        windows.add(
            new TrainingWindow(
                String.valueOf(row.get("window_id")),
                (Long) row.get("window_key"),
                (Long) row.get("subject_key"),
                corpora.computeIfAbsent((CharSequence) row.get("corpus"), String::valueOf),
                signals(row),
                (Boolean) row.get("trusted_pair")));
      }
      return List.copyOf(windows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stored samples by name, of the signals that may be learnt from. */
  private static Map<String, byte[]> signals(GenericRecord row) {
    Map<String, byte[]> byName = new HashMap<>();
    for (Object element : (Iterable<?>) row.get("signals")) {
      GenericRecord signal = (GenericRecord) element;
      if (signal.get("samples") instanceof ByteBuffer samples) {
        byte[] bytes = new byte[samples.remaining()];
        samples.duplicate().get(bytes);
        byName.put(String.valueOf(signal.get("name")), bytes);
      }
    }
    return byName;
  }

  private static Schema schema() {
    try (InputStream in = ShardReader.class.getResourceAsStream("shard-row.avsc")) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
