package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Table;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner.Mode;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.table.Lake;

/** Oracle: the rows that the tables had where they were written. */
class MovedWarehouseSparkTest {

  @TempDir private Path folder;
  private Path first;
  private Path second;
  private WriteNumbersJob.Config config;

  @BeforeEach
  void writeTables() throws IOException {
    first = folder.resolve("first of \"two\"");
    second = folder.resolve("second/below");
    Path source = Files.writeString(folder.resolve("source"), "a");
    config = new WriteNumbersJob.Config("set", source.toString(), 3);
    assertThat(run(first, Mode.NORMAL)).isEqualTo(Outcome.DONE);
    // A second commit, so that a manifest list names manifests of two.
    assertThat(run(first, Mode.FORCE)).isEqualTo(Outcome.DONE);
  }

  @Test
  void isReadWhereItWasMovedToAndNothingRunsAgain() throws IOException {
    Files.createDirectories(second.getParent());
    Files.move(first, second);

    assertThat(run(second, Mode.NORMAL)).isEqualTo(Outcome.UP_TO_DATE);
    assertThat(numbers(second)).containsExactly(0L, 1L, 2L);
    assertThat(run(second, Mode.FORCE)).isEqualTo(Outcome.DONE);
    assertThat(numbers(second)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void isItsOwnWhereItWasCopiedTo() throws IOException {
    copy(first, second);

    assertThat(run(second, Mode.NORMAL)).isEqualTo(Outcome.UP_TO_DATE);
    delete(first.resolve("purkinje/numbers/data"));
    assertThat(numbers(second)).containsExactly(0L, 1L, 2L);
  }

  /**
   * Oracle: the table specification, manifest_length is the length of the manifest file in bytes.
   */
  @Test
  void statesTheLengthsOfItsManifests() throws IOException {
    copy(first, second);
    try (SparkSession spark = Session.open(second, "local[1]")) {
      Table table = new Lake(spark).find("numbers").orElseThrow();
      List<ManifestFile> manifests = table.currentSnapshot().allManifests(table.io());
      assertThat(manifests).isNotEmpty();
      for (ManifestFile manifest : manifests) {
        assertThat(manifest.path()).startsWith(second + "/");
        assertThat(manifest.length()).isEqualTo(Files.size(Path.of(manifest.path())));
      }
    }
  }

  @Test
  void keepsItsTablesUnderAnotherNameOfItsFolder() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), first);
    byte[] catalog = Files.readAllBytes(first.resolve("catalog.db"));

    assertThat(run(link, Mode.NORMAL)).isEqualTo(Outcome.UP_TO_DATE);
    assertThat(Files.readAllBytes(first.resolve("catalog.db"))).isEqualTo(catalog);
  }

  @Test
  void goesOnWhereTheWorkWasCutShort() throws IOException {
    copy(first, second);
    numbers(second);
    Path third = folder.resolve("third");
    copy(first, third);
    // As after a stop between the files of a table and its row in the catalog.
    copy(second.resolve("purkinje"), third.resolve("purkinje"));
    replaceInMetadata(third.resolve("purkinje/numbers/metadata"), second, third);

    assertThat(numbers(third)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void isNotChangedWhileARunIsUnderWay() throws IOException {
    copy(first, second);
    try (ProcessLock lock = ProcessLock.acquire(second.resolve("locks/numbers_set.lock"))) {
      assertThatThrownBy(() -> numbers(second))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is in use as " + first);
    }
  }

  private Outcome run(Path warehouse, Mode mode) {
    try (SparkSession spark = Session.open(warehouse, "local[1]")) {
      return new JobRunner(spark).run(new WriteNumbersJob(), config, mode);
    }
  }

  private static List<Long> numbers(Path warehouse) {
    try (SparkSession spark = Session.open(warehouse, "local[1]")) {
      return new Lake(spark)
          .read(WriteNumbersJob.NUMBERS).orderBy("number").collectAsList().stream()
              .map(row -> row.<Long>getAs("number"))
              .toList();
    }
  }

  private static void replaceInMetadata(Path metadata, Path from, Path to) throws IOException {
    try (var files = Files.newDirectoryStream(metadata, "*.json")) {
      for (Path file : files) {
        Files.writeString(
            file, Files.readString(file).replace(from.toString() + "/", to.toString() + "/"));
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes of)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(path)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes of) throws IOException {
            Files.copy(
                path, to.resolve(from.relativize(path)), StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes of) throws IOException {
            Files.delete(path);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
