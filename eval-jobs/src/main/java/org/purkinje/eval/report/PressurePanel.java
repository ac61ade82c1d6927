package org.purkinje.eval.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.purkinje.eval.pressure.WindowChoice;
import org.purkinje.eval.report.row.PredictionRow;
import org.purkinje.eval.report.row.SubjectRow;

/**
 * Leave-one-subject-out results of one target from one feature set on one choice of windows.
 *
 * @param windows {@code eligible} for the feature set, or {@code common} to all of them
 * @param subjects rows of every method
 * @param best the model with the smallest mean absolute error over windows; empty if there are
 *     baselines alone
 * @param predictions of {@code best}, by subject; none of a panel that is not drawn
 */
record PressurePanel(
    String target,
    String features,
    String windows,
    List<SubjectRow> subjects,
    Optional<String> best,
    List<PredictionRow> predictions) {

  /**
   * @param subjects rows of all panels
   * @param predictions finds the predictions of a method in a panel
   */
  static List<PressurePanel> of(
      List<SubjectRow> subjects,
      BiFunction<PressurePanel, String, List<PredictionRow>> predictions) {
    Map<List<String>, List<SubjectRow>> rowsByPanel =
        subjects.stream()
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.target(), row.features(), row.windows()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return rowsByPanel.values().stream()
        .map(
            rows -> {
              PressurePanel panel =
                  new PressurePanel(
                      rows.get(0).target(),
                      rows.get(0).features(),
                      rows.get(0).windows(),
                      rows,
                      best(rows),
                      List.of());
              return panel.isCommon() || panel.best().isEmpty()
                  ? panel
                  : panel.with(predictions.apply(panel, panel.best().get()));
            })
        .toList();
  }

  private PressurePanel with(List<PredictionRow> rows) {
    return new PressurePanel(target, features, windows, subjects, best, rows);
  }

  /** Whether it compares feature sets on the same windows; such a panel is not drawn. */
  boolean isCommon() {
    return windows.equals(WindowChoice.COMMON.label());
  }

  /** The model, among those that are not baselines, with the smallest error over all windows. */
  static Optional<String> best(List<SubjectRow> subjects) {
    return subjects.stream()
        .filter(row -> !Baseline.isBaseline(row.method()))
        .collect(Collectors.groupingBy(SubjectRow::method))
        .entrySet()
        .stream()
        .min(
            Comparator.<Map.Entry<String, List<SubjectRow>>>comparingDouble(
                    method -> mae(method.getValue()))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  List<SubjectRow> ofMethod(String method) {
    return subjects.stream().filter(row -> row.method().equals(method)).toList();
  }

  /** Every method: baselines first, each kind by its error. */
  List<String> methods() {
    return subjects.stream()
        .map(SubjectRow::method)
        .distinct()
        .sorted(
            Comparator.<String, Boolean>comparing(method -> !Baseline.isBaseline(method))
                .thenComparingDouble(method -> mae(ofMethod(method)))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static double mae(List<SubjectRow> rows) {
    double sum = rows.stream().mapToDouble(row -> row.n() * row.maeMmhg()).sum();
    return sum / rows.stream().mapToLong(SubjectRow::n).sum();
  }
}
