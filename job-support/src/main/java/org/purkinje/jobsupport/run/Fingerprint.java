package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.file.FileTree;

/**
 * SHA-256 of what a run's result depends on: job, config, code and inputs, but not where these lie.
 */
final class Fingerprint {

  private Fingerprint() {}

  /**
   * @param hadoop settings of the file systems that folders may lie in
   * @throws IllegalArgumentException if an input folder or file is absent, or an input partition
   *     was never written or not as a whole
   */
  static <C extends Record> String of(
      Job<C> job, C config, String codeDigest, RunLog log, Configuration hadoop) {
    String settings = ConfigReader.canonicalWithout(config, ConfigKey::isPlace);
    return of(job, config, settings, codeDigest, log, hadoop);
  }

  /** As {@link #of}, and equal for runs of which one can go on where another ended. */
  static <C extends Record> String ofExtendable(
      Job<C> job, C config, String codeDigest, RunLog log, Configuration hadoop) {
    String settings = ConfigReader.canonicalWithout(config, key -> key.isPlace() || key.isExtent());
    return of(job, config, settings, codeDigest, log, hadoop);
  }

  private static <C extends Record> String of(
      Job<C> job, C config, String settings, String codeDigest, RunLog log, Configuration hadoop) {
    Sha256 digest = new Sha256().add(job.name()).add(settings).add(codeDigest);
    for (Input input : job.inputs(config)) {
      digest.add(digest(job, input, log, hadoop));
    }
    return digest.hex();
  }

  private static String digest(Job<?> job, Input input, RunLog log, Configuration hadoop) {
    if (input instanceof Input.Rows rows) {
      return log.lastWriter(rows.partition())
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "%s reads %s, %s"
                          .formatted(job.name(), rows.partition(), notWritten(rows, log))));
    }
    if (input instanceof Input.Folder folder) {
      return ofFolder(folder.root(), hadoop);
    }
    return ofFile(((Input.File) input).path());
  }

  private static String notWritten(Input.Rows rows, RunLog log) {
    return log.lastRun(rows.partition())
        .map(
            last ->
                "whose last run %s %s; run the step before it again"
                    .formatted(
                        last.run(),
                        // No run that holds the partition's lock is under way.
                        last.status().equals(RunLog.Status.STARTED.label())
                            ? "was killed"
                            : last.status()))
        .orElse("which no run has written yet; run the step before it first");
  }

  private static String ofFolder(String root, Configuration hadoop) {
    Sha256 digest = new Sha256();
    for (FileTree.Entry file : FileTree.of(root, hadoop).list()) {
      digest.add(file.path()).add(file.bytes() + " " + file.modifiedMillis() + file.problem());
    }
    return digest.hex();
  }

  private static String ofFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + ": no such file");
    }
    try {
      return new Sha256().add(Files.readAllBytes(file)).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
