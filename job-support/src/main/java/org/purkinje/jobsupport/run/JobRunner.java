package org.purkinje.jobsupport.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.table.Lake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job unless its outputs are current, and keeps the table {@code runs}. */
public final class JobRunner {

  /** What became of a run. */
  public enum Outcome {
    DONE,
    UP_TO_DATE
  }

  /** How a run begins. */
  public enum Mode {
    /** Anew, unless its outputs are current. */
    NORMAL,
    /**
     * From the latest checkpoint of a run that it can go on from, unless its outputs are current.
     */
    RESUME,
    /** Anew, whether or not its outputs are current. */
    FORCE
  }

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final SparkSession spark;
  private final StoredFolder warehouse;
  private final RunLog log;
  private final CodeDigest code;

  public JobRunner(SparkSession spark) {
    this.spark = spark;
    Lake lake = new Lake(spark);
    this.warehouse = lake.warehouse();
    this.log = new RunLog(lake);
    this.code = CodeDigest.ofClassPath(spark.conf().get("spark.jars", ""));
  }

  /** {@link #run(Job, Record, Mode)} without force. */
  public <C extends Record> Outcome run(Job<C> job, C config, boolean resume) {
    return run(job, config, resume ? Mode.RESUME : Mode.NORMAL);
  }

  /**
   * Runs the job unless its outputs are current, after waiting for any other run that writes its
   * inputs or outputs.
   *
   * <p>Whatever the job throws, errors and Spark's undeclared checked exceptions included, goes on
   * to the caller after a row with status {@code failed} or {@code interrupted}.
   *
   * @throws IllegalArgumentException if the job runs alone and another run is under way
   */
  public <C extends Record> Outcome run(Job<C> job, C config, Mode mode) {
    List<Partition> outputs =
        job.outputs(config).stream().map(output -> output.in(warehouse)).toList();
    List<Partition> inputs =
        job.inputs(config).stream()
            .flatMap(
                input ->
                    input instanceof Input.Rows rows ? Stream.of(rows.partition()) : Stream.of())
            .toList();
    List<Partition> all = Stream.concat(inputs.stream(), outputs.stream()).distinct().toList();
    String fingerprint;
    List<Optional<RunLog.LastRun>> before;
    // To find the outputs current, no one who reads them need be waited for.
    try (PartitionLocks locks = lock(job, all, List.of())) {
      log.refresh();
      before = all.stream().map(log::lastRun).toList();
      fingerprint = fingerprint(job, config, inputs);
      if (mode != Mode.FORCE && isCurrent(job, config, outputs, fingerprint)) {
        return Outcome.UP_TO_DATE;
      }
    }
    try (WarehouseLock warehouseLock = lock(job, config);
        PartitionLocks locks = lock(job, inputs, outputs)) {
      log.refresh();
      if (!all.stream().map(log::lastRun).toList().equals(before)) {
        fingerprint = fingerprint(job, config, inputs);
        if (mode != Mode.FORCE && isCurrent(job, config, outputs, fingerprint)) {
          return Outcome.UP_TO_DATE;
        }
      }
      Instant startedAt = Instant.now();
      String runId =
          "%s-%s-%d".formatted(job.name(), fingerprint.substring(0, 12), startedAt.toEpochMilli());
      RunLog.Entry entry =
          new RunLog.Entry(
              runId,
              job.name(),
              fingerprint,
              ConfigReader.canonical(config),
              code.of(job.getClass()),
              outputs,
              startedAt);
      warehouseLock.sign("run " + runId);
      locks.sign("run " + runId);
      Lake lake = new Lake(spark);
      run(
          job,
          config,
          entry,
          new JobContext(
              spark, lake, runId, fingerprint, resumeKey(job, config), mode == Mode.RESUME));
      return Outcome.DONE;
    }
  }

  private <C extends Record> WarehouseLock lock(Job<C> job, C config) {
    RunLocks locks = RunLocks.open(WarehouseAddress.of(spark));
    return job.runsAlone(config)
        ? WarehouseLock.alone(locks, job.name(), warehouse)
        : WarehouseLock.together(locks, job.name(), Notice::say);
  }

  private PartitionLocks lock(Job<?> job, List<Partition> read, List<Partition> replaced) {
    return PartitionLocks.acquire(
        RunLocks.open(WarehouseAddress.of(spark)), job.name(), read, replaced, Notice::say);
  }

  private <C extends Record> String fingerprint(Job<C> job, C config, List<Partition> inputs) {
    new IntactOutputs(log, new Lake(spark)).require(job, inputs);
    return Fingerprint.of(
        job, config, code.of(job.getClass()), log, spark.sparkContext().hadoopConfiguration());
  }

  private <C extends Record> String resumeKey(Job<C> job, C config) {
    return Fingerprint.ofExtendable(
        job, config, code.of(job.getClass()), log, spark.sparkContext().hadoopConfiguration());
  }

  private <C extends Record> boolean isCurrent(
      Job<C> job, C config, List<Partition> outputs, String fingerprint) {
    Lake lake = new Lake(spark);
    boolean current =
        log.isCurrent(outputs, fingerprint)
            && new IntactOutputs(log, lake).check(job, outputs, Notice::say)
            && job.isIntact(lake, config);
    if (current) {
      LOG.info("{} is up to date", job.name());
    }
    return current;
  }

  private <C extends Record> void run(
      Job<C> job, C config, RunLog.Entry entry, JobContext context) {
    LOG.info("{} starts with {}", entry.run(), entry.config());
    log.append(entry, RunLog.Status.STARTED, "");
    spark.sparkContext().setJobDescription(job.name());
    try {
      job.run(context, config);
      log.append(entry, RunLog.Status.SUCCEEDED, "", written(context.lake(), entry.outputs()));
    } catch (Throwable e) {
      note(entry, e);
      throw e;
    }
  }

  /** Leaves the row of a run that did not end well; where that fails too, the log tells why. */
  private void note(RunLog.Entry entry, Throwable failure) {
    boolean interrupted = Interruption.isRequested();
    if (interrupted) {
      // The row is written by this thread, whose interruption has done its work.
      Thread.interrupted();
    }
    LOG.error("{} {}", entry.run(), interrupted ? "was interrupted" : Failure.line(failure));
    try {
      log.append(
          entry,
          interrupted ? RunLog.Status.INTERRUPTED : RunLog.Status.FAILED,
          interrupted ? "" : Failure.cause(failure).toString());
    } catch (Exception e) {
      LOG.error("{} has no row that says how it ended", entry.run(), e);
      failure.addSuppressed(e);
    }
  }

  /** Contents of every partition that the run replaced, those of its accounting included. */
  private static Map<Partition, Contents> written(Lake lake, List<Partition> outputs) {
    Map<Partition, Contents> written = new LinkedHashMap<>();
    Stream.concat(
            outputs.stream(),
            lake.replaced().stream().map(part -> new Partition(part.table(), part.key())))
        .distinct()
        .forEach(partition -> written.put(partition, Contents.of(lake, partition)));
    return written;
  }
}
