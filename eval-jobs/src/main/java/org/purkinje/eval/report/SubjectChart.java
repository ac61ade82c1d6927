package org.purkinje.eval.report;

import java.util.Comparator;
import java.util.List;
import org.purkinje.eval.pressure.Method;
import org.purkinje.eval.report.chart.DumbbellChart;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.SubjectRow;

/** Error of each subject with the best model and with its calibration value held. */
final class SubjectChart {

  private SubjectChart() {}

  /**
   * @param rows subjects of one method
   */
  static DumbbellChart of(String method, List<SubjectRow> rows) {
    List<SubjectRow> sorted =
        rows.stream()
            .sorted(
                Comparator.comparingDouble(SubjectRow::maeMmhg).thenComparing(SubjectRow::subject))
            .toList();
    long better = rows.stream().filter(row -> row.maeMmhg() < row.heldMaeMmhg()).count();
    return new DumbbellChart(
        "Per subject: " + method,
        "n = %s, least error first; the model is better than hold-calibration in %s of them."
            .formatted(NumberText.counted(rows.size(), "subject"), NumberText.count(better)),
        "MAE of the subject (mmHg)",
        Method.HOLD_CALIBRATION.label(),
        method,
        sorted.stream()
            .map(row -> new DumbbellChart.Pair(row.subject(), row.heldMaeMmhg(), row.maeMmhg()))
            .toList());
  }
}
