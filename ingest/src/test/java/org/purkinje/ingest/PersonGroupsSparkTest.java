package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Groups are worked out by hand from a few records of five corpora. */
class PersonGroupsSparkTest {

  @TempDir private static Path warehouse;
  @TempDir private static Path home;
  private static SparkSession spark;

  @BeforeAll
  static void groupTheSubjects() throws IOException {
    System.setProperty("purkinje.home", home.toString());
    CorpusFile.write(home, "whole", "published", "[]");
    CorpusFile.write(
        home,
        "renamed",
        "published",
        "[{corpus: whole, same: record, here: 'r(.+)', there: 'w(.+)'}]");
    CorpusFile.write(
        home,
        "guessed",
        "assumed",
        "[{corpus: whole, same: subject, here: '(a|c)', there: '(\\w)'}]");
    CorpusFile.write(
        home, "cut", "published", "[{corpus: whole, same: unknown, here: 's.*', there: ''}]");
    CorpusFile.write(home, "stranger", "published", "[]");
    spark = Session.open(warehouse, "local[2]");
    spark.conf().set("spark.sql.shuffle.partitions", "2");
    IngestedTables tables = new IngestedTables(spark);
    tables.write(
        "whole",
        List.of(channel("whole", "w1", "a", "p")),
        List.of(record("whole", "w1", "a"), record("whole", "w2", "b"), record("whole", "w3", "b")),
        1);
    tables.write(
        "renamed",
        List.of(),
        List.of(record("renamed", "r2", "x"), record("renamed", "r9", "y")),
        1);
    tables.write(
        "guessed", List.of(), List.of(record("guessed", "1", "a"), record("guessed", "2", "d")), 1);
    tables.write("cut", List.of(), List.of(record("cut", "s1", "k"), record("cut", "t1", "l")), 1);
    tables.write(
        "stranger",
        List.of(channel("stranger", "1", "q", "p")),
        List.of(record("stranger", "1", "q"), record("stranger", "2", "q2")),
        1);
    new JobRunner(spark)
        .run(
            new FindOverlapsJob(),
            new FindOverlapsJob.Config(
                "all", List.of("whole", "renamed", "guessed", "cut", "stranger")),
            false);
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    spark.close();
  }

  @Test
  void putsSubjectsTogetherBySharedWaveformsAndByDeclaredRecordsAndSubjects() {
    assertThat(column("person_group"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "whole/a", "guessed/a",
                "guessed/a", "guessed/a",
                "stranger/q", "guessed/a",
                "whole/b", "renamed/x",
                "renamed/x", "renamed/x",
                "renamed/y", "renamed/y",
                "guessed/d", "guessed/d",
                "cut/k", "cut/k",
                "cut/l", "cut/l",
                "stranger/q2", "stranger/q2"));
  }

  @Test
  void saysWhichCorporaMayHoldAPersonWithoutItBeingKnownWhom() {
    assertThat(column("array_join(unknown_corpora, ' ')"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "whole/a", "cut guessed stranger",
                "whole/b", "cut guessed stranger",
                "renamed/x", "",
                "renamed/y", "",
                // Assumed: another name may be the same person; d is none that the file maps.
                "guessed/a", "guessed whole",
                "guessed/d", "guessed",
                "cut/k", "whole",
                "cut/l", "",
                // It shares a waveform with whole, and no file says why.
                "stranger/q", "whole",
                "stranger/q2", "whole"));
  }

  private static Map<String, String> column(String expression) {
    return spark
        .sql(
            "select concat(corpus, '/', subject), %s from person_groups where scope = 'all'"
                .formatted(expression))
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
  }

  private static ChannelRow channel(String corpus, String record, String subject, String waveform) {
    return ChannelRow.of(corpus, record, 0, waveform).with("subject", subject);
  }

  private static Row record(String corpus, String name, String subject) {
    return new RowBuilder(RecordsTable.TABLE)
        .set("corpus", corpus)
        .set("corpus_version", "1.0.0")
        .set("record", name)
        .set("subject", subject)
        .set("subject_identity", corpus.equals("guessed") ? "assumed" : "published")
        .set("fs_hz", 100.0)
        .set("n_samples", 1_000L)
        .set("duration_s", 10.0)
        .set("n_channels", 1)
        .set("alignment", "simultaneous")
        .set("licence", "CC0-1.0")
        .set("source_uri", name)
        .set("source_sha256", name)
        .build();
  }
}
