package org.purkinje.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.purkinje.ingest.IngestCorpusJob;
import org.purkinje.ingest.Stringency;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;

/**
 * Times {@link IngestCorpusJob} on one core over synthetic WFDB records, from files to Parquet.
 *
 * <p>Arguments: folder to work in, seconds per record, then hours of recording in each corpus. Each
 * corpus goes into a warehouse of its own; a small one goes first, untimed, to warm up. Prints a
 * row for each: samples of all leads over wall time, and over CPU time of all of the process'
 * threads.
 */
public final class IngestThroughput {

  private static final int WARM_UP_RECORDS = 200;
  private static final double WARM_UP_SECONDS = 60;

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Path work;

  private IngestThroughput(Path work) {
    this.work = work;
  }

  public static void main(String[] args) throws IOException {
    IngestThroughput benchmark = new IngestThroughput(Path.of(args[0]));
    double secondsPerRecord = Double.parseDouble(args[1]);
    TwelveLeadCorpus.describe(benchmark.work);

    benchmark.time(new TwelveLeadCorpus(WARM_UP_SECONDS), WARM_UP_RECORDS);
    TwelveLeadCorpus corpus = new TwelveLeadCorpus(secondsPerRecord);
    System.out.printf(
        "%8s %9s %9s %9s %9s %9s %14s %14s%n",
        "hours", "records", "files-MB", "table-MB", "wall-s", "cpu-s", "Msamples/s", "per-cpu-s");
    for (String hours : List.of(args).subList(2, args.length)) {
      int records = (int) Math.ceil(Double.parseDouble(hours) * 3_600 / secondsPerRecord);
      print(hours, records, corpus.samplesPerRecord() * records, benchmark.time(corpus, records));
    }
  }

  /**
   * What one run took.
   *
   * @param fileBytes of the records
   * @param tableBytes of the table {@code signals}
   */
  private record Timing(long fileBytes, long tableBytes, double wallSeconds, double cpuSeconds) {}

  private Timing time(TwelveLeadCorpus corpus, int records) throws IOException {
    Path source = work.resolve("records");
    Path warehouse = work.resolve("warehouse");
    try {
      corpus.write(source, records);
      return ingest(source, warehouse, corpus.samplesPerRecord() * records);
    } finally {
      delete(source);
      delete(warehouse);
    }
  }

  private static Timing ingest(Path source, Path warehouse, long samples) throws IOException {
    IngestCorpusJob.Config config =
        new IngestCorpusJob.Config(
            TwelveLeadCorpus.NAME, source.toString(), Stringency.STRICT, 0, List.of());
    try (SparkSession spark = Session.open(warehouse, "local[1]")) {
      long cpu = PROCESS.getProcessCpuTime();
      long wall = System.nanoTime();
      new JobRunner(spark).run(new IngestCorpusJob(), config, false);
      double wallSeconds = (System.nanoTime() - wall) / 1e9;
      double cpuSeconds = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
      long found =
          spark
              .sql("select cast(sum(n_samples) as bigint) from signals")
              .collectAsList()
              .get(0)
              .getLong(0);
      if (found != samples) {
        throw new IllegalStateException(
            "signals must hold %,d samples, got %,d".formatted(samples, found));
      }
      return new Timing(
          bytes(source), bytes(warehouse.resolve("purkinje/signals")), wallSeconds, cpuSeconds);
    }
  }

  private static void print(String hours, int records, long samples, Timing timing) {
    System.out.printf(
        Locale.ROOT,
        "%8s %9d %9.0f %9.0f %9.1f %9.1f %14.2f %14.2f%n",
        hours,
        records,
        timing.fileBytes() / 1e6,
        timing.tableBytes() / 1e6,
        timing.wallSeconds(),
        timing.cpuSeconds(),
        samples / timing.wallSeconds() / 1e6,
        samples / timing.cpuSeconds() / 1e6);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(Path::toFile)
          .filter(file -> file.isFile())
          .mapToLong(file -> file.length())
          .sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted((a, b) -> b.compareTo(a)).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
