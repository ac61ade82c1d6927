package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.purkinje.biosignal.pressure.grade.Verdict;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.MetricRow;

/** What the standards say of each method; one sentence where none says anything. */
final class VerdictTable {

  private VerdictTable() {}

  static Html of(PressurePanel panel, PanelMetrics metrics) {
    List<MetricRow> verdicts =
        panel.methods().stream().flatMap(method -> metrics.verdicts(method).stream()).toList();
    if (verdicts.isEmpty()) {
      return Element.of("p").text("The table metrics has no verdict by a standard.").html();
    }
    if (verdicts.stream().allMatch(row -> row.verdict().equals(Verdict.INSUFFICIENT_SUBJECTS))) {
      double counted = verdicts.stream().mapToDouble(MetricRow::value).max().orElse(0);
      return Element.of("p")
          .add(Element.of("span", "badge").text(Verdict.INSUFFICIENT_SUBJECTS).html())
          .text(
              " %s of the %d with %d readings or more that AAMI SP10, ISO 81060-2, BHS and IEEE 1708 ask for: no method passes, fails or has a grade."
                  .formatted(
                      NumberText.count(Math.round(counted)),
                      Verdict.MIN_SUBJECTS,
                      Verdict.MIN_READINGS_PER_SUBJECT))
          .html();
    }
    List<String> names = verdicts.stream().map(MetricRow::metric).distinct().sorted().toList();
    HtmlTable table =
        new HtmlTable(
                "Verdicts by the limits of the standards, on all windows, which overlap, and on three"
                    + " readings a subject that do not; the least favourable of the seeds. The"
                    + " standards ask for more than this: see above.")
            .text("method");
    names.forEach(name -> table.text(name.replace('-', ' ')));
    for (String method : panel.methods()) {
      SortedMap<String, String> textByName = new TreeMap<>();
      metrics.verdicts(method).forEach(row -> textByName.put(row.metric(), row.verdict()));
      List<Html> cells = new ArrayList<>(List.of(Html.text(method)));
      names.forEach(name -> cells.add(Html.text(textByName.getOrDefault(name, NumberText.ABSENT))));
      table.row("", cells);
    }
    return table.html();
  }
}
