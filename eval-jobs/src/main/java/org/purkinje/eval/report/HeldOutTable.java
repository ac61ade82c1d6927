package org.purkinje.eval.report;

import java.util.List;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.jobsupport.table.MetricsTable;

/** What a pretrained model does on subjects that it never saw, beside a trivial answer. */
final class HeldOutTable {

  private HeldOutTable() {}

  static Html of(Report.HeldOut evaluation) {
    HtmlTable table =
        new HtmlTable(
                "Subjects held out, evaluation %s. Explained variance of hidden patches: answering each patch's mean has 0; a difference is that of the model minus another answer without a model, a straight line over what is hidden, the mean beat of other subjects in its best place, or what the signals visible at a moment say of those hidden. Recall at 1: how often a window is found by its other signal; chance is that of any answer. Intervals from drawing whole subjects again."
                    .formatted(evaluation.name()))
            .text("task")
            .text("signal")
            .text("metric")
            .text("of")
            .number("value")
            .number("interval")
            .number("trivial answer")
            .number("windows")
            .number("subjects")
            .text("channel timing");
    for (MetricRow row : evaluation.metrics()) {
      if (row.metric().startsWith(MetricsTable.EXPLAINED_VARIANCE)
          || row.metric().equals(MetricsTable.RECALL_AT_1)) {
        table.row(
            Html.text(row.task()),
            Html.text(row.features()),
            Html.text(row.metric()),
            Html.text(row.method()),
            Html.text(NumberText.fixed(row.value(), 3)),
            Html.text(NumberText.interval(row.ciLow(), row.ciHigh(), 3)),
            Html.text(trivial(row, evaluation.metrics())),
            Html.text(NumberText.count(row.n())),
            Html.text(NumberText.count(row.subjects())),
            Html.text(row.alignment()));
      }
    }
    return table.html();
  }

  /**
   * Answering each patch's mean explains nothing, a difference of nothing is 0; what chance finds
   * stands in a row of its own.
   */
  private static String trivial(MetricRow row, List<MetricRow> metrics) {
    if (row.metric().startsWith(MetricsTable.EXPLAINED_VARIANCE)) {
      return NumberText.fixed(0, 4);
    }
    return metrics.stream()
        .filter(other -> other.metric().equals(MetricsTable.CHANCE))
        .filter(other -> other.task().equals(row.task()))
        .filter(other -> other.features().equals(row.features()))
        .findFirst()
        .map(chance -> NumberText.fixed(chance.value(), 4))
        .orElse(NumberText.ABSENT);
  }
}
