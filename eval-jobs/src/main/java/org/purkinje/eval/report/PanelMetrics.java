package org.purkinje.eval.report;

import java.util.List;
import java.util.Optional;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.jobsupport.table.MetricsTable;

/**
 * The metrics of one panel, found by method and name.
 *
 * @param rows rows of its target, feature set and windows
 */
record PanelMetrics(List<MetricRow> rows) {

  static PanelMetrics of(List<MetricRow> metrics, PressurePanel panel) {
    return new PanelMetrics(
        metrics.stream()
            .filter(row -> row.features().equals(panel.features()))
            .filter(row -> row.task().equals(MetricsTable.losoTask(panel.target())))
            .filter(row -> row.windows().equals(panel.windows()))
            .toList());
  }

  Optional<MetricRow> find(String method, String metric) {
    return rows.stream()
        .filter(row -> row.method().equals(method) && row.metric().equals(metric))
        .findFirst();
  }

  /** What is known of the timing between channels; empty without rows. */
  String alignment() {
    return rows.stream().map(MetricRow::alignment).findFirst().orElse("");
  }

  /** Rows of a method that hold a grade or the outcome of a standard. */
  List<MetricRow> verdicts(String method) {
    return rows.stream()
        .filter(row -> row.method().equals(method) && !row.verdict().isEmpty())
        .toList();
  }
}
