package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.SubjectRow;
import org.purkinje.jobsupport.table.MetricsTable;

/** Feature sets side by side on the windows that all of them are eligible for. */
final class CommonWindowsTable {

  private record Line(PressurePanel panel, String method, PanelMetrics metrics) {

    double mae() {
      return MethodTable.value(metrics.find(method, "mae"));
    }
  }

  private CommonWindowsTable() {}

  /**
   * @param panels of one target on the common windows, at least one
   */
  static Html of(List<PressurePanel> panels, List<MetricRow> metrics) {
    HtmlTable table =
        new HtmlTable(
                "%s on the windows that every feature set is eligible for, so that rows differ by the"
                        .formatted(panels.get(0).target())
                    + " features alone. Difference = MAE minus that of hold-calibration, paired by"
                    + " subject.")
            .text("features")
            .text("method")
            .number("MAE")
            .number("interval")
            .number("difference")
            .number("interval")
            .number("seed SD")
            .number("windows")
            .number("subjects");
    for (Line line : lines(panels, metrics)) {
      Optional<MetricRow> mae = line.metrics().find(line.method(), MetricsTable.MAE);
      Optional<MetricRow> difference =
          line.metrics().find(line.method(), MetricsTable.MAE_DIFFERENCE);
      List<SubjectRow> subjects = line.panel().ofMethod(line.method());
      boolean isBaseline = Baseline.isBaseline(line.method());
      table.row(
          isBaseline ? "baseline" : "",
          List.of(
              Html.text(isBaseline ? "any" : line.panel().features()),
              Html.text(line.method()),
              MethodTable.fixed(line.mae(), 1, 2),
              MethodTable.interval(mae),
              MethodTable.fixed(MethodTable.value(difference), 1, 2),
              MethodTable.interval(difference),
              MethodTable.fixed(mae.map(MetricRow::seedSd).orElse(Double.NaN), 1, 3),
              Html.text(NumberText.count(subjects.stream().mapToLong(SubjectRow::n).sum())),
              Html.text(NumberText.count(subjects.size()))));
    }
    return table.html();
  }

  /** Baselines once, as they use no features, then the models by their error. */
  private static List<Line> lines(List<PressurePanel> panels, List<MetricRow> metrics) {
    List<Line> lines = new ArrayList<>();
    for (PressurePanel panel : panels) {
      PanelMetrics ofPanel = PanelMetrics.of(metrics, panel);
      for (String method : panel.methods()) {
        boolean isControl = method.endsWith(Baseline.SHUFFLED);
        boolean isShown = !Baseline.isBaseline(method) || panel.equals(panels.get(0));
        if (isShown && !isControl) {
          lines.add(new Line(panel, method, ofPanel));
        }
      }
    }
    return lines.stream()
        .sorted(
            Comparator.<Line, Boolean>comparing(line -> !Baseline.isBaseline(line.method()))
                .thenComparingDouble(Line::mae)
                .thenComparing(line -> line.panel().features())
                .thenComparing(Line::method))
        .toList();
  }
}
