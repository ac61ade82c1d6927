package org.purkinje.preprocessing.records;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.purkinje.biosignal.annotation.AnnotationCode;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.synthesis.Digitizer;
import org.purkinje.biosignal.synthesis.RecordingSynthesizer;
import org.purkinje.biosignal.synthesis.SynthesisPlan;
import org.purkinje.biosignal.synthesis.SyntheticChannel;
import org.purkinje.biosignal.synthesis.SyntheticRecording;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SignalsTable;
import scala.collection.JavaConverters;

/**
 * A warehouse with the corpus {@code tiny}: {@value #SUBJECTS} synthetic recordings of 60 s in
 * chunks, with gaps and motion.
 */
public record TinyWarehouse(SparkSession spark) implements AutoCloseable {

  public static final int SUBJECTS = 6;

  private static final double FS = 125;
  private static final int CHUNK = 2_000;

  public static TinyWarehouse open(Path folder, String master) {
    SparkSession spark = Session.open(folder, master);
    RecordingSynthesizer synthesizer =
        new RecordingSynthesizer(new SynthesisPlan(31, SUBJECTS, 60, FS, 0, 0.01, 1, 120, 60, 0.2));
    List<Row> records = new ArrayList<>();
    List<Row> signals = new ArrayList<>();
    for (int subject = 0; subject < SUBJECTS; subject++) {
      SyntheticRecording recording = synthesizer.synthesize(subject);
      records.add(record(recording.name(), 60));
      signals.addAll(signals(recording));
    }
    Lake lake = new Lake(spark);
    lake.replace(RecordsTable.TABLE, "tiny", records);
    lake.replace(SignalsTable.TABLE, "tiny", signals);
    return new TinyWarehouse(spark);
  }

  /** Adds a record whose channels are digital samples in mV. */
  public void add(String record, double seconds, List<Row> rows) {
    Lake lake = new Lake(spark);
    lake.append(RecordsTable.TABLE, List.of(record(record, seconds)));
    lake.append(SignalsTable.TABLE, rows);
  }

  /**
   * Adds annotations.
   *
   * @param codes sample at 125 Hz and symbol of each
   */
  public void annotate(String record, String annotator, List<String> codes) {
    List<Row> rows = new ArrayList<>();
    for (String each : codes) {
      int space = each.indexOf(' ');
      long sample = Long.parseLong(each.substring(0, space));
      AnnotationCode code = StandardCodes.of(each.substring(space + 1));
      rows.add(
          new RowBuilder(AnnotationsTable.TABLE)
              .set("corpus", "tiny")
              .set("record", record)
              .set("subject", "s" + record)
              .set("annotator", annotator)
              .set("sample", sample)
              .set("time_s", sample / FS)
              .set("kind", code.kind().label())
              .set("code", code.symbol())
              .set("subtype", 0)
              .set("channel", 0)
              .set("number", 0)
              .set("aux", "")
              .build());
    }
    new Lake(spark).append(AnnotationsTable.TABLE, rows);
  }

  /** Names of all records. */
  public List<String> records() {
    return spark.sql("select record from records order by 1").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  public JobContext context() {
    return new JobContext(spark, new Lake(spark), "run-1", "fingerprint", "key", false);
  }

  public List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  /** The chunks of all records, those of each in order of time. */
  public List<Row> chunks() {
    return spark
        .sql("select * from signals order by record, start_sample, channel")
        .collectAsList();
  }

  /** Rows of a table as {@link #text} gives them. */
  public List<String> content(String table) {
    return spark.table("lake.purkinje." + table).collectAsList().stream()
        .map(TinyWarehouse::text)
        .toList();
  }

  /** Every value of a row by name, bytes one by one. */
  public static String text(Row row) {
    Map<String, String> values = new TreeMap<>();
    for (String column : row.schema().fieldNames()) {
      values.put(column, text(row.<Object>getAs(column)));
    }
    return values.toString();
  }

  private static String text(Object value) {
    if (value instanceof Row row) {
      return text(row);
    }
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      return new TreeMap<>(JavaConverters.mapAsJavaMap(map)).toString();
    }
    if (value instanceof scala.collection.Seq<?> list) {
      return JavaConverters.seqAsJavaList(list).stream()
          .map(TinyWarehouse::text)
          .toList()
          .toString();
    }
    return String.valueOf(value);
  }

  @Override
  public void close() {
    spark.close();
  }

  private static List<Row> signals(SyntheticRecording recording) {
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < SyntheticChannel.values().length; index++) {
      SyntheticChannel channel = SyntheticChannel.values()[index];
      int[] digital =
          Digitizer.digitize(
              recording.signal(channel), channel.scale(), -32_767, 32_767, SignalRow.MISSING);
      for (int start = 0; start < digital.length; start += CHUNK) {
        rows.add(
            SignalRow.of(
                SignalsTable.TABLE.schema(),
                recording.name(),
                index,
                channel.label(),
                channel.kind(),
                FS,
                channel.scale(),
                start,
                Arrays.copyOfRange(digital, start, Math.min(digital.length, start + CHUNK))));
      }
    }
    return rows;
  }

  private static Row record(String name, double seconds) {
    return new RowBuilder(RecordsTable.TABLE)
        .set("corpus", "tiny")
        .set("corpus_version", "1")
        .set("record", name)
        .set("subject", "s" + name)
        .set("subject_identity", "published")
        .set("fs_hz", FS)
        .set("n_samples", 7_500L)
        .set("duration_s", seconds)
        .set("n_channels", 4)
        .set("alignment", "simultaneous")
        .set("licence", "CC0-1.0")
        .set("source_uri", name)
        .set("source_sha256", "")
        .build();
  }
}
