package org.purkinje.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
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
 * Files whose rate no short fraction leads from to 125 Hz: a phone's PPG of five minutes on a
 * millisecond clock, and an EDF with a data record of 0.333333 s. Oracle: {@code EXPECTED.md} of
 * case 21, all are windowed.
 */
class OddSamplingRatesIT {

  @TempDir private static Path warehouse;
  @TempDir private static Path home;
  private static SparkSession spark;

  @BeforeAll
  static void cutWindows() throws IOException {
    String cases = System.getProperty("purkinje.cases", "");
    assumeTrue(!cases.isEmpty(), "set -Dpurkinje.cases to cut files of odd sampling rates");
    Path folder = Path.of(cases, "21-odd-sampling-rate");
    describe(folder, "bug21");
    describe(folder, "bug21b");
    System.setProperty("purkinje.home", home.toString());
    spark = Session.open(warehouse, "local[2]");
    ingest("bug21", folder.resolve("input-long"));
    ingest("bug21b", folder.resolve("input-edf"));
    new JobRunner(spark)
        .run(
            new WindowSignalsJob(),
            new WindowSignalsJob()
                .read(
                    Path.of("../configs/preprocessing/window-signals-real-sample.yaml"),
                    Map.of(
                        "window-set", "w",
                        "corpora", "[bug21, bug21b]",
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
  void cutsEveryRecord() {
    assertThat(spark.sql("select * from rejects where place = 'record'").collectAsList()).isEmpty();
    assertThat(
            spark
                .sql(
                    "select record, count(*) > 0 from (select record from windows union all select"
                        + " record from rejects) group by 1 order by 1")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[long-lucky,true]", "[long-unlucky,true]", "[third,true]");
    assertThat(
            spark
                .sql(
                    "select sum(discovered) - sum(accepted + rejected) from accounting where unit = 'windows'")
                .first()
                .getLong(0))
        .isZero();
  }

  private static void ingest(String corpus, Path source) {
    new JobRunner(spark)
        .run(
            new IngestCorpusJob(),
            new IngestCorpusJob.Config(corpus, source.toString(), Stringency.STRICT, 0, List.of()),
            false);
  }

  /** The case's description, which leaves out whom its records are of. */
  private static void describe(Path folder, String corpus) throws IOException {
    Path described = Files.createDirectories(home.resolve("configs/corpora"));
    Files.copy(folder.resolve(corpus + ".yaml"), described.resolve(corpus + ".yaml"));
  }
}
