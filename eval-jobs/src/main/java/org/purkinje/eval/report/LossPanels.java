package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purkinje.eval.report.chart.LineChart;
import org.purkinje.eval.report.chart.LineChart.Series;
import org.purkinje.eval.report.chart.LineChart.Stroke;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.CurvePoint;

/**
 * The loss terms of a pretraining, a chart each, with the trivial predictors of the same quantity
 * as dashed lines.
 */
final class LossPanels {

  private static final String WHOLE = "loss";
  private static final List<String> PREDICTORS = List.of("window_mean", "patch_mean");

  private LossPanels() {}

  /** The whole loss first, then in the order of the terms' first rows. */
  static List<LineChart> of(List<CurvePoint> curve) {
    Map<String, List<CurvePoint>> pointsByTerm = new LinkedHashMap<>();
    curve.forEach(
        point -> pointsByTerm.computeIfAbsent(point.term(), t -> new ArrayList<>()).add(point));
    List<String> terms =
        pointsByTerm.keySet().stream()
            .sorted(Comparator.comparing(term -> !term.equals(WHOLE)))
            .toList();
    return terms.stream()
        .filter(term -> terms.stream().noneMatch(other -> isBaseline(term, other)))
        .map(
            term ->
                chart(term, terms.stream().filter(b -> isBaseline(b, term)).toList(), pointsByTerm))
        .toList();
  }

  /**
   * Whether the one term is what a trivial predictor would reach on the other: {@code
   * rec_e_window_mean} or {@code window_mean_e} on {@code rec_e}.
   */
  static boolean isBaseline(String term, String of) {
    return PREDICTORS.stream()
        .anyMatch(
            predictor ->
                term.equals(of + "_" + predictor)
                    || (of.startsWith("rec_") && term.equals(of.replaceFirst("rec", predictor))));
  }

  private static LineChart chart(
      String term, List<String> baselines, Map<String, List<CurvePoint>> pointsByTerm) {
    List<Series> series = new ArrayList<>();
    series.add(series(term, Stroke.LINE, pointsByTerm.getOrDefault(term, List.of())));
    for (String baseline : baselines) {
      series.add(series(baseline, Stroke.DASHED, pointsByTerm.getOrDefault(baseline, List.of())));
    }
    List<CurvePoint> points = pointsByTerm.getOrDefault(term, List.of());
    long undefined = points.stream().filter(point -> !Double.isFinite(point.value())).count();
    return new LineChart(
        "Loss term " + term,
        "Mean over the windows of each round, n = %s.%s%s"
            .formatted(
                NumberText.counted(points.size(), "round"),
                baselines.isEmpty()
                    ? ""
                    : " Dashed: what predicting a mean would reach on the same hidden patches; a"
                        + " model above them has learnt nothing yet.",
                undefined == 0 ? "" : " Of these %d without a finite value.".formatted(undefined)),
        "windows seen (count)",
        term + " (mean per window)",
        series);
  }

  private static Series series(String name, Stroke stroke, List<CurvePoint> points) {
    return new Series(
        name,
        stroke,
        points.stream().mapToDouble(CurvePoint::windowsSeen).toArray(),
        points.stream().mapToDouble(CurvePoint::value).toArray());
  }
}
