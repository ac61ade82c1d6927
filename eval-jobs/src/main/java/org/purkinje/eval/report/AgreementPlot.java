package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purkinje.biosignal.pressure.grade.BlandAltman;
import org.purkinje.biosignal.pressure.grade.PressurePairs;
import org.purkinje.eval.report.chart.LineChart.Stroke;
import org.purkinje.eval.report.chart.ScatterPlot;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.PredictionRow;

/** Bland and Altman's plot of the best model: error against level, by subject. */
final class AgreementPlot {

  static final int MAX_POINTS = 3000;

  private AgreementPlot() {}

  /**
   * @param rows predictions of one method with finite values, by subject, at least one
   */
  static ScatterPlot of(String target, String method, List<PredictionRow> rows) {
    Map<String, List<PredictionRow>> drawnBySubject = new LinkedHashMap<>();
    Map<String, Integer> numberBySubject = new LinkedHashMap<>();
    rows.forEach(row -> numberBySubject.putIfAbsent(row.subject(), numberBySubject.size()));
    List<PredictionRow> drawn = thinned(rows, MAX_POINTS);
    drawn.forEach(
        row -> drawnBySubject.computeIfAbsent(row.subject(), s -> new ArrayList<>()).add(row));
    boolean repeated = numberBySubject.size() > 1 && rows.size() > numberBySubject.size();
    BlandAltman limits =
        repeated
            ? BlandAltman.repeatedMeasures(pairs(rows, numberBySubject))
            : BlandAltman.pooled(pairs(rows, numberBySubject));
    String caption =
        "n = %s of %s, a colour per subject (colours repeat).%s %s"
            .formatted(
                NumberText.counted(rows.size(), "window"),
                NumberText.counted(numberBySubject.size(), "subject"),
                drawn.size() < rows.size()
                    ? " Drawn: %s of them, evenly spaced in order of subject and window."
                        .formatted(NumberText.count(drawn.size()))
                    : "",
                limitsText(limits, repeated));
    return new ScatterPlot(
        "Agreement with ABP: " + method,
        caption,
        "mean of prediction and reference, %s (mmHg)".formatted(target),
        "prediction − reference (mmHg)",
        drawnBySubject.entrySet().stream().map(e -> group(e.getKey(), e.getValue())).toList(),
        levels(limits));
  }

  private static String limitsText(BlandAltman limits, boolean repeated) {
    if (!Double.isFinite(limits.sdMmhg())) {
      return "One window has no limits of agreement.";
    }
    return "Limits: bias ± 1.96 SD, "
        + (repeated
            ? "variances between and within subjects added."
            : "windows taken as independent, so too narrow.");
  }

  /** At most {@code most} rows, evenly spaced; all of them if they are no more. */
  static <T> List<T> thinned(List<T> rows, int most) {
    if (rows.size() <= most) {
      return rows;
    }
    List<T> kept = new ArrayList<>(most);
    for (long i = 0; i < most; i++) {
      kept.add(rows.get(Math.toIntExact(i * rows.size() / most)));
    }
    return kept;
  }

  private static PressurePairs pairs(
      List<PredictionRow> rows, Map<String, Integer> numberBySubject) {
    return new PressurePairs(
        rows.stream().mapToInt(row -> numberBySubject.getOrDefault(row.subject(), -1)).toArray(),
        rows.stream().mapToDouble(PredictionRow::truthMmhg).toArray(),
        rows.stream().mapToDouble(PredictionRow::predictionMmhg).toArray());
  }

  private static ScatterPlot.Group group(String subject, List<PredictionRow> rows) {
    return new ScatterPlot.Group(
        subject,
        rows.stream().mapToDouble(r -> (r.truthMmhg() + r.predictionMmhg()) / 2).toArray(),
        rows.stream().mapToDouble(r -> r.predictionMmhg() - r.truthMmhg()).toArray());
  }

  private static List<ScatterPlot.Level> levels(BlandAltman limits) {
    List<ScatterPlot.Level> levels = new ArrayList<>();
    levels.add(level("bias", limits.biasMmhg(), Stroke.LINE));
    if (Double.isFinite(limits.sdMmhg())) {
      levels.add(level("+1.96 SD", limits.upperLimitMmhg(), Stroke.DASHED));
      levels.add(level("−1.96 SD", limits.lowerLimitMmhg(), Stroke.DASHED));
    }
    return levels;
  }

  private static ScatterPlot.Level level(String label, double mmhg, Stroke stroke) {
    return new ScatterPlot.Level(label, mmhg, NumberText.fixed(mmhg, 1) + " mmHg", stroke);
  }
}
