package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.AccountingReasonsTable;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.models.ecgnat.EcgNatClassifierSettings.Labels;
import org.purkinje.pretrain.classification.ClassifiedWindows;
import org.purkinje.pretrain.classification.FineTuningSettings;
import org.purkinje.pretrain.classification.LabelPart;
import org.purkinje.pretrain.classification.LabelPlanReader;

/** Classes that lie in the waveform are found, and nobody is graded whom anything learnt from. */
class ClassifyWindowsSparkTest {

  private static final List<String> PROBES = List.of("linear-probe", "shuffled-probe");

  @TempDir private static Path warehouse;
  private static SparkSession spark;

  @BeforeAll
  static void writeWindows() {
    spark = Session.open(warehouse, "local[2]");
    write("waves", 1, "other");
    classify(config("probed", "waves", List.of(0.01, 0.5, 1.0), 2, "folds/test", PROBES));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void findsClassesOfTheWaveformAndNamesWhatItLeavesOut() {
    assertThat(value("probed", "linear-probe", "pretrained", "parts/1", "macro-auroc"))
        .isGreaterThan(0.95);
    assertThat(value("probed", "linear-probe", "scratch", "parts/0/0.5", "auroc-FAST"))
        .isGreaterThan(0.9);
    assertThat(value("probed", "constant", "none", "none", "macro-auroc")).isEqualTo(0.5);
    // Of 12 graded records 9 are fast and 6 slow.
    assertThat(value("probed", "constant", "none", "none", "macro-average-precision"))
        .isCloseTo((9 / 12.0 + 6 / 12.0) / 2, within(1e-12));
    assertThat(value("probed", "constant", "none", "none", "graded-classes")).isEqualTo(2);
    assertThat(value("probed", "constant", "none", "none", "classes-left-out")).isEqualTo(1);
    assertThat(verdicts("probed", "prevalence-NEVER"))
        .containsExactly("left out of macro means: no graded record has it");
    assertThat(rows("probed", "training-persons"))
        .extracting(row -> row.getAs("split"), row -> row.getAs("value"))
        .containsExactly(
            tuple("parts/0/0.01", 0.0),
            tuple("parts/0/0.5", 8.0),
            tuple("parts/0/1", 12.0),
            tuple("parts/1/0.01", 0.0),
            tuple("parts/1/0.5", 4.0),
            tuple("parts/1/1", 12.0));
    assertThat(verdicts("probed", "training-persons"))
        .containsExactly(
            "refused: no labelled window of fold 0/0.01 of split parts; its persons are too few for"
                + " that fraction, or it is none of the split's",
            "refused: no labelled window of fold 1/0.01 of split parts; its persons are too few for"
                + " that fraction, or it is none of the split's");
  }

  @Test
  void saysOverDrawsWhatEachDrawSays() {
    double first = value("probed", "linear-probe", "pretrained", "parts/0/0.5", "macro-auroc");
    double second = value("probed", "linear-probe", "pretrained", "parts/1/0.5", "macro-auroc");
    double scratch = value("probed", "linear-probe", "scratch", "parts/0/0.5", "macro-auroc");
    assertThat(value("probed", "linear-probe", "pretrained", "parts/0.5", "macro-auroc"))
        .isEqualTo((first + second) / 2);
    assertThat(
            value(
                "probed",
                "linear-probe",
                "pretrained - scratch",
                "parts/0/0.5",
                "macro-auroc-difference"))
        .isEqualTo(first - scratch);
    Row summary =
        rows("probed", "macro-auroc").stream()
            .filter(row -> row.getAs("split").equals("parts/0.5"))
            .filter(row -> row.getAs("method").equals("shuffled-probe"))
            .filter(row -> row.getAs("features").equals("scratch"))
            .findFirst()
            .orElseThrow();
    assertThat(summary.<Long>getAs("n_seeds")).isEqualTo(2);
    assertThat(summary.<Boolean>getAs("disjoint")).isTrue();
    assertThat(summary.<String>getAs("pretraining_run")).isNull();
    assertThat(summary.<Long>getAs("n")).isEqualTo(12);
    assertThat(summary.<Long>getAs("n_subjects")).isEqualTo(12);
  }

  /** Whoever is graded, shuffled labels lead nowhere on the whole. */
  @Test
  void findsNothingByShuffledLabels() {
    assertThat(value("probed", "shuffled-probe", "pretrained", "parts/1", "macro-auroc"))
        .isBetween(0.2, 0.8);
  }

  @Test
  void countsTheWindowsThatItLeavesOut() {
    String scope = ClassifiedWindows.scope("probed");
    Row count = new Lake(spark).read(AccountingTable.TABLE, scope).collectAsList().get(0);
    assertThat(count.<Long>getAs("discovered")).isEqualTo(50);
    assertThat(count.<Long>getAs("accepted")).isEqualTo(2 * (12 + 12));
    assertThat(
            new Lake(spark)
                .read(AccountingReasonsTable.TABLE, scope)
                .orderBy("reason")
                .collectAsList())
        .extracting(row -> row.getAs("reason"), row -> row.getAs("n"))
        .containsExactly(tuple("record without a class of the task", 2L));
  }

  @Test
  void refusesToGradeWhomItTrainsOn() {
    assertThatThrownBy(
            () -> classify(config("leak", "waves", List.of(1.0), 1, "folds/leak", PROBES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "label-split: 1 persons of evaluation-folds are in it too (waves/s11); nobody who is"
                + " graded may be trained on");
  }

  @Test
  void refusesSeveralClassesWhereEachRecordHasOne() {
    LabelPlanReader reader =
        new LabelPlanReader(
            new Lake(spark), "waves/waves", Labels.ONE, "parts", List.of("folds/test"));
    Dataset<Row> windows = new Lake(spark).read(WindowsTable.TABLE, "waves");
    assertThatThrownBy(() -> reader.read(windows, List.of(new LabelPart(1, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "record waves/r0: has the classes [FAST, NEVER]; labels: several grades such records");
  }

  @Test
  void refusesToGradeWhomThePretrainingSaw() {
    write("seen", 1, "s20");
    assertThatThrownBy(
            () -> classify(config("seen", "seen", List.of(1.0), 1, "folds/test", PROBES)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shared with pretraining net")
        .hasMessageContaining("waves/s20")
        .hasMessageEndingWith(
            "allow-overlap: true grades them all the same and says so in every row");
    write("waves", 1, "other");
  }

  /** Probes and fine-tuned networks end alike wherever the windows come from. */
  @Test
  void computesTheSameOfOneAndOfThreeTasks() {
    List<String> modes = List.of("linear-probe", "fine-tune");
    classify(config("one", "waves", List.of(0.5), 1, "folds/test", modes));
    assertThat(rows("one", "macro-auroc"))
        .extracting(row -> row.getAs("method"), row -> row.getAs("features"))
        .contains(tuple("fine-tune", "pretrained"), tuple("fine-tune", "scratch"));
    assertThat(rows("one", "macro-auroc-difference"))
        .extracting(row -> row.<String>getAs("method"))
        .contains("fine-tune", "linear-probe", "linear-probe - fine-tune");
    List<Row> one = comparable("one");
    write("waves", 3, "other");
    classify(config("three", "waves", List.of(0.5), 1, "folds/test", modes));
    assertThat(comparable("three")).isEqualTo(one);
  }

  private static void write(String windowSet, int tasks, String seen) {
    new JobRunner(spark)
        .run(new LabelledEcgJob(), new LabelledEcgJob.Config(windowSet, tasks, seen), false);
  }

  private static void classify(ClassifyWindowsConfig config) {
    new JobRunner(spark).run(new ClassifyWindowsJob(), config, false);
  }

  private static ClassifyWindowsConfig config(
      String evaluation,
      String windowSet,
      List<Double> fractions,
      int draws,
      String fold,
      List<String> modes) {
    return new ClassifyWindowsConfig(
        evaluation,
        "net",
        windowSet,
        "waves/waves",
        Labels.SEVERAL,
        "parts",
        fractions,
        draws,
        List.of(fold),
        modes,
        1.0,
        new FineTuningSettings(1, 3, 4, 1e-3, 1e-4, 0.75, 1e-3, 0.1, 0.05, 0.5, 1, 0.1),
        8,
        50,
        0.95,
        false,
        5);
  }

  private static List<Row> rows(String evaluation, String metric) {
    return new Lake(spark)
        .read(MetricsTable.TABLE, evaluation)
        .where(col("metric").equalTo(metric))
        .orderBy("split", "method", "features")
        .collectAsList();
  }

  /** All rows but what names their run. */
  private static List<Row> comparable(String evaluation) {
    Column[] columns =
        Arrays.stream(MetricsTable.TABLE.schema().fieldNames())
            .filter(
                name ->
                    !List.of("evaluation", "run", "pretraining_run", "certificate").contains(name))
            .map(functions::col)
            .toArray(Column[]::new);
    Dataset<Row> rows = new Lake(spark).read(MetricsTable.TABLE, evaluation).select(columns);
    return rows.orderBy("split", "method", "features", "metric").collectAsList();
  }

  private static double value(
      String evaluation, String method, String features, String split, String metric) {
    List<Row> found =
        rows(evaluation, metric).stream()
            .filter(row -> row.getAs("method").equals(method))
            .filter(row -> row.getAs("features").equals(features))
            .filter(row -> row.getAs("split").equals(split))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0).getAs("value");
  }

  private static List<String> verdicts(String evaluation, String metric) {
    return rows(evaluation, metric).stream()
        .filter(row -> row.getAs("verdict") != null)
        .map(row -> row.<String>getAs("verdict"))
        .toList();
  }
}
