package org.purkinje.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.purkinje.ingest.IngestCorpusJob;
import org.purkinje.ingest.Stringency;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.preprocessing.windows.WindowSignalsJob;

/**
 * Cuts windows of 12 leads and 10 s, 250 Hz of 500 Hz, on one core.
 *
 * <p>Arguments: folder to work in, seconds per record, then numbers of windows. Each is a corpus of
 * its own in a warehouse of its own, in the folder {@code records}, the last of which stays for a
 * peer. Prints a line for each: seconds are those of window-signals, with Spark started.
 */
public final class TwelveLeadWindows {

  private static final String WINDOWS =
      """
      window-set: twelve
      corpora: [twelve-lead]
      person-groups: none
      window:
        seconds: 10
        hop-seconds: 10
        min-signals: 12
        signals:
          - kind: ecg
            take: each
            leads: [I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6]
            rate-hz: 250
            band: {low-hz: 0.5, high-hz: 40, order: 4}
      evaluation-share: 0
      seed: 17
      """;

  private TwelveLeadWindows() {}

  public static void main(String[] args) throws IOException {
    Path work = Path.of(args[0]);
    double secondsPerRecord = Double.parseDouble(args[1]);
    TwelveLeadCorpus.describe(work);
    Path windows = Files.writeString(work.resolve("windows.yaml"), WINDOWS);
    TwelveLeadCorpus corpus = new TwelveLeadCorpus(secondsPerRecord);
    for (String count : List.of(args).subList(2, args.length)) {
      int records = (int) Math.ceil(Double.parseDouble(count) * 10 / secondsPerRecord);
      corpus.write(work.resolve("records"), records);
      try (SparkSession spark = Session.open(work.resolve("warehouse-" + count), "local[1]")) {
        JobRunner runner = new JobRunner(spark);
        runner.run(
            new IngestCorpusJob(),
            new IngestCorpusJob.Config(
                TwelveLeadCorpus.NAME,
                work.resolve("records").toString(),
                Stringency.STRICT,
                0,
                List.of()),
            false);
        WindowSignalsJob job = new WindowSignalsJob();
        WindowSignalsJob.Config config = job.read(windows, Map.of());
        long start = System.nanoTime();
        runner.run(job, config, false);
        double seconds = (System.nanoTime() - start) / 1e9;
        long cut = spark.sql("select count(*) from windows").collectAsList().get(0).getLong(0);
        System.out.printf(
            Locale.ROOT,
            "%d windows of 12 leads, records of %s s: %.1f s, %.0f windows/s%n",
            cut,
            secondsPerRecord,
            seconds,
            cut / seconds);
      }
    }
  }
}
