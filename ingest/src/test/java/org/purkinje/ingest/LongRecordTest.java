package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.Session;

/**
 * A record of 24 hours, 12 leads and 500 Hz, twice as large as the heap it is ingested in. The file
 * is all zeros, of which no disk holds a copy; {@code benchmarks/ingest-to-parquet} takes noise.
 */
class LongRecordTest {

  private static final long FRAMES = 24L * 3_600 * 500;

  @TempDir private static Path below;

  @BeforeAll
  static void write() throws IOException {
    Path corpus = Files.createDirectories(below.resolve("corpus"));
    StringBuilder header = new StringBuilder("JS00001 12 500 " + FRAMES + "\n");
    WfdbLayout.UPPER.forEach(
        lead -> header.append("JS00001.dat 16 1000/mV 16 0 0 0 0 ").append(lead).append('\n'));
    Files.writeString(
        corpus.resolve("JS00001.hea"), header + "#Age: 50\n#Sex: Female\n#Dx: 426783006\n");
    try (RandomAccessFile file =
        new RandomAccessFile(corpus.resolve("JS00001.dat").toFile(), "rw")) {
      file.setLength(FRAMES * 12 * 2);
    }
    System.setProperty("purkinje.home", "..");
  }

  @AfterAll
  static void forgetHome() {
    System.clearProperty("purkinje.home");
  }

  @Test
  void isIngestedInAHeapOf512Mb() throws Exception {
    Path config =
        Files.writeString(
            below.resolve("ingest.yaml"),
            """
            corpus: chapman-shaoxing
            source: %s
            stringency: strict
            max-reject-ratio: 0.0
            refuse: []
            """
                .formatted(below.resolve("corpus")));
    Path warehouse = below.resolve("warehouse");
    Path out = below.resolve("out");
    Process driver =
        DriverProcess.start(
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=4"),
            Path.of(".."),
            out,
            "--warehouse",
            warehouse.toString(),
            "--master",
            "local[1]",
            "ingest-corpus",
            config.toString());
    assertThat(driver.waitFor()).as(Files.readString(out)).isZero();
    try (SparkSession spark = Session.open(warehouse, "local[1]")) {
      Row row =
          spark
              .sql("select count(*), sum(n_samples), max(n_samples) from signals")
              .collectAsList()
              .get(0);
      assertThat(row.getLong(1)).isEqualTo(12 * FRAMES);
      assertThat(row.getInt(2)).isLessThanOrEqualTo(1 << 16);
    }
  }
}
