package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * Drivers that are killed at random points of a training by one, two and three workers, in
 * processes of their own, as an operator's {@code kill -9} or a lost machine would; as often as
 * {@code -Dpurkinje.kills} says. {@code .ci/killed-executors} does the same to executors.
 */
class KilledDriverTest {

  private static final int ROUNDS = 6;
  private static final int ROUNDS_PER_CHECKPOINT = 2;
  private static final int MAX_WORKERS = 3;

  @TempDir private Path folder;
  private Path warehouse;

  @Test
  void resumesToTheParametersOfAnUninterruptedRun() throws Exception {
    warehouse = folder.resolve("warehouse");
    int kills = Math.max(1, Integer.getInteger("purkinje.kills", 3));
    Random random = new Random(17);
    int unfinished = 0;
    try (SparkSession spark = Session.open(warehouse, "local[2]")) {
      JobRunner runner = new JobRunner(spark);
      runner.run(new SineShardsJob(), new SineShardsJob.Config("sines", 24), false);
      for (int kill = 0; kill < kills; kill++) {
        int workers = 1 + kill % MAX_WORKERS;
        String whole = "whole-" + workers;
        runner.run(new PretrainJob(), read(config(whole, workers)), false);
        String killed = "killed-" + kill;
        unfinished += kill(killed, workers, random) ? 1 : 0;
        runner.run(new PretrainJob(), read(config(killed, workers)), true);
        assertEqual(new Lake(spark), killed, whole);
      }
    }
    assertThat(unfinished).as("trainings that had not ended when they were killed").isPositive();
  }

  /**
   * Kills a training up to half a second after one of its checkpoints but the last.
   *
   * @return whether it had not ended before
   */
  private boolean kill(String pretraining, int workers, Random random) throws Exception {
    int checkpoints = ROUNDS / ROUNDS_PER_CHECKPOINT - 1;
    int round = ROUNDS_PER_CHECKPOINT * (1 + random.nextInt(checkpoints));
    Process driver = start(config(pretraining, workers), "--resume");
    awaitCheckpoint(warehouse.resolve("checkpoints/" + pretraining), round, driver);
    boolean ended = driver.waitFor(random.nextInt(500), TimeUnit.MILLISECONDS);
    driver.destroyForcibly().waitFor();
    return !ended;
  }

  private static void assertEqual(Lake lake, String killed, String whole) {
    assertThat(parameters(lake, killed)).as(killed).isEqualTo(parameters(lake, whole));
    assertThat(curve(lake, killed))
        .as(killed)
        .hasSizeGreaterThan(ROUNDS)
        .isEqualTo(curve(lake, whole));
    assertThat(lake.read(LearningCurvesTable.TABLE, killed).select("run").distinct().count())
        .as("runs that the curve of %s was made by", killed)
        .isLessThanOrEqualTo(2);
  }

  private static PretrainConfig read(Path config) {
    return new PretrainJob().read(config, Map.of());
  }

  private Path config(String pretraining, int workers) throws IOException {
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
        workers: %d
        batch-size: 8
        pair-share: 0.75
        steps-per-round: 3
        rounds: %d
        learning-rate: 3.0e-3
        learning-rate-warmup: 0.1
        weight-decay: 0.05
        max-grad-norm: 1.0
        rounds-per-checkpoint: %d
        seed: 11
        """
            .formatted(pretraining, workers, ROUNDS, ROUNDS_PER_CHECKPOINT);
    return Files.writeString(folder.resolve(pretraining + ".yaml"), yaml);
  }

  private Process start(Path config, String... options) throws IOException {
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

  private void awaitCheckpoint(Path checkpoints, int round, Process driver) throws Exception {
    Path last = Path.of("round-%06d".formatted(round), "checkpoint.json");
    for (int i = 0; i < 12_000; i++) {
      if (Files.isDirectory(checkpoints)) {
        try (Stream<Path> files = Files.walk(checkpoints)) {
          if (files.anyMatch(file -> file.endsWith(last))) {
            return;
          }
        }
      }
      if (driver.waitFor(10, TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "the driver ended before it was killed: "
                + Files.readString(folder.resolve("child.out")));
      }
    }
    throw new AssertionError("no checkpoint of round %d within two minutes".formatted(round));
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
