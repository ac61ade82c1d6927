package org.purkinje.eval.report;

import java.util.List;
import java.util.Optional;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.SubjectRow;
import org.purkinje.jobsupport.table.MetricsTable;

/** The methods of one target and feature set side by side, baselines first. */
final class MethodTable {

  private MethodTable() {}

  static Html of(PressurePanel panel, PanelMetrics metrics) {
    HtmlTable table =
        new HtmlTable(
                "Errors are prediction minus ABP reference, mmHg, over all scored windows, as means"
                    + " over the seeds; intervals from drawing whole subjects again. Difference ="
                    + " MAE minus that of hold-calibration on the same windows, paired by subject:"
                    + " below 0 is better. Seed SD = SD of the MAE between trainings. Shaded rows"
                    + " are baselines and controls. Skill = 1 − MAE / MAE of hold-calibration."
                    + " Subject median = median of the subjects' MAE.")
            .text("method")
            .number("MAE")
            .number("interval")
            .number("difference")
            .number("interval")
            .number("seed SD")
            .number("ME")
            .number("SD")
            .number("subject median")
            .number("skill, %")
            .number("windows")
            .number("subjects");
    for (String method : panel.methods()) {
      boolean isBest = panel.best().filter(method::equals).isPresent();
      table.row(
          Baseline.isBaseline(method) ? "baseline" : isBest ? "best" : "",
          cells(method, panel.ofMethod(method), metrics));
    }
    return table.html();
  }

  private static List<Html> cells(String method, List<SubjectRow> subjects, PanelMetrics metrics) {
    long windows = subjects.stream().mapToLong(SubjectRow::n).sum();
    Optional<MetricRow> mae = metrics.find(method, MetricsTable.MAE);
    Optional<MetricRow> difference = metrics.find(method, MetricsTable.MAE_DIFFERENCE);
    return List.of(
        Html.text(method),
        fixed(value(mae), 1, 2),
        interval(mae),
        fixed(value(difference), 1, 2),
        interval(difference),
        fixed(mae.map(MetricRow::seedSd).orElse(Double.NaN), 1, 3),
        fixed(value(metrics.find(method, MetricsTable.ME)), 1, 2),
        fixed(value(metrics.find(method, MetricsTable.SD)), 1, 2),
        fixed(value(metrics.find(method, MetricsTable.MAE_SUBJECT_MEDIAN)), 1, 2),
        fixed(value(metrics.find(method, MetricsTable.SKILL)), 100, 1),
        Html.text(NumberText.count(windows)),
        Html.text(NumberText.count(subjects.size())));
  }

  static Html interval(Optional<MetricRow> row) {
    return Html.text(
        row.map(metric -> NumberText.interval(metric.ciLow(), metric.ciHigh(), 2))
            .orElse(NumberText.ABSENT));
  }

  static double value(Optional<MetricRow> row) {
    return row.map(MetricRow::value).orElse(Double.NaN);
  }

  static Html fixed(double value, double scale, int decimals) {
    return Html.text(NumberText.fixed(scale * value, decimals));
  }
}
