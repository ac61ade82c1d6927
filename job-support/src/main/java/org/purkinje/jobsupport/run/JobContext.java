package org.purkinje.jobsupport.run;

import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.table.Lake;

/**
 * What a running job may use.
 *
 * @param runId name of this run, a key of the table {@code runs}
 * @param fingerprint SHA-256 over job, config, code and inputs, hex
 * @param resumeKey equal for runs of which one can go on where another ended, hex
 * @param resume continue from the latest checkpoint of a run of the same key, if there is one
 */
public record JobContext(
    SparkSession spark,
    Lake lake,
    String runId,
    String fingerprint,
    String resumeKey,
    boolean resume) {

  /** Tells the user a line, besides the log. */
  public void say(String line) {
    Notice.say(line);
  }

  /** The folder of catalog and tables, for files that go with them. */
  public StoredFolder warehouse() {
    return lake.warehouse();
  }
}
