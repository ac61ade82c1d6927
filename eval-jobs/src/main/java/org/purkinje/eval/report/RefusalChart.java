package org.purkinje.eval.report;

import java.util.Comparator;
import java.util.List;
import org.purkinje.eval.report.chart.BarChart;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.RefusalCount;

/** What a stage refused, by reason, the most frequent first. */
final class RefusalChart {

  private static final int MAX_REASONS = 20;

  private RefusalChart() {}

  static BarChart of(String scope, List<RefusalCount> refusals) {
    long all = refusals.stream().mapToLong(RefusalCount::count).sum();
    List<BarChart.Group> bars =
        refusals.stream()
            .sorted(Comparator.comparingLong(RefusalCount::count).reversed())
            .limit(MAX_REASONS)
            .map(refusal -> new BarChart.Group(refusal.reason(), new double[] {refusal.count()}))
            .toList();
    String most =
        refusals.size() > MAX_REASONS
            ? " The %d most frequent reasons.".formatted(MAX_REASONS)
            : "";
    return new BarChart(
        "Refusals of " + scope,
        "n = %s, by reason.%s".formatted(NumberText.counted(all, "refusal"), most),
        "refusals (count)",
        List.of("refusals"),
        bars,
        value -> NumberText.count(Math.round(value)));
  }
}
