package org.purkinje.preprocessing.features;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowsTable;

/** Each window must end as one row of each set, the same one in any number of tasks. */
class ExtractFeaturesSparkTest {

  private static final List<String> ALL =
      List.of("attractor", "ecg-csi", "hrv", "hrv-spectrum", "pulse-arrival", "attractor-pat");

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Lake lake;

  /** Of corpus two, every third window lacks its PPG and every fifth has a gap in it. */
  @BeforeAll
  static void writeWindows() {
    spark = Session.open(folder, "local[2]");
    lake = new Lake(spark);
    List<Row> windows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Row ecg = WindowRows.ecg(125, 10, 0.7 + 0.02 * i);
      windows.add(WindowRows.window("one", i, List.of(ecg, WindowRows.ppg(125, 10))));
      windows.add(
          WindowRows.window(
              "two",
              i,
              i % 3 == 0
                  ? List.of(ecg, WindowRows.refused("ppg", "absent"))
                  : List.of(
                      ecg,
                      i % 5 == 0 ? WindowRows.refused("ppg", "gap") : WindowRows.ppg(125, 10))));
    }
    Dataset<Row> rows = spark.createDataFrame(windows, WindowsTable.TABLE.schema());
    for (int tasks : new int[] {1, 2, 7}) {
      lake.replace(
          WindowsTable.TABLE,
          "w" + tasks,
          rows.withColumn("window_set", lit("w" + tasks)).repartition(tasks));
      new ExtractFeaturesJob().run(context(), new ExtractFeaturesJob.Config("w" + tasks, ALL));
    }
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @Test
  void measuresTheSameInAnyNumberOfTasks() {
    assertThat(measured("w1")).hasSize(24 * ALL.size());
    assertThat(measured("w2")).isEqualTo(measured("w1"));
    assertThat(measured("w7")).isEqualTo(measured("w1"));
  }

  /** Oracle: the same window in one thread, without a task or a table. */
  @Test
  void writesWhatOneThreadWithoutSparkMeasures() {
    Map<String, Row> found = new HashMap<>();
    for (Row row : lake.read(WindowFeaturesTable.TABLE, "extract-features/w7").collectAsList()) {
      found.put(row.getAs("feature_set") + " of " + row.getAs("window_id"), row);
    }
    for (Row window : lake.read(WindowsTable.TABLE, "w7").collectAsList()) {
      for (String set : ALL) {
        Measured expected = FeatureSet.named(set).in(new MeasuredWindow(window, new Detectors()));
        Row row = found.get(set + " of " + window.getAs("window_id"));
        assertThat(row.getJavaMap(row.fieldIndex("features"))).isEqualTo(expected.values());
        assertThat(row.<String>getAs("refusal")).isEqualTo(expected.refusal().orElse(null));
      }
    }
  }

  /** Of 12 windows of corpus two, four lack the PPG and two have a gap; none is 120 s long. */
  @Test
  void accountsForEveryWindowAndReason() {
    assertThat(
            rows(
                "select corpus, unit, discovered, accepted, rejected, excluded from accounting where"
                    + " scope = 'extract-features/w2' and unit in ('windows for attractor', 'windows"
                    + " for hrv', 'windows for hrv-spectrum') order by 1, 2"))
        .containsExactly(
            "[one,windows for attractor,12,12,0,0]",
            "[one,windows for hrv,12,12,0,0]",
            "[one,windows for hrv-spectrum,12,0,12,0]",
            "[two,windows for attractor,12,6,2,4]",
            "[two,windows for hrv,12,12,0,0]",
            "[two,windows for hrv-spectrum,12,0,12,0]");
    assertThat(
            rows(
                "select unit, outcome, reason, n from accounting_reasons where scope ="
                    + " 'extract-features/w2' and corpus = 'two' and unit in ('windows for"
                    + " attractor', 'windows for hrv-spectrum') order by 1, 3"))
        .containsExactly(
            "[windows for attractor,excluded,no ppg,4]",
            "[windows for attractor,rejected,ppg gap,2]",
            "[windows for hrv-spectrum,rejected,ecg span,12]");
  }

  @Test
  void goesOnAfterAWindowThatCannotBeMeasured() {
    copy("failing");
    new ExtractFeaturesJob(
            (set, window) -> {
              if (set == FeatureSet.ATTRACTOR && window.attractor().refusal().isPresent()) {
                throw new IllegalStateException("planted");
              }
              return set.in(window);
            })
        .run(context(), new ExtractFeaturesJob.Config("failing", List.of("attractor", "hrv")));
    assertThat(
            rows(
                "select feature_set, refusal, count(*) from window_features where scope ="
                    + " 'extract-features/failing' group by 1, 2 order by 1, 2"))
        .containsExactly(
            "[attractor,null,18]",
            "[attractor,failed: java.lang.IllegalStateException: planted,6]",
            "[hrv,null,24]");
    assertThat(
            rows(
                "select sum(discovered), sum(accepted), sum(rejected), sum(excluded) from accounting"
                    + " where scope = 'extract-features/failing'"))
        .containsExactly("[48,42,6,0]");
  }

  @Test
  void replacesWhatAnEarlierRunMeasured() {
    copy("again");
    new ExtractFeaturesJob().run(context(), new ExtractFeaturesJob.Config("again", ALL));
    new ExtractFeaturesJob().run(context(), new ExtractFeaturesJob.Config("again", List.of("hrv")));
    assertThat(
            rows(
                "select distinct feature_set from window_features where scope ="
                    + " 'extract-features/again'"))
        .containsExactly("[hrv]");
  }

  @Test
  void saysWhichSetHasNoWindows() {
    assertThatThrownBy(
            () -> new ExtractFeaturesJob().run(context(), new ExtractFeaturesJob.Config("x", ALL)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("window-set x has no windows; run window-signals first");
  }

  private static void copy(String windowSet) {
    lake.replace(
        WindowsTable.TABLE,
        windowSet,
        spark.table("windows").where("window_set = 'w2'").withColumn("window_set", lit(windowSet)));
  }

  /** Every value of each row of a set, in order, whatever the set is called. */
  private static List<String> measured(String windowSet) {
    return rows(
        "select corpus, record, subject, window_id, feature_set, refusal, array_sort(map_entries(features))"
            + " from window_features where scope = 'extract-features/%s' order by feature_set, window_id"
                .formatted(windowSet));
  }

  private static JobContext context() {
    return new JobContext(spark, lake, "run-1", "fingerprint", "key", false);
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }
}
