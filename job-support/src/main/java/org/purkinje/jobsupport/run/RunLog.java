package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.Table;

/**
 * The table {@code runs}: a row when a run starts and a row when it ends, with what it read, wrote
 * and was made by. A partition counts as written only if the last row about it says that a run
 * succeeded; a run that was killed half-way leaves it unwritten.
 */
public final class RunLog {

  private static final StructType WRITTEN =
      new StructType()
          .add("partition", DataTypes.StringType, false)
          .add("rows", DataTypes.LongType, false)
          .add("files_sha256", DataTypes.StringType, false);

  public static final Table TABLE =
      new Table(
          "runs",
          new StructType()
              .add("run", DataTypes.StringType, false)
              .add("job", DataTypes.StringType, false)
              .add("status", DataTypes.StringType, false)
              .add("fingerprint", DataTypes.StringType, false)
              .add("config", DataTypes.StringType, false)
              .add("code_digest", DataTypes.StringType, false)
              .add("outputs", DataTypes.createArrayType(DataTypes.StringType, false), false)
              .add("started_at", DataTypes.TimestampType, false)
              .add("ended_at", DataTypes.TimestampType, true)
              .add("platform", DataTypes.StringType, false)
              .add("message", DataTypes.StringType, true)
              .add("written", DataTypes.createArrayType(WRITTEN, false), true),
          List.of());

  /** How far a run came. */
  public enum Status {
    STARTED,
    SUCCEEDED,
    FAILED,
    INTERRUPTED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a row says of a run besides its status. */
  record Entry(
      String run,
      String job,
      String fingerprint,
      String config,
      String codeDigest,
      List<Partition> outputs,
      Instant startedAt) {}

  /**
   * The last run about a partition.
   *
   * @param status label of a {@link Status}
   * @param written what each partition that it wrote held at its end; empty before
   */
  record LastRun(String run, String status, String fingerprint, Map<Partition, Contents> written) {

    private boolean succeeded() {
      return status.equals(Status.SUCCEEDED.label());
    }
  }

  private final Lake lake;
  private final Map<String, LastRun> lastRuns = new HashMap<>();

  RunLog(Lake lake) {
    this.lake = lake;
    refresh();
  }

  /** Reads what other processes have added. */
  void refresh() {
    lastRuns.clear();
    List<Record> rows = new ArrayList<>();
    // A handful of rows: a Spark job would take longer to plan than to read them.
    try (CloseableIterable<Record> read = IcebergGenerics.read(lake.open(TABLE)).build()) {
      read.forEach(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows.sort(Comparator.comparing(RunLog::at));
    for (Record row : rows) {
      LastRun last =
          new LastRun(
              text(row, "run"), text(row, "status"), text(row, "fingerprint"), written(row));
      ((List<?>) row.getField("outputs")).forEach(output -> lastRuns.put(output.toString(), last));
    }
  }

  private static OffsetDateTime at(Record row) {
    Object endedAt = row.getField("ended_at");
    return (OffsetDateTime) (endedAt == null ? row.getField("started_at") : endedAt);
  }

  private static String text(Record row, String column) {
    return row.getField(column).toString();
  }

  private static Map<Partition, Contents> written(Record row) {
    Map<Partition, Contents> written = new LinkedHashMap<>();
    if (row.getField("written") instanceof List<?> parts) {
      for (Object part : parts) {
        Record each = (Record) part;
        written.put(
            Partition.parse(text(each, "partition")),
            new Contents((Long) each.getField("rows"), text(each, "files_sha256")));
      }
    }
    return written;
  }

  /** The last run that replaced the partition or began to; empty if none did. */
  Optional<LastRun> lastRun(Partition partition) {
    return Optional.ofNullable(lastRuns.get(partition.toString()));
  }

  /** Fingerprint of the run that last wrote the partition as a whole; empty if none did. */
  Optional<String> lastWriter(Partition partition) {
    return lastRun(partition).filter(LastRun::succeeded).map(LastRun::fingerprint);
  }

  /** Whether every output was last written by a run of this fingerprint. */
  boolean isCurrent(List<Partition> outputs, String fingerprint) {
    return outputs.stream()
        .allMatch(output -> lastWriter(output).filter(fingerprint::equals).isPresent());
  }

  void append(Entry entry, Status status, String message) {
    append(entry, status, message, Map.of());
  }

  /**
   * @param written what the partitions that the run wrote hold at its end
   */
  void append(Entry entry, Status status, String message, Map<Partition, Contents> written) {
    boolean ended = status != Status.STARTED;
    Row row =
        new RowBuilder(TABLE)
            .set("run", entry.run())
            .set("job", entry.job())
            .set("status", status.label())
            .set("fingerprint", entry.fingerprint())
            .set("config", entry.config())
            .set("code_digest", entry.codeDigest())
            .set(
                "outputs", entry.outputs().stream().map(Partition::toString).toArray(String[]::new))
            .set("started_at", Timestamp.from(entry.startedAt()))
            .set("ended_at", ended ? Timestamp.from(Instant.now()) : null)
            .set("platform", platform())
            .set("message", message.isEmpty() ? null : message)
            .set("written", rows(written))
            .build();
    lake.append(TABLE, List.of(row));
    LastRun last = new LastRun(entry.run(), status.label(), entry.fingerprint(), written);
    entry.outputs().forEach(output -> lastRuns.put(output.toString(), last));
  }

  private static Row[] rows(Map<Partition, Contents> written) {
    return written.entrySet().stream()
        .map(
            each ->
                RowFactory.create(
                    each.getKey().toString(),
                    each.getValue().rows(),
                    each.getValue().filesSha256()))
        .toArray(Row[]::new);
  }

  private static String platform() {
    return "Java %s, %s %s"
        .formatted(
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
