package org.purkinje.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.ingest.IngestCorpusJob;
import org.purkinje.ingest.Stringency;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.preprocessing.windows.WindowSignalsJob;

/**
 * From files to windows on real records. Oracle: the counts that {@code
 * golden/pressure/cinc2015-features/features.py} of biosignal's tests prints, which runs the rules
 * of {@code bp_loso.py} of the peers folder on signals whose ends are treated as {@code
 * PressureSignals} says.
 */
class RealSampleWindowsIT {

  @TempDir private static Path warehouse;
  private static SparkSession spark;

  @BeforeAll
  static void cutWindows() {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to cut real records");
    System.setProperty("purkinje.home", "..");
    spark = Session.open(warehouse, "local[2]");
    JobRunner runner = new JobRunner(spark);
    String source = Path.of(corpora, "cinc2015").toString();
    runner.run(
        new IngestCorpusJob(),
        new IngestCorpusJob.Config("cinc2015", source, Stringency.STRICT, 0, List.of()),
        false);
    runner.run(
        new WindowSignalsJob(),
        new WindowSignalsJob()
            .read(
                Path.of("../configs/preprocessing/window-signals-real-sample.yaml"),
                Map.of(
                    "window-set", "w",
                    "corpora", "[cinc2015]",
                    "person-groups", "none",
                    "evaluation-share", "0")),
        false);
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    if (spark != null) {
      spark.close();
    }
  }

  @Test
  void countsPressureWindowsByFirstBrokenRuleAsThePythonPeer() {
    Map<String, Long> countByOutcome = new TreeMap<>();
    spark
        .sql(
            "select coalesce(refusal, 'accepted'), count(*) from window_features where feature_set"
                + " = 'pat-ppg' and (refusal is null or refusal not like 'no %') group by 1")
        .collectAsList()
        .forEach(row -> countByOutcome.put(row.getString(0), row.getLong(1)));
    assertThat(countByOutcome)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("accepted", 791L),
                Map.entry("pat", 373L),
                Map.entry("hr mismatch", 338L),
                Map.entry("ppg template", 205L),
                Map.entry("gap", 85L),
                Map.entry("abp damped", 69L),
                Map.entry("abp beats", 36L),
                Map.entry("abp flat", 22L),
                Map.entry("beats", 17L),
                Map.entry("abp range", 16L),
                Map.entry("ppg flat", 1L)));
  }

  /** Of the windows whose ECG and PPG may both be learnt from, 30 % show two hearts or noise. */
  @Test
  void trustsOnlyPairsThatShowOneHeart() {
    Map<String, Long> countByOutcome = new TreeMap<>();
    spark
        .sql(
            "select coalesce(pair_refusal, 'trusted'), count(*) from windows where modalities ="
                + " 'ecg+ppg' group by 1")
        .collectAsList()
        .forEach(row -> countByOutcome.put(row.getString(0), row.getLong(1)));
    assertThat(countByOutcome)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("trusted", 911L, "pat", 431L, "hr mismatch", 350L, "ppg template", 216L));
  }
}
