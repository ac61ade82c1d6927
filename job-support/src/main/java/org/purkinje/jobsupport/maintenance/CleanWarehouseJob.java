package org.purkinje.jobsupport.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.DeleteOrphanFiles.PrefixMismatchMode;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.CleaningsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RowBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Expires old snapshots of every table of the warehouse and deletes the files that none names. The
 * rows of no table change. What is no table's, such as checkpoints and reports, is left alone.
 *
 * <p>Configured by {@code configs/maintenance/clean-warehouse.yaml}.
 */
public final class CleanWarehouseJob implements Job<CleanWarehouseJob.Config> {

  private static final Logger LOG = LoggerFactory.getLogger(CleanWarehouseJob.class);

  public record Config(
      @ConfigKey("snapshots older than this are expired, days, at least 0") int keepDays,
      @ConfigKey("last snapshots of each table that are kept whatever their age, at least 1")
          int keepSnapshots,
      @ConfigKey(
              "files of tables older than this that no snapshot names are deleted, days; below 3"
                  + " only where nothing else writes, at least 0")
          int orphanDays,
      @ConfigKey("only count, which may be done beside other runs") boolean dryRun) {

    public Config {
      requireAtLeast(0, "keep-days", keepDays);
      requireAtLeast(1, "keep-snapshots", keepSnapshots);
      requireAtLeast(0, "orphan-days", orphanDays);
    }

    private static void requireAtLeast(int least, String key, int value) {
      if (value < least) {
        throw new IllegalArgumentException(
            "%s must be at least %d, got %d".formatted(key, least, value));
      }
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new CleanWarehouseJob(), args);
  }

  @Override
  public String name() {
    return "clean-warehouse";
  }

  @Override
  public String summary() {
    return "expires old snapshots of all tables and deletes files that none names";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(CleaningsTable.TABLE, scope(config)));
  }

  @Override
  public boolean runsAlone(Config config) {
    return !config.dryRun();
  }

  /** Never: snapshots grow old while config and code stay the same. */
  @Override
  public boolean isIntact(Lake lake, Config config) {
    return false;
  }

  @Override
  public void run(JobContext context, Config config) {
    Instant now = Instant.now();
    List<Row> rows = new ArrayList<>();
    context
        .lake()
        .tables()
        .forEach((name, table) -> rows.add(clean(context, config, name, table, now)));
    context.lake().replace(CleaningsTable.TABLE, scope(config), rows);
  }

  private Row clean(JobContext context, Config config, String name, Table table, Instant now) {
    List<Snapshot> before = new ArrayList<>();
    table.snapshots().forEach(before::add);
    long expireBefore = now.minus(Duration.ofDays(config.keepDays())).toEpochMilli();
    // Applied without a commit, it only tells which snapshots would go.
    List<Snapshot> expired =
        table
            .expireSnapshots()
            .expireOlderThan(expireBefore)
            .retainLast(config.keepSnapshots())
            .apply();
    FileCount expiredFiles = new FileCount();
    if (config.dryRun()) {
      ExpiredFiles.count(table, expired, expiredFiles);
    } else if (!expired.isEmpty()) {
      SparkActions.get(context.spark())
          .expireSnapshots(table)
          .expireOlderThan(expireBefore)
          .retainLast(config.keepSnapshots())
          .deleteWith(expiredFiles.deleting(table.io()))
          .execute();
    }
    FileCount orphans = deleteOrphans(context, config, table, now);
    LOG.info(
        "{}{}: {} of {} snapshots expired with {} files, {} bytes; {} orphan files, {} bytes",
        config.dryRun() ? "would clean " : "",
        name,
        expired.size(),
        before.size(),
        expiredFiles.files(),
        expiredFiles.bytes(),
        orphans.files(),
        orphans.bytes());
    return new RowBuilder(CleaningsTable.TABLE)
        .set("scope", scope(config))
        .set("run", context.runId())
        .set("table_name", name)
        .set("snapshots", (long) before.size())
        .set("expired_snapshots", (long) expired.size())
        .set("expired_files", expiredFiles.files())
        .set("expired_bytes", expiredFiles.bytes())
        .set("orphan_files", orphans.files())
        .set("orphan_bytes", orphans.bytes())
        .build();
  }

  /**
   * A file that is named under another scheme or authority than that under which it was listed ends
   * the run: it may well be the table's.
   */
  private static FileCount deleteOrphans(
      JobContext context, Config config, Table table, Instant now) {
    FileCount orphans = new FileCount();
    SparkActions.get(context.spark())
        .deleteOrphanFiles(table)
        .olderThan(now.minus(Duration.ofDays(config.orphanDays())).toEpochMilli())
        .prefixMismatchMode(PrefixMismatchMode.ERROR)
        .deleteWith(config.dryRun() ? orphans.counting(table.io()) : orphans.deleting(table.io()))
        .execute();
    return orphans;
  }

  /** What was only counted does not stand in place of what was done. */
  private static String scope(Config config) {
    return config.dryRun() ? "dry-run" : "done";
  }
}
