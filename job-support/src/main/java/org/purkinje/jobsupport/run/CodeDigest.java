package org.purkinje.jobsupport.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * SHA-256 over the project's own jars or class folders, on the class path or given to {@code
 * spark-submit}.
 *
 * <p>The build is reproducible, so equal sources give an equal digest on every machine.
 */
final class CodeDigest {

  private static final List<String> MODULES =
      List.of(
          "biosignal",
          "models",
          "job-support",
          "ingest",
          "preprocessing",
          "pretrain-jobs",
          "eval-jobs");

  private CodeDigest() {}

  /**
   * @param submitted value of {@code spark.jars}: what {@code spark-submit} adds to the class path,
   *     parted by commas; may be empty
   */
  static String of(String submitted) {
    Sha256 digest = new Sha256();
    Stream.concat(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)),
            Arrays.stream(submitted.split(",")))
        .map(entry -> entry.startsWith("file:") ? Path.of(URI.create(entry)) : Path.of(entry))
        .filter(CodeDigest::isOurs)
        // A module without sources has a place on Maven's class path, but no folder there.
        .filter(Files::exists)
        .map(entry -> entry.toAbsolutePath().normalize())
        .distinct()
        .sorted()
        .forEach(entry -> add(digest, entry));
    return digest.hex();
  }

  private static boolean isOurs(Path entry) {
    String name = String.valueOf(entry.getFileName());
    if (name.equals("classes") && entry.getParent() != null) {
      return MODULES.contains(String.valueOf(entry.resolve("../..").normalize().getFileName()));
    }
    return MODULES.stream().anyMatch(module -> name.matches(module + "-\\d.*\\.jar"));
  }

  private static void add(Sha256 digest, Path entry) {
    try (Stream<Path> files = Files.walk(entry)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        digest.add(String.valueOf(file.getFileName())).add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
