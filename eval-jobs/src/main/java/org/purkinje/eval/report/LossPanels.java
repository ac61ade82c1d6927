package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.purkinje.eval.report.chart.LineChart;
import org.purkinje.eval.report.chart.LineChart.Series;
import org.purkinje.eval.report.chart.LineChart.Stroke;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.CurvePoint;

/**
 * How a pretraining went: what it explains of subjects held out, then its loss terms, a chart each,
 * with the trivial answers to the same question as dashed lines, then how far its embeddings
 * spread.
 */
final class LossPanels {

  private static final String WHOLE = "loss";
  private static final String EXPLAINED = "explained_variance_";

  /** What terms about the embeddings of held-out windows begin with, and what they are. */
  private static final Map<String, String> SPREAD =
      Map.of(
          "effective_rank_",
          "Effective rank of the embeddings of held-out windows: 1 where all of them lie on a line.",
          "feature_sd_",
          "SD of the embeddings of held-out windows, each scaled to length 1, mean over their"
              + " numbers: 0 where all of them are one.");

  private LossPanels() {}

  /** Explained variance first, then the whole loss, then in the order of the terms' first rows. */
  static List<LineChart> of(List<CurvePoint> curve) {
    Map<String, List<CurvePoint>> pointsByTerm = new LinkedHashMap<>();
    curve.forEach(
        point -> pointsByTerm.computeIfAbsent(point.term(), t -> new ArrayList<>()).add(point));
    List<String> explained =
        pointsByTerm.keySet().stream().filter(term -> term.startsWith(EXPLAINED)).toList();
    List<LineChart> charts = new ArrayList<>();
    if (!explained.isEmpty()) {
      charts.add(explainedVariance(explained, pointsByTerm));
    }
    Stream.concat(
            Stream.of(WHOLE).filter(pointsByTerm::containsKey),
            pointsByTerm.keySet().stream().filter(term -> !term.equals(WHOLE)))
        .filter(term -> !term.startsWith(EXPLAINED))
        .filter(term -> SPREAD.keySet().stream().noneMatch(term::startsWith))
        .filter(term -> pointsByTerm.keySet().stream().noneMatch(of -> isTrivial(term, of)))
        .forEach(term -> charts.add(lossTerm(term, pointsByTerm)));
    new TreeMap<>(SPREAD)
        .forEach(
            (prefix, meaning) ->
                pointsByTerm.forEach(
                    (term, points) -> {
                      if (term.startsWith(prefix)) {
                        charts.add(spread(term, meaning, points));
                      }
                    }));
    return charts;
  }

  /** Whether the one term is what a trivial answer would cost on the other. */
  static boolean isTrivial(String term, String of) {
    return term.equals(of + "_chance")
        || (of.startsWith("rec_") && term.equals(of.replaceFirst("rec", "patch_mean")));
  }

  private static LineChart explainedVariance(
      List<String> terms, Map<String, List<CurvePoint>> pointsByTerm) {
    List<Series> series = new ArrayList<>();
    for (Stroke stroke : Stroke.values()) {
      for (String term : terms) {
        String signal = term.substring(EXPLAINED.length());
        String name = signal.equals("e") ? "ECG" : signal.equals("p") ? "PPG" : signal;
        boolean heldOut = stroke == Stroke.LINE;
        add(
            series,
            name + (heldOut ? ", held out" : ", trained on"),
            stroke,
            pointsByTerm.getOrDefault(term, List.of()),
            heldOut ? CurvePoint::isHeldOut : point -> !point.isHeldOut());
      }
    }
    return new LineChart(
        "Explained variance",
        "1 − loss / loss of answering each patch's mean, over hidden patches: 0 for a model that has"
            + " learnt nothing. Dashed: the windows trained on, as they came.",
        "windows seen (count)",
        "explained variance",
        series);
  }

  private static LineChart lossTerm(String term, Map<String, List<CurvePoint>> pointsByTerm) {
    List<CurvePoint> points = pointsByTerm.getOrDefault(term, List.of());
    List<Series> series = new ArrayList<>();
    add(series, term + ", held out", Stroke.LINE, points, CurvePoint::isHeldOut);
    add(series, term, Stroke.LINE, points, point -> !point.isHeldOut());
    boolean hasHeldOut = series.size() > 1;
    int own = series.size();
    pointsByTerm.forEach(
        (trivial, its) -> {
          if (isTrivial(trivial, term)) {
            add(series, trivial, Stroke.DASHED, its, point -> point.isHeldOut() == hasHeldOut);
          }
        });
    long undefined = points.stream().filter(point -> !Double.isFinite(point.value())).count();
    return new LineChart(
        "Loss term " + term,
        "Mean over the windows of each round that have it, n = %s.%s%s"
            .formatted(
                NumberText.counted(
                    points.stream().map(CurvePoint::round).distinct().count(), "round"),
                series.size() == own
                    ? ""
                    : " Dashed: the cost of a trivial answer; a model above it has learnt nothing.",
                undefined == 0 ? "" : " Of these %d without a finite value.".formatted(undefined)),
        "windows seen (count)",
        term + " (mean per window)",
        series);
  }

  private static LineChart spread(String term, String meaning, List<CurvePoint> points) {
    List<Series> series = new ArrayList<>();
    add(series, term, Stroke.LINE, points, CurvePoint::isHeldOut);
    return new LineChart("Embeddings: " + term, meaning, "windows seen (count)", term, series);
  }

  private static void add(
      List<Series> series,
      String name,
      Stroke stroke,
      List<CurvePoint> points,
      Predicate<CurvePoint> isShown) {
    List<CurvePoint> shown = points.stream().filter(isShown).toList();
    if (!shown.isEmpty()) {
      series.add(
          new Series(
              name,
              stroke,
              shown.stream().mapToDouble(CurvePoint::windowsSeen).toArray(),
              shown.stream().mapToDouble(CurvePoint::value).toArray()));
    }
  }
}
