package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.run.Sha256;

/**
 * A driver that is killed at random moments of an ingest, in a process of its own. Three times, or
 * as often as {@code -Dpurkinje.kills} says.
 */
class KilledIngestTest {

  private static final List<String> TABLES =
      List.of(
          "records", "channels", "signals", "annotations", "labels", "record_faults", "rejects");

  @TempDir private static Path folder;
  private static Path config;

  @BeforeAll
  static void writeCorpus() throws IOException {
    System.setProperty("purkinje.home", "..");
    Path corpus = folder.resolve("corpus");
    for (int i = 0; i < 60; i++) {
      new WfdbLayout(
              "g1/JS%05d".formatted(i),
              500,
              WfdbLayout.UPPER,
              List.of(),
              List.of("Age: 5" + i % 10, "Sex: Female", "Dx: 426783006,59118001"))
          .write(corpus);
    }
    // One record is refused, so that rejects are written too.
    Files.writeString(corpus.resolve("g1/JS99999.hea"), "JS99999 1 500 100\nnone.dat 16 1000\n");
    config =
        Files.writeString(
            folder.resolve("ingest.yaml"),
            """
            corpus: chapman-shaoxing
            source: %s
            stringency: lenient
            max-reject-ratio: 0.1
            refuse: []
            """
                .formatted(corpus));
  }

  @AfterAll
  static void forgetHome() {
    System.clearProperty("purkinje.home");
  }

  @Test
  void endsWithTheTablesOfACleanRunWhereverItIsKilled() throws Exception {
    Path clean = folder.resolve("clean");
    long started = System.nanoTime();
    assertThat(start(clean).waitFor()).isZero();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    String expected = content(clean);

    Random random = new Random(20);
    int kills = Integer.getInteger("purkinje.kills", 3);
    int unfinished = 0;
    for (int kill = 0; kill < kills; kill++) {
      Path warehouse = folder.resolve("killed" + kill);
      Process driver = start(warehouse);
      // Nothing is written in the first third, which is the start of Java and Spark.
      boolean ended =
          driver.waitFor(
              millis / 3 + random.nextInt((int) (millis * 2 / 3)), TimeUnit.MILLISECONDS);
      driver.destroyForcibly().waitFor();
      unfinished += ended ? 0 : 1;
      assertThat(content(warehouse)).as("after kill %d of %d", kill, kills).isEqualTo(expected);
    }
    assertThat(unfinished).as("runs that had not ended when they were killed").isPositive();
  }

  /** Runs the same job again, to its end, and gives a digest over every row of its tables. */
  private static String content(Path warehouse) {
    try (SparkSession spark = Session.open(warehouse, "local[2]")) {
      IngestCorpusJob.Config read =
          ConfigReader.read(config, Map.of(), IngestCorpusJob.Config.class);
      Outcome outcome = new JobRunner(spark).run(new IngestCorpusJob(), read, false);
      assertThat(outcome).isIn(Outcome.DONE, Outcome.UP_TO_DATE);
      Sha256 digest = new Sha256();
      for (String table : TABLES) {
        digest.add(table);
        spark.table("lake.purkinje." + table).toJSON().collectAsList().stream()
            .sorted()
            .forEach(digest::add);
      }
      return digest.hex();
    }
  }

  private static Process start(Path warehouse) throws IOException {
    return DriverProcess.start(
        List.of("-Xmx1g"),
        Path.of(".."),
        folder.resolve("child.out"),
        "--warehouse",
        warehouse.toString(),
        "--master",
        "local[2]",
        "ingest-corpus",
        config.toString());
  }
}
