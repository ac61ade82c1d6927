package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.JobRunner.Outcome;
import org.purkinje.jobsupport.run.Session;

/** Every label must come out as a class, as ignored on purpose, or in the report. */
class MapLabelsSparkTest {

  private static final List<String> LABELS =
      List.of(
          "a1 scp NORM 100.0",
          "a1 scp SR 0.0",
          "a2 scp IMI 80.0",
          "a2 scp ASMI often",
          "b1 scp NEW 50.0",
          "b2 scp NEW 100.0",
          "b2 scp LVH 35.0",
          "c1 scp NEW 15.0",
          "c1 scp ODD 100.0",
          "c1 fold 3 1");
  private static final List<String> ANNOTATIONS =
      List.of(
          "a1 atr beat N",
          "a1 atr beat L",
          "a1 atr beat N",
          "a1 atr rhythm +",
          "a1 qrs beat N",
          "a2 atr beat V",
          "a2 atr beat k",
          "a2 atr note V");

  @TempDir private static Path warehouses;
  private static SparkSession spark;

  @TempDir private Path home;

  @BeforeAll
  static void openSession() {
    spark = Session.open(warehouses.resolve("first"), "local[2]");
  }

  @AfterAll
  static void closeSession() {
    spark.close();
    System.clearProperty("purkinje.home");
  }

  @BeforeEach
  void writeMapsAndLabels() throws IOException {
    System.setProperty("purkinje.home", home.toString());
    writeMap("scp", "heart", "multilabel", "{NORM: [NORM], MI: [IMI, ASMI], AMI: [ASMI]}", "[SR]");
    writeMap("scp", "size", "multiclass", "{LVH: [LVH], RVH: [RVH]}", "[NORM, SR, IMI, ASMI]");
    writeMap("mit", "beat", "multiclass", "{N: [N, L], V: [V]}", "[Q]");
    ingest("one", LABELS, ANNOTATIONS);
    ingest("two", List.of("d1 scp NORM 100.0"), List.of());
  }

  @Test
  void writesAClassForEachMappedLabel() {
    assertThat(map(List.of("one"), List.of("scp-heart"), 0.56)).isEqualTo(Outcome.DONE);
    assertThat(rows("select * from task_labels where scope = 'one/scp-heart'"))
        .containsExactlyInAnyOrder(
            "[one/scp-heart,one,a1,a,heart,scp-heart,1,NORM,NORM,null,100.0]",
            "[one/scp-heart,one,a2,a,heart,scp-heart,1,MI,IMI,null,80.0]",
            "[one/scp-heart,one,a2,a,heart,scp-heart,1,MI,ASMI,null,null]",
            "[one/scp-heart,one,a2,a,heart,scp-heart,1,AMI,ASMI,null,null]");
  }

  @Test
  void reportsUnmappedCodesAndAccountsForEveryLabel() {
    map(List.of("one"), List.of("scp-heart"), 0.6);
    assertThat(rows("select * from unmapped_codes where scope = 'one/scp-heart'"))
        .containsExactlyInAnyOrder(
            "[one/scp-heart,one,scp,scp-heart,1,NEW,3,3,2]",
            "[one/scp-heart,one,scp,scp-heart,1,LVH,1,1,1]",
            "[one/scp-heart,one,scp,scp-heart,1,ODD,1,1,1]");
    assertThat(accounting("one/scp-heart"))
        .containsExactly("[one,codes,7,3,3,1]", "[one,labels,9,3,5,1]");
  }

  @Test
  void countsBeatsOfEachRecordAndAnnotator() {
    map(List.of("one"), List.of("mit-beat"), 0.2);
    assertThat(
            rows(
                "select record, annotator, class, from_code, value from task_labels"
                    + " where scope = 'one/mit-beat'"))
        .containsExactlyInAnyOrder(
            "[a1,atr,N,N,2.0]", "[a1,atr,N,L,1.0]", "[a1,qrs,N,N,1.0]", "[a2,atr,V,V,1.0]");
    assertThat(rows("select code, n_labels, n_records from unmapped_codes where map = 'mit-beat'"))
        .containsExactly("[k,1,1]");
    assertThat(accounting("one/mit-beat"))
        .containsExactly("[one,beats,6,5,1,0]", "[one,codes,4,3,1,0]");
  }

  @Test
  void mapsEachCorpusByEachMapAndReplacesNothingElse() {
    map(List.of("one", "two"), List.of("scp-heart"), 0.7);
    map(List.of("one"), List.of("scp-size"), 0.71);
    String before = content("task_labels");
    map(List.of("two"), List.of("scp-heart"), 0.72);
    assertThat(content("task_labels")).isEqualTo(before);
    assertThat(
            rows(
                "select scope, count(*) from task_labels where scope like '%scp%' group by scope"
                    + " order by scope"))
        .containsExactly("[one/scp-heart,4]", "[one/scp-size,1]", "[two/scp-heart,1]");
  }

  @Test
  void doesNothingTheSecondTimeAndMapsAgainWithAChangedMap() throws IOException {
    map(List.of("one"), List.of("scp-heart"), 0.8);
    assertThat(map(List.of("one"), List.of("scp-heart"), 0.8)).isEqualTo(Outcome.UP_TO_DATE);

    writeMap("scp", "heart", "multilabel", "{NORM: [NORM], HYP: [LVH]}", "[SR]");
    assertThat(map(List.of("one"), List.of("scp-heart"), 0.8)).isEqualTo(Outcome.DONE);
    assertThat(rows("select record, class from task_labels where scope = 'one/scp-heart'"))
        .containsExactlyInAnyOrder("[a1,NORM]", "[b2,HYP]");
  }

  @Test
  void failsOnANewCodeAndLeavesTheTablesAsTheyWere() {
    map(List.of("two"), List.of("scp-heart"), 0);
    ingest("two", List.of("d1 scp NORM 100.0", "d2 scp NEW 100.0"), List.of());
    List<String> before = List.of(content("task_labels"), content("unmapped_codes"));

    assertThatThrownBy(() -> map(List.of("two"), List.of("scp-heart"), 0.4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "two/scp-heart: 1 of 2 labels have codes that the map does not know, more than"
                + " max-unmapped-ratio 0.4 allows; give each a class or a reason to ignore it in"
                + " %s/configs/label-maps/scp-heart.yaml: NEW (1)",
            home);
    assertThat(List.of(content("task_labels"), content("unmapped_codes"))).isEqualTo(before);
  }

  @Test
  void failsWhereTheCorpusHasNoLabelsOfTheSystem() {
    ingest("two", List.of("d1 fold 1 1", "d1 alarm Asystole 1"), List.of());
    assertThatThrownBy(() -> map(List.of("two"), List.of("scp-heart"), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "two/scp-heart: no labels of system scp in the corpus, only of [alarm, fold]; leave the"
                + " map or the corpus out");
    assertThatThrownBy(() -> map(List.of("two"), List.of("mit-beat"), 1))
        .hasMessage(
            "two/mit-beat: no beats of system mit in the corpus; leave the map or the corpus out");
  }

  @Test
  void failsWhereARecordHasTwoClassesOfAMulticlassTask() {
    ingest("two", List.of("d1 scp LVH 1", "d2 scp RVH 1", "d2 scp LVH 1"), List.of());
    assertThatThrownBy(() -> map(List.of("two"), List.of("scp-size"), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "two/scp-size: 1 records have several classes, but kind is multiclass; the first: d2"
                + " has LVH, RVH");
  }

  @Test
  void givesTheSameRowsOnOneAndOnTwoCores() {
    map(List.of("one"), List.of("scp-heart", "mit-beat"), 0.9);
    String onTwo = content("task_labels where corpus = 'one' and map != 'scp-size'");
    spark.close();
    spark = Session.open(warehouses.resolve("second"), "local[1]");
    ingest("one", LABELS, ANNOTATIONS);
    map(List.of("one"), List.of("scp-heart", "mit-beat"), 0.9);
    assertThat(content("task_labels where corpus = 'one' and map != 'scp-size'")).isEqualTo(onTwo);
  }

  private static Outcome map(List<String> corpora, List<String> maps, double maxUnmappedRatio) {
    return new JobRunner(spark)
        .run(new MapLabelsJob(), new MapLabelsJob.Config(corpora, maps, maxUnmappedRatio), false);
  }

  private static void ingest(String corpus, List<String> labels, List<String> annotations) {
    new JobRunner(spark)
        .run(new WriteLabelsJob(), new WriteLabelsJob.Config(corpus, labels, annotations), false);
  }

  private void writeMap(String system, String task, String kind, String classes, String ignored)
      throws IOException {
    Path folder = Files.createDirectories(home.resolve("configs/label-maps"));
    String name = system + "-" + task;
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        name: %s
        version: "1"
        title: A map
        source: this test
        system: %s
        task: %s
        kind: %s
        classes: %s
        ignored: {other: %s}
        """
            .formatted(name, system, task, kind, classes, ignored));
  }

  private static List<String> accounting(String scope) {
    return rows(
        "select corpus, unit, discovered, accepted, rejected, excluded from accounting"
            + " where scope = 'map-labels/%s' order by unit".formatted(scope));
  }

  private static String content(String table) {
    Stream<String> rows =
        spark.sql("select * from " + table).toJSON().collectAsList().stream().sorted();
    return String.join("\n", rows.toList());
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }
}
