package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;

/**
 * A driver that is killed in the middle of training, in a process of its own, as an operator's
 * {@code kill -9} or a lost machine would.
 */
class KilledDriverTest {

  private static final int ROUNDS = 8;

  @TempDir private Path folder;

  @Test
  void resumesToTheParametersOfAnUninterruptedRun() throws Exception {
    Path warehouse = folder.resolve("warehouse");
    try (SparkSession spark = Session.open(warehouse, "local[2]")) {
      new JobRunner(spark).run(new SineShardsJob(), new SineShardsJob.Config("sines", 24), false);
    }
    Path killed = config("killed");
    Process driver = start(warehouse, killed, "--resume");
    awaitCheckpoint(warehouse.resolve("checkpoints/killed"), driver);
    driver.destroyForcibly().waitFor();
    assertThat(driver.exitValue()).as("the driver was killed, not done").isNotZero();

    assertThat(start(warehouse, killed, "--resume").waitFor()).isZero();
    assertThat(start(warehouse, config("whole")).waitFor()).isZero();

    try (SparkSession spark = Session.open(warehouse, "local[2]")) {
      Lake lake = new Lake(spark);
      assertThat(parameters(lake, "killed")).isEqualTo(parameters(lake, "whole"));
      assertThat(curve(lake, "killed")).hasSizeGreaterThan(ROUNDS).isEqualTo(curve(lake, "whole"));
      assertThat(lake.read(LearningCurvesTable.TABLE, "killed").select("run").distinct().count())
          .as("runs that the curve was made by")
          .isEqualTo(2);
    }
  }

  private Path config(String pretraining) throws IOException {
    String yaml =
        """
        pretraining: %s
        shard-set: sines
        held-out-shard-set: none
        held-out-windows: 16
        objective: m2ae
        settings: {size: tiny, masks: complementary, mask-ratio: "0.5", lag-patches: "0",
          modality-dropout: "0.15", view-mask-ratio: "0.3", contrastive-views: "1",
          contrastive-weight: "0.1", contrastive-warmup: "0.1"}
        workers: 2
        batch-size: 8
        pair-share: 0.75
        steps-per-round: 3
        rounds: %d
        learning-rate: 3.0e-3
        learning-rate-warmup: 0.1
        weight-decay: 0.05
        max-grad-norm: 1.0
        rounds-per-checkpoint: 2
        seed: 11
        """
            .formatted(pretraining, ROUNDS);
    return Files.writeString(folder.resolve(pretraining + ".yaml"), yaml);
  }

  private Process start(Path warehouse, Path config, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            argument ->
                Stream.of("--add-opens", "-XX:", "-Dorg.bytedeco").anyMatch(argument::startsWith))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx2g",
            "-Dpurkinje.log=" + folder.resolve("child.log"),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Purkinje.class.getName(),
            "--warehouse",
            warehouse.toString(),
            "--master",
            "local[2]",
            "pretrain",
            config.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    File output = folder.resolve("child.out").toFile();
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output)).start();
  }

  private void awaitCheckpoint(Path checkpoints, Process driver) throws Exception {
    for (int i = 0; i < 1200; i++) {
      if (Files.isDirectory(checkpoints)) {
        try (Stream<Path> files = Files.walk(checkpoints)) {
          if (files.anyMatch(file -> file.endsWith("checkpoint.json"))) {
            return;
          }
        }
      }
      if (driver.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "the driver ended before it was killed: "
                + Files.readString(folder.resolve("child.out")));
      }
    }
    throw new AssertionError("no checkpoint within two minutes");
  }

  private static String parameters(Lake lake, String pretraining) {
    Row row = lake.read(CheckpointsTable.TABLE, pretraining).collectAsList().get(0);
    assertThat(row.<Integer>getAs("round")).isEqualTo(ROUNDS);
    return row.getAs("parameters_sha256");
  }

  private static List<Row> curve(Lake lake, String pretraining) {
    return lake.read(LearningCurvesTable.TABLE, pretraining)
        .select("split", "round", "step", "windows_seen", "term", "value", "n_windows")
        .orderBy("split", "round", "term")
        .collectAsList();
  }
}
