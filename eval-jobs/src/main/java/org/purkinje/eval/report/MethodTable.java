package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.SubjectRow;

/** The methods of one target and feature set side by side, baselines first. */
final class MethodTable {

  private MethodTable() {}

  static Html of(PressurePanel panel, PanelMetrics metrics) {
    HtmlTable table =
        new HtmlTable(
                "Errors are prediction minus ABP reference, mmHg, over all scored windows; intervals"
                    + " from drawing whole subjects again. Shaded rows are baselines and controls. Skill = 1 − MAE"
                    + " / MAE of hold-calibration on the same windows.")
            .text("method")
            .number("MAE")
            .number("interval")
            .number("ME")
            .number("SD")
            .number("median subject MAE")
            .number("skill, %")
            .number("windows")
            .number("subjects")
            .text("grades and verdicts");
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
    Optional<MetricRow> mae = metrics.find(method, "mae");
    return List.of(
        Html.text(method),
        fixed(value(mae), 1, 2),
        Html.text(
            mae.map(row -> NumberText.interval(row.ciLow(), row.ciHigh(), 2))
                .orElse(NumberText.ABSENT)),
        fixed(value(metrics.find(method, "me")), 1, 2),
        fixed(value(metrics.find(method, "sd")), 1, 2),
        fixed(value(metrics.find(method, "mae-subject-median")), 1, 2),
        fixed(value(metrics.find(method, "skill")), 100, 1),
        Html.text(NumberText.count(windows)),
        Html.text(NumberText.count(subjects.size())),
        verdicts(metrics.verdicts(method)));
  }

  private static Html verdicts(List<MetricRow> rows) {
    if (rows.isEmpty()) {
      return Html.text(NumberText.ABSENT);
    }
    List<Html> badges = new ArrayList<>();
    rows.stream()
        .collect(
            Collectors.toMap(MetricRow::metric, row -> row, (first, same) -> first, TreeMap::new))
        .values()
        .forEach(
            row ->
                badges.add(
                    Element.of("span", "badge")
                        .text(row.metric().replace('-', ' ') + ": " + row.verdict())
                        .html()));
    return Element.of("div", "badges").add(badges).html();
  }

  private static double value(Optional<MetricRow> row) {
    return row.map(MetricRow::value).orElse(Double.NaN);
  }

  private static Html fixed(double value, double scale, int decimals) {
    return Html.text(NumberText.fixed(scale * value, decimals));
  }
}
