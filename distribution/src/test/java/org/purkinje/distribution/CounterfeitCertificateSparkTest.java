package org.purkinje.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.eval.pressure.LosoBloodPressureJob;
import org.purkinje.ingest.FindOverlapsJob;
import org.purkinje.ingest.IngestCorpusJob;
import org.purkinje.ingest.Stringency;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.preprocessing.shards.ShardWindowsJob;
import org.purkinje.preprocessing.windows.WindowSignalsJob;
import org.purkinje.pretrain.EmbedWindowsJob;
import org.purkinje.pretrain.PretrainJob;

/**
 * From files to the refusal: one person of the pretraining in every disguise. A disguise that goes
 * through would publish results on seen persons as held out.
 */
class CounterfeitCertificateSparkTest {

  private static final Path CONFIGS = Path.of("../configs");

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void pretrainOnTheOriginalAndEmbedAll() throws IOException {
    CounterfeitCorpora corpora = CounterfeitCorpora.write(folder);
    System.setProperty("purkinje.home", corpora.home().toString());
    spark = Session.open(folder.resolve("warehouse"), "local[2]");
    spark.conf().set("spark.sql.shuffle.partitions", "2");
    for (String corpus : CounterfeitCorpora.NAMES) {
      new JobRunner(spark)
          .run(
              new IngestCorpusJob(),
              new IngestCorpusJob.Config(
                  corpus, folder.resolve(corpus).toString(), Stringency.STRICT, 0, List.of()),
              false);
    }
    new JobRunner(spark)
        .run(
            new FindOverlapsJob(),
            new FindOverlapsJob.Config("all", CounterfeitCorpora.NAMES),
            false);
    window("all", CounterfeitCorpora.NAMES);
    pretrain("original", "m");
    embed("m");
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    if (spark != null) {
      spark.close();
    }
  }

  @Test
  void refusesARecordUnderAnotherNameAndSubject() {
    assertRefused("renamed", "1 of 1 persons (renamed/nobody = original/person1)");
  }

  @Test
  void refusesRecordsAtTwiceAndHalfTheGain() {
    assertRefused(
        "regained",
        "1 of 1 persons (regained/halved = original/person1, regained/twice = original/person1)");
  }

  @Test
  void refusesARecordOfWhichAnotherLeadAloneWasKept() {
    assertRefused("otherlead", "1 of 1 persons (otherlead/v = original/person1)");
  }

  @Test
  void refusesAnExcerptOfAMinuteAtAnotherGainAndOffset() {
    assertRefused("excerpt", "1 of 1 persons (excerpt/minute = original/person1)");
  }

  @Test
  void refusesACorpusThatIsDeclaredToHoldTheSamePeople() {
    assertRefused(
        "contained",
        "unknown whether disjoint from pretraining m",
        "contained and original hold the same people in part, and whom is not published");
  }

  @Test
  void refusesEmbeddingsOfAModelThatWasTrainedAgainOnOthersUnderItsName() {
    pretrain("original", "again");
    embed("again");
    pretrain("honest", "again");
    assertThatThrownBy(() -> grade("original", "again"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "exposures: they are of pretraining again (run pretrain-",
            "the embeddings of again (run pretrain-",
            "it was trained again since",
            "run embed-windows again");
  }

  @Test
  void certifiesOtherPersons() {
    grade("honest", "m");
    List<Row> certificates =
        spark
            .sql(
                "select distinct disjoint, evaluated_persons, shared_persons, shared_records,"
                    + " shared_waveforms, subject_identity from metrics where evaluation ="
                    + " 'honest-m'")
            .collectAsList();
    assertThat(certificates).extracting(Row::toString).containsExactly("[true,3,0,0,0,published]");
  }

  private static void assertRefused(String corpus, String... words) {
    assertThatThrownBy(() -> grade(corpus, "m"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining("allow-overlap: true");
  }

  private static void window(String set, List<String> corpora) {
    run(
        new WindowSignalsJob(),
        "preprocessing/window-signals-demo.yaml",
        Map.of(
            "window-set",
            set,
            "corpora",
            corpora.toString(),
            "person-groups",
            "all",
            "window.signals",
            "[{kind: ecg, leads: [II, V], take: first, rate-hz: 125, band: {low-hz: 0.5,"
                + " high-hz: 40, order: 4}, min-beats: 5}, {kind: ppg, rate-hz: 125, band:"
                + " {low-hz: 0.5, high-hz: 8, order: 3}, min-beats: 5}]",
            "evaluation-share",
            "0"));
  }

  /** One step on the windows of one corpus. */
  private static void pretrain(String corpus, String pretraining) {
    window(corpus, List.of(corpus));
    run(
        new ShardWindowsJob(),
        "preprocessing/shard-windows-demo.yaml",
        Map.of("shard-set", corpus, "window-set", corpus));
    run(
        new PretrainJob(),
        "pretraining/pretrain-m2ae-demo.yaml",
        Map.of(
            "pretraining", pretraining,
            "shard-set", corpus,
            "held-out-shard-set", "none",
            "workers", "1",
            "batch-size", "8",
            "steps-per-round", "1",
            "rounds", "1"));
  }

  private static void embed(String pretraining) {
    run(
        new EmbedWindowsJob(),
        "pretraining/embed-windows-demo.yaml",
        Map.of(
            "embedding-set",
            pretraining,
            "pretraining",
            pretraining,
            "window-set",
            "all",
            "split",
            "all",
            "corpora",
            CounterfeitCorpora.NAMES.toString()));
  }

  private static void grade(String corpus, String embeddingSet) {
    run(
        new LosoBloodPressureJob(),
        "evaluation/loso-blood-pressure-demo.yaml",
        Map.of(
            "evaluation", corpus + "-" + embeddingSet,
            "window-set", "all",
            "corpora", "[" + corpus + "]",
            "split", "all",
            "embedding-set", embeddingSet,
            "features", "[embedding-joint]",
            "bootstrap-resamples", "20"));
  }

  private static <C extends Record> void run(
      Job<C> job, String config, Map<String, String> overrides) {
    new JobRunner(spark).run(job, job.read(CONFIGS.resolve(config), overrides), false);
  }
}
