package org.purkinje.eval.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.AccountingRow;
import org.purkinje.eval.report.row.RefusalCount;

/** What came in, and what was refused and why. */
final class DataSection {

  static final String TITLE = "Data";

  private DataSection() {}

  static Html of(Report report) {
    Section section = Section.of(TITLE);
    if (report.accounting().isEmpty()) {
      return section.paragraph("The table accounting has no rows.").html();
    }
    section.paragraph(
        "Nothing is dropped in silence: at each stage what was discovered is what was accepted,"
            + " rejected for a reason below, or excluded by the config.");
    Set<String> shownWithTheirCorpus =
        report.corpora().stream().map(Report.Corpus::scope).collect(Collectors.toSet());
    section.add(table(report.accounting()));
    Map<String, List<RefusalCount>> refusalsByScope =
        report.refusals().stream()
            .filter(refusal -> !shownWithTheirCorpus.contains(refusal.scope()))
            .collect(Collectors.groupingBy(RefusalCount::scope, TreeMap::new, Collectors.toList()));
    return section
        .figures(
            refusalsByScope.entrySet().stream()
                .map(scope -> RefusalChart.of(scope.getKey(), scope.getValue()).html())
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

  private static Html count(long count) {
    return Html.text(NumberText.count(count));
  }
}
