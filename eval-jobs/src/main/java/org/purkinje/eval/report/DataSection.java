package org.purkinje.eval.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purkinje.eval.report.chart.BarChart;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.AccountingRow;
import org.purkinje.eval.report.row.RefusalCount;

/** What came in, and what was refused and why. */
final class DataSection {

  static final String TITLE = "Data";

  private static final int MOST_REASONS = 20;

  private DataSection() {}

  static Html of(List<AccountingRow> accounting, List<RefusalCount> refusals) {
    Section section = Section.of(TITLE);
    if (accounting.isEmpty()) {
      return section.paragraph("The table accounting has no rows.").html();
    }
    section.paragraph(
        "Nothing is dropped in silence: at each stage what was discovered is what was accepted,"
            + " rejected for a reason below, or excluded by the config.");
    section.add(table(accounting));
    Map<String, List<RefusalCount>> refusalsByScope =
        refusals.stream()
            .collect(Collectors.groupingBy(RefusalCount::scope, TreeMap::new, Collectors.toList()));
    return section
        .figures(
            refusalsByScope.entrySet().stream()
                .map(scope -> chart(scope.getKey(), scope.getValue()))
                .toList())
        .html();
  }

  private static Html table(List<AccountingRow> rows) {
    HtmlTable table =
        new HtmlTable(
                "Discovered = accepted + rejected + excluded, for every stage in this warehouse.")
            .text("stage")
            .text("corpus")
            .text("counted")
            .number("discovered")
            .number("accepted")
            .number("rejected")
            .number("excluded")
            .number("accepted, %");
    for (AccountingRow row : rows) {
      table.row(
          Html.text(row.scope()),
          Html.text(row.corpus()),
          Html.text(row.unit()),
          count(row.discovered()),
          count(row.accepted()),
          count(row.rejected()),
          count(row.excluded()),
          Html.text(NumberText.fixed(100.0 * row.accepted() / row.discovered(), 1)));
    }
    return table.html();
  }

  private static Html chart(String scope, List<RefusalCount> refusals) {
    long all = refusals.stream().mapToLong(RefusalCount::count).sum();
    List<BarChart.Group> bars =
        refusals.stream()
            .sorted((a, b) -> Long.compare(b.count(), a.count()))
            .limit(MOST_REASONS)
            .map(refusal -> new BarChart.Group(refusal.reason(), new double[] {refusal.count()}))
            .toList();
    String most =
        refusals.size() > MOST_REASONS
            ? " The %d most frequent reasons.".formatted(MOST_REASONS)
            : "";
    return new BarChart(
            "Refusals of " + scope,
            "n = %s, by reason.%s".formatted(NumberText.counted(all, "refusal"), most),
            "refusals (count)",
            List.of("refusals"),
            bars,
            value -> NumberText.count(Math.round(value)))
        .html();
  }

  private static Html count(long count) {
    return Html.text(NumberText.count(count));
  }
}
