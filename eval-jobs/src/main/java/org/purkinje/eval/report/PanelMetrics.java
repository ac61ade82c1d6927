package org.purkinje.eval.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.purkinje.eval.report.row.MetricRow;

/**
 * The metrics of one target and feature set, found by method and name.
 *
 * @param rows rows of that target and feature set
 */
record PanelMetrics(List<MetricRow> rows) {

  static PanelMetrics of(List<MetricRow> metrics, PressurePanel panel) {
    return new PanelMetrics(
        metrics.stream()
            .filter(row -> row.features().equals(panel.features()))
            .filter(row -> isAbout(row, panel.target()))
            .toList());
  }

  /** Under the first of the names that it is stored by. */
  Optional<MetricRow> find(String method, String... names) {
    return Arrays.stream(names)
        .flatMap(
            name ->
                rows.stream().filter(row -> isOf(row, method) && plain(row.metric()).equals(name)))
        .findFirst();
  }

  /** Rows of a method that hold a grade or the outcome of a standard. */
  List<MetricRow> verdicts(String method) {
    return rows.stream().filter(row -> isOf(row, method) && !row.verdict().isEmpty()).toList();
  }

  private static boolean isOf(MetricRow row, String method) {
    return row.method().equals(method) || row.model().equals(method);
  }

  private static boolean isAbout(MetricRow row, String target) {
    return Arrays.asList(row.task().split("[^A-Za-z0-9]+", -1)).contains(target)
        || row.task().equals(target);
  }

  /** The name in lower case with single underscores and without its unit. */
  private static String plain(String metric) {
    return metric.toLowerCase(Locale.ROOT).replace('-', '_').replaceFirst("_mmhg$", "");
  }
}
