package org.purkinje.jobsupport.run;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.config.ConfigReader;
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

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final SparkSession spark;
  private final Lake lake;
  private final RunLog log;
  private final String codeDigest;

  public JobRunner(SparkSession spark) {
    this.spark = spark;
    this.lake = new Lake(spark);
    this.log = new RunLog(lake);
    this.codeDigest = CodeDigest.of(spark.conf().get("spark.jars", ""));
  }

  /**
   * Runs the job unless its outputs are current.
   *
   * <p>Whatever exception the job throws, Spark's undeclared checked ones included, goes on to the
   * caller after a row with status {@code failed}.
   *
   * @param resume whether to continue from the latest checkpoint of an unfinished equal run
   */
  public <C extends Record> Outcome run(Job<C> job, C config, boolean resume) {
    String fingerprint =
        Fingerprint.of(job, config, codeDigest, log, spark.sparkContext().hadoopConfiguration());
    List<Partition> outputs = job.outputs(config);
    if (log.isCurrent(outputs, fingerprint) && job.isIntact(lake, config)) {
      LOG.info("{} is up to date", job.name());
      return Outcome.UP_TO_DATE;
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
            codeDigest,
            outputs,
            startedAt);
    LOG.info("{} starts with {}", runId, entry.config());
    log.append(entry, RunLog.Status.STARTED, "");
    spark.sparkContext().setJobDescription(job.name());
    try {
      job.run(new JobContext(spark, lake, runId, fingerprint, resume), config);
    } catch (Exception e) {
      LOG.error("{} failed", runId, e);
      log.append(entry, RunLog.Status.FAILED, Failure.cause(e).toString());
      throw e;
    }
    log.append(entry, RunLog.Status.SUCCEEDED, "");
    return Outcome.DONE;
  }
}
