package org.purkinje.jobsupport.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
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
              .add("message", DataTypes.StringType, true),
          List.of());

  /** How far a run came. */
  enum Status {
    STARTED,
    SUCCEEDED,
    FAILED;

    String label() {
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

  private final Lake lake;
  private final Map<String, String> fingerprintByOutput = new HashMap<>();

  RunLog(Lake lake) {
    this.lake = lake;
    // A handful of rows: sorting them here spares a shuffle.
    lake
        .read(TABLE)
        .select(
            coalesce(col("ended_at"), col("started_at")),
            col("status"),
            col("fingerprint"),
            col("outputs"))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(row -> row.getTimestamp(0)))
        .forEach(
            row -> {
              boolean succeeded = row.getString(1).equals(Status.SUCCEEDED.label());
              row.<String>getList(3).forEach(output -> note(output, succeeded, row.getString(2)));
            });
  }

  /** Fingerprint of the run that last wrote the partition as a whole; empty if none did. */
  Optional<String> lastWriter(Partition partition) {
    return Optional.ofNullable(fingerprintByOutput.get(partition.toString()));
  }

  /** Whether every output was last written by a run of this fingerprint. */
  boolean isCurrent(List<Partition> outputs, String fingerprint) {
    return outputs.stream()
        .allMatch(output -> lastWriter(output).filter(fingerprint::equals).isPresent());
  }

  void append(Entry entry, Status status, String message) {
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
            .build();
    lake.append(TABLE, List.of(row));
    entry
        .outputs()
        .forEach(o -> note(o.toString(), status == Status.SUCCEEDED, entry.fingerprint()));
  }

  private void note(String output, boolean written, String fingerprint) {
    if (written) {
      fingerprintByOutput.put(output, fingerprint);
    } else {
      fingerprintByOutput.remove(output);
    }
  }

  private static String platform() {
    return "Java %s, %s %s"
        .formatted(
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
