package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.table.Lake;

class FingerprintSparkTest {

  /** A job without work whose inputs a test chooses. */
  private record Reading(List<Input> given) implements Job<SumNumbersJob.Config> {

    @Override
    public String name() {
      return "read";
    }

    @Override
    public String summary() {
      return "reads";
    }

    @Override
    public Class<SumNumbersJob.Config> configType() {
      return SumNumbersJob.Config.class;
    }

    @Override
    public List<Input> inputs(SumNumbersJob.Config config) {
      return given;
    }

    @Override
    public List<Partition> outputs(SumNumbersJob.Config config) {
      return List.of();
    }

    @Override
    public void run(JobContext context, SumNumbersJob.Config config) {}
  }

  @TempDir private static Path warehouse;
  private static SparkSession spark;
  private static RunLog log;

  @TempDir private Path folder;

  @BeforeAll
  static void openSession() {
    spark = Session.open(warehouse, "local[2]");
    log = new RunLog(new Lake(spark));
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @Test
  void dependsOnConfigAndCode() {
    String digest = of("a", "code");
    assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(of("a", "code"));
    assertThat(of("b", "code")).isNotEqualTo(digest);
    assertThat(of("a", "other code")).isNotEqualTo(digest);
  }

  @Test
  void doesNotDependOnTheOrderOfKeys() {
    WriteNumbersJob job = new WriteNumbersJob();
    String source = folder.resolve("source").toString();
    write("source", "a");
    String inOrder = "{number-set: x, source: '%s', count: 3}".formatted(source);
    String reordered = "{count: 3, number-set: x, source: '%s'}".formatted(source);
    assertThat(Fingerprint.of(job, config(inOrder), "code", log, new Configuration()))
        .isEqualTo(Fingerprint.of(job, config(reordered), "code", log, new Configuration()));
  }

  @Test
  void dependsOnTheBytesOfAnInputFileAlone() throws IOException {
    Path file = write("a.txt", "1");
    Input input = new Input.File(file);
    String digest = of(input);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    assertThat(of(input)).isEqualTo(digest);
    write("a.txt", "2");
    assertThat(of(input)).isNotEqualTo(digest);
  }

  @Test
  void dependsOnNamesSizesAndTimesInAnInputFolder() throws IOException {
    Files.createDirectory(folder.resolve("below"));
    Path file = write("below/a.txt", "1");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    Input input = new Input.Folder(folder.toString());
    String digest = of(input);
    assertThat(of(input)).isEqualTo(digest);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(1)));
    assertThat(of(input)).isNotEqualTo(digest);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    assertThat(of(input)).isEqualTo(digest);
    write("b.txt", "");
    assertThat(of(input)).isNotEqualTo(digest);
  }

  @Test
  void dependsOnTheRunThatLastWroteAnInputPartition() {
    Input input = Input.rows(WriteNumbersJob.NUMBERS, "tiny");
    append("first", RunLog.Status.SUCCEEDED);
    String digest = of(input);
    append("second", RunLog.Status.SUCCEEDED);
    assertThat(of(input)).isNotEqualTo(digest);
    append("first", RunLog.Status.SUCCEEDED);
    assertThat(of(input)).isEqualTo(digest);
  }

  @Test
  void refusesAnAbsentFolder() {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> of(new Input.Folder(absent.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(absent + ": no such folder");
  }

  private static String of(String set, String code) {
    return Fingerprint.of(
        new Reading(List.of()), new SumNumbersJob.Config(set), code, log, new Configuration());
  }

  private static String of(Input input) {
    return Fingerprint.of(
        new Reading(List.of(input)),
        new SumNumbersJob.Config("a"),
        "code",
        log,
        new Configuration());
  }

  private static WriteNumbersJob.Config config(String yaml) {
    return ConfigReader.parse("c.yaml", yaml, Map.of(), WriteNumbersJob.Config.class);
  }

  private static void append(String fingerprint, RunLog.Status status) {
    List<Partition> outputs = List.of(new Partition("numbers", "tiny"));
    log.append(
        new RunLog.Entry("run", "write-numbers", fingerprint, "{}", "code", outputs, Instant.EPOCH),
        status,
        "");
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
