package org.purkinje.preprocessing.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.LabelsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.PersonGroupsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.TaskLabelsTable;
import org.purkinje.preprocessing.splits.SplitRule.KFold;
import org.purkinje.preprocessing.splits.SplitRule.ListedRecords;
import org.purkinje.preprocessing.splits.SplitRule.NestedFractions;
import org.purkinje.preprocessing.splits.SplitRule.PublishedFolds;

/** Corpus {@code c}: 40 records of 20 subjects, two each; subjects s0 and s1 are one person. */
class SplitPersonsSparkTest {

  private static final int RECORDS = 40;

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Lake lake;

  @BeforeAll
  static void writeRecords() {
    spark = Session.open(folder, "local[2]");
    lake = new Lake(spark);
    List<Row> records = new ArrayList<>();
    List<Row> persons = new ArrayList<>();
    List<Row> labels = new ArrayList<>();
    List<Row> classes = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      String subject = "s" + i / 2;
      records.add(record("r%02d".formatted(i), subject));
      labels.add(label("r%02d".formatted(i), subject, String.valueOf(i / 4 + 1)));
      classes.add(taskLabel("r%02d".formatted(i), subject, i / 2 % 2 == 0 ? "a" : "b"));
      if (i % 2 == 0) {
        persons.add(person(subject, i < 4 ? "c/s0" : "c/" + subject));
      }
    }
    lake.replace(RecordsTable.TABLE, "c", records);
    lake.replace(PersonGroupsTable.TABLE, "scope", persons);
    lake.replace(LabelsTable.TABLE, "c", labels);
    lake.replace(TaskLabelsTable.TABLE, "c/map", classes);
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @Test
  void keepsOnePersonOfTwoSubjectsInOneFold() {
    run(config("k", new KFold(4), "none", false));
    assertThat(rows("select count(distinct fold) from splits where split = 'k'"))
        .containsExactly("[4]");
    assertThat(
            rows(
                "select count(distinct fold), count(*) from splits where split = 'k' and person_group = 'c/s0'"))
        .containsExactly("[1,4]");
    assertThat(
            rows(
                "select distinct stratum from splits where split = 'k' and person_group in ('c/s0', 'c/s2')"))
        .containsExactlyInAnyOrder("[t:a+t:b]", "[t:a]");
    assertThat(
            rows(
                "select discovered, accepted, rejected, excluded from accounting where scope = 'split-persons/k'"))
        .containsExactly("[40,40,0,0]");
  }

  /** Codes 1 to 10, four records each; a fifth of the persons of 1 to 8 are within the split. */
  @Test
  void nestsFractionsWithinAFoldOfAnotherSplit() {
    run(
        config(
            "published",
            new PublishedFolds(
                "fold",
                Map.of(
                    "train",
                    List.of("1", "2", "3", "4", "5", "6", "7", "8"),
                    "test",
                    List.of("9"))),
            "none",
            false));
    assertThat(
            rows(
                "select fold, count(*) from splits where split = 'published' group by fold order by fold"))
        .containsExactly("[test,4]", "[train,32]");
    run(config("nested", new NestedFractions(List.of(0.2, 1.0), 2), "published/train", false));
    assertThat(
            rows(
                "select draw, count(*), count(distinct person_group) from splits where split = 'nested' group by draw order by draw"))
        .containsExactly("[0,32,15]", "[1,32,15]");
    assertThat(
            rows(
                "select outcome, reason, n from accounting_reasons where scope in ('split-persons/nested', 'split-persons/published') order by n"))
        .containsExactly(
            "[excluded,no code of fold that is in a fold,4]",
            "[excluded,outside published/train,8]");
    SplitsTable.Fold fifth = SplitsTable.Fold.parse("nested/0/0.2");
    SplitsTable.Fold whole = SplitsTable.Fold.parse("nested/0/1");
    assertThat(fifth.read(lake).select("person_group").distinct().count())
        .as("1.6 of each class, rounded up")
        .isEqualTo(4);
    assertThat(whole.read(lake).count()).isEqualTo(32);
  }

  @Test
  void refusesAPublishedSplitThatCutsAPersonInTwoUnlessAllowed() {
    ListedRecords rule =
        new ListedRecords(Map.of("DS1", List.of("r00"), "DS2", List.of("r03", "r10")));
    assertThatThrownBy(() -> run(config("ds", rule, "none", false)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "split ds: 1 persons are in more than one fold: [c/s0=[DS1, DS2]]; leave some of their records out, or set allow-crossing");
    assertThat(rows("select * from splits where split = 'ds'")).isEmpty();
    run(config("ds", rule, "none", true));
    assertThat(rows("select record, fold, crosses from splits where split = 'ds' order by record"))
        .containsExactly("[r00,DS1,true]", "[r03,DS2,true]", "[r10,DS2,false]");
  }

  @Test
  void failsIfARecordIsLost() {
    assertThatThrownBy(
            () ->
                new SplitPersonsJob(rows -> rows.subList(1, rows.size()))
                    .run(context(), config("lost", new KFold(4), "none", false)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("c: 40 records discovered, but 39 accepted + 0 rejected + 0 excluded = 39");
    assertThat(rows("select * from accounting where scope = 'split-persons/lost'")).isEmpty();
  }

  @Test
  void refusesNamesOfRecordsThatMayStandInSeveralCorpora() {
    assertThatThrownBy(
            () ->
                new SplitPersonsJob.Config(
                    "ds",
                    List.of("c", "d"),
                    "none",
                    new ListedRecords(Map.of("DS1", List.of("r00"))),
                    List.of(),
                    "none",
                    false,
                    17))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "listed-records are of one corpus, as names may stand in several; got corpora [c, d]");
  }

  @Test
  void saysWhyNothingIsInAFold() {
    assertThatThrownBy(
            () -> run(config("no", new ListedRecords(Map.of("DS1", List.of("x"))), "none", false)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("split no: all 40 records of [c] are not listed");
  }

  @Test
  void drawsTheSameWhateverThePartitions() {
    run(config("once", new KFold(3), "none", false));
    spark.conf().set("spark.sql.shuffle.partitions", "3");
    run(config("again", new KFold(3), "none", false));
    spark.conf().set("spark.sql.shuffle.partitions", "8");
    assertThat(rows("select distinct digest from splits where split in ('once', 'again')"))
        .hasSize(1);
  }

  private static SplitPersonsJob.Config config(
      String split, SplitRule rule, String within, boolean allowCrossing) {
    return new SplitPersonsJob.Config(
        split, List.of("c"), "scope", rule, List.of("c/map"), within, allowCrossing, 17);
  }

  private static void run(SplitPersonsJob.Config config) {
    new SplitPersonsJob().run(context(), config);
  }

  private static JobContext context() {
    return new JobContext(spark, lake, "run-1", "fingerprint", "key", false);
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  private static Row record(String name, String subject) {
    return new RowBuilder(RecordsTable.TABLE)
        .set("corpus", "c")
        .set("corpus_version", "1")
        .set("record", name)
        .set("subject", subject)
        .set("subject_identity", "published")
        .set("fs_hz", 125.0)
        .set("n_samples", 7_500L)
        .set("duration_s", 60.0)
        .set("n_channels", 1)
        .set("alignment", "simultaneous")
        .set("licence", "CC0-1.0")
        .set("source_uri", name)
        .set("source_sha256", "")
        .build();
  }

  private static Row person(String subject, String group) {
    return new RowBuilder(PersonGroupsTable.TABLE)
        .set("scope", "scope")
        .set("corpus", "c")
        .set("subject", subject)
        .set("subject_identity", "published")
        .set("person_group", group)
        .set("unknown_corpora", List.of())
        .build();
  }

  private static Row label(String record, String subject, String code) {
    return new RowBuilder(LabelsTable.TABLE)
        .set("corpus", "c")
        .set("record", record)
        .set("subject", subject)
        .set("system", "fold")
        .set("code", code)
        .set("value", "")
        .build();
  }

  private static Row taskLabel(String record, String subject, String name) {
    return new RowBuilder(TaskLabelsTable.TABLE)
        .set("scope", "c/map")
        .set("corpus", "c")
        .set("record", record)
        .set("subject", subject)
        .set("task", "t")
        .set("map", "m")
        .set("map_version", "1")
        .set("class", name)
        .set("from_code", "c")
        .build();
  }
}
