package org.purkinje.jobsupport.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.purkinje.jobsupport.config.ConfigReader;

/** SHA-256 of what a run's result depends on: job, config, code and inputs. */
final class Fingerprint {

  private Fingerprint() {}

  /**
   * @throws IllegalArgumentException if an input folder or file is absent, or an input partition
   *     was never written
   */
  static <C extends Record> String of(Job<C> job, C config, String codeDigest, RunLog log) {
    Sha256 digest =
        new Sha256().add(job.name()).add(ConfigReader.canonical(config)).add(codeDigest);
    for (Input input : job.inputs(config)) {
      digest.add(digest(job, input, log));
    }
    return digest.hex();
  }

  private static String digest(Job<?> job, Input input, RunLog log) {
    if (input instanceof Input.Rows rows) {
      return log.lastWriter(rows.partition())
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "%s reads %s, which no run has written yet; run the step before it first"
                          .formatted(job.name(), rows.partition())));
    }
    if (input instanceof Input.Folder folder) {
      return ofFolder(folder.path());
    }
    return ofFile(((Input.File) input).path());
  }

  private static String ofFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(folder + ": no such folder");
    }
    Sha256 digest = new Sha256();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        digest
            .add(folder.relativize(file).toString())
            .add(Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
