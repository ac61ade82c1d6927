package org.purkinje.eval.report;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.eval.report.row.AccountingRow;
import org.purkinje.eval.report.row.CheckpointRow;
import org.purkinje.eval.report.row.CurvePoint;
import org.purkinje.eval.report.row.LeftOutRow;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.PredictionRow;
import org.purkinje.eval.report.row.RefusalCount;
import org.purkinje.eval.report.row.RunRow;
import org.purkinje.eval.report.row.SubjectRow;
import org.purkinje.jobsupport.certificate.Standing;
import org.purkinje.jobsupport.run.RunLog;
import org.purkinje.jobsupport.table.AccountingReasonsTable;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.PredictionsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.Table;

/** Reads what a report shows from the tables, every list in a fixed order. */
final class ReportReader {

  private final Lake lake;

  ReportReader(Lake lake) {
    this.lake = lake;
  }

  List<AccountingRow> accounting() {
    return rows(
        lake.read(AccountingTable.TABLE).orderBy("scope", "corpus", "unit"),
        row ->
            new AccountingRow(
                Cell.text(row, "scope"),
                Cell.text(row, "corpus"),
                Cell.text(row, "run"),
                Cell.text(row, "unit"),
                Cell.whole(row, "discovered"),
                Cell.whole(row, "accepted"),
                Cell.whole(row, "rejected"),
                Cell.whole(row, "excluded")));
  }

  List<RefusalCount> refusals() {
    return rows(
        lake.read(RejectsTable.TABLE)
            .groupBy("scope", "reason")
            .agg(count(lit(1)).as("refusals"))
            .orderBy("scope", "reason"),
        row ->
            new RefusalCount(
                Cell.text(row, "scope"), Cell.text(row, "reason"), Cell.whole(row, "refusals")));
  }

  /**
   * @param heldOut evaluations of any pretraining
   * @throws IllegalArgumentException if it has no rows in learning_curves
   */
  Report.Pretraining pretraining(String name, List<Report.HeldOut> heldOut) {
    Dataset<Row> curve = required(LearningCurvesTable.TABLE, name);
    return new Report.Pretraining(
        name,
        rows(
            curve.orderBy("round", "split", "term"),
            row ->
                new CurvePoint(
                    Math.toIntExact(Cell.whole(row, "round")),
                    Cell.whole(row, "windows_seen"),
                    Cell.text(row, "split").equals(LearningCurvesTable.HELD_OUT),
                    Cell.text(row, "term"),
                    Cell.number(row, "value"),
                    Cell.number(row, "windows_per_s"))),
        rows(
            lake.read(CheckpointsTable.TABLE, name).orderBy("round", "step"),
            row ->
                new CheckpointRow(
                    Math.toIntExact(Cell.whole(row, "round")),
                    Cell.whole(row, "step"),
                    Cell.whole(row, "windows_seen"),
                    row.getAs("is_last"),
                    row.getAs("is_best"),
                    Cell.text(row, "objective"),
                    Cell.text(row, "model"),
                    Cell.text(row, "parameters_sha256"),
                    Cell.text(row, "data_snapshot"),
                    Cell.text(row, "path"))),
        heldOut.stream().filter(evaluation -> evaluation.isOf(name)).toList());
  }

  /**
   * @throws IllegalArgumentException if it has no rows in metrics
   */
  Report.HeldOut heldOut(String name) {
    return new Report.HeldOut(name, metrics(name));
  }

  /**
   * @throws IllegalArgumentException if it has no rows in metrics
   */
  Report.Classification classification(String name) {
    return new Report.Classification(name, metrics(name));
  }

  private List<MetricRow> metrics(String name) {
    return rows(
        required(MetricsTable.TABLE, name)
            .orderBy("task", "features", "windows", "model", "method", "split", "metric"),
        ReportReader::metric);
  }

  /**
   * @throws IllegalArgumentException if it has no rows in metrics
   */
  Report.Evaluation evaluation(String name) {
    List<MetricRow> metrics = metrics(name);
    List<SubjectRow> subjects =
        rows(
            lake.read(BpSubjectsTable.TABLE, name)
                .orderBy("target", "features", "windows", "method", "corpus", "subject"),
            row ->
                new SubjectRow(
                    Cell.text(row, "corpus") + "/" + Cell.text(row, "subject"),
                    Cell.text(row, "features"),
                    Cell.text(row, "target"),
                    Cell.text(row, "method"),
                    Cell.whole(row, "n"),
                    Cell.number(row, "me_mmhg"),
                    Cell.number(row, "mae_mmhg"),
                    Cell.number(row, "hold_calibration_mae_mmhg"),
                    Cell.text(row, "windows"),
                    Cell.text(row, "record_order")));
    return new Report.Evaluation(
        name,
        metrics,
        PressurePanel.of(subjects, (panel, method) -> predictions(name, panel, method)),
        leftOut(BpSubjectsTable.scope(name)));
  }

  private List<LeftOutRow> leftOut(String scope) {
    return rows(
        lake.read(AccountingReasonsTable.TABLE, scope)
            .orderBy("unit", "corpus", "outcome", "reason"),
        row ->
            new LeftOutRow(
                Cell.text(row, "unit"),
                Cell.text(row, "corpus"),
                Cell.text(row, "outcome"),
                Cell.text(row, "reason"),
                Cell.whole(row, "n")));
  }

  /**
   * Rows of the named runs and of all that wrote one of the partitions, in order of their writing.
   */
  List<RunRow> runs(Set<String> runIds, List<String> partitions) {
    Column used = col("run").isInCollection(runIds);
    for (String partition : partitions) {
      used = used.or(array_contains(col("outputs"), partition));
    }
    return rows(
        lake.read(RunLog.TABLE).where(used).orderBy(coalesce(col("ended_at"), col("started_at"))),
        row ->
            new RunRow(
                Cell.text(row, "run"),
                Cell.text(row, "job"),
                Cell.text(row, "status"),
                Cell.text(row, "config"),
                Cell.text(row, "code_digest"),
                row.getList(row.fieldIndex("outputs")),
                Cell.seconds(row, "started_at"),
                Cell.seconds(row, "ended_at"),
                Cell.text(row, "platform")));
  }

  /** Of the method's lowest seed, as a mean over seeds is no prediction that a model made. */
  private List<PredictionRow> predictions(String evaluation, PressurePanel panel, String method) {
    Dataset<Row> ofMethod =
        lake.read(PredictionsTable.TABLE, evaluation)
            .where(col("target").equalTo(panel.target()))
            .where(col("features").equalTo(panel.features()))
            .where(col("windows").equalTo(panel.windows()))
            .where(col("method").equalTo(method));
    Row lowest = ofMethod.agg(min("seed")).first();
    return rows(
        ofMethod
            .where(lowest.isNullAt(0) ? lit(true) : col("seed").equalTo(lowest.getLong(0)))
            .withColumn("person", concat_ws("/", col("corpus"), col("subject")))
            .orderBy("person", "record", "window_id"),
        row ->
            new PredictionRow(
                Cell.text(row, "person"),
                Cell.number(row, "truth_mmhg"),
                Cell.number(row, "calibration_mmhg"),
                Cell.number(row, "prediction_mmhg")));
  }

  private static MetricRow metric(Row row) {
    return new MetricRow(
        Cell.text(row, "task"),
        Cell.text(row, "model"),
        Cell.text(row, "features"),
        Cell.text(row, "split"),
        Cell.text(row, "metric"),
        Cell.number(row, "value"),
        Cell.number(row, "ci_low"),
        Cell.number(row, "ci_high"),
        Cell.whole(row, "n"),
        Cell.whole(row, "n_subjects"),
        Cell.text(row, "method"),
        Cell.text(row, "unit"),
        Standing.ofColumn(row.getAs("disjoint")),
        Cell.text(row, "certificate"),
        Cell.text(row, "verdict"),
        Cell.text(row, "windows"),
        Cell.text(row, "alignment"),
        Cell.text(row, "calibration"),
        Cell.whole(row, "n_seeds"),
        Cell.number(row, "seed_sd"));
  }

  private Dataset<Row> required(Table table, String name) {
    Dataset<Row> rows = lake.read(table, name);
    if (rows.isEmpty()) {
      String key = table.partitionedBy().get(0);
      List<String> known =
          rows(lake.read(table).select(key).distinct().orderBy(key), row -> row.getString(0));
      throw new IllegalArgumentException(
          "%s %s: 0 rows in %s; run the step that writes it%s"
              .formatted(
                  key,
                  name,
                  table.name(),
                  known.isEmpty()
                      ? ""
                      : ", or name one of those there are: " + String.join(", ", known)));
    }
    return rows;
  }

  static <T> List<T> rows(Dataset<Row> rows, Function<Row, T> read) {
    Stream<Row> collected = rows.collectAsList().stream();
    return collected.map(read).toList();
  }
}
