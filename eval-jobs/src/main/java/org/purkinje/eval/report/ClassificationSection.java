package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.purkinje.eval.report.chart.BarChart;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.jobsupport.table.MetricsTable;

/** Classes told from parts of the labels, by a network pretrained and by the same one anew. */
final class ClassificationSection {

  static final String TITLE = "Classification";

  private ClassificationSection() {}

  static Html of(List<Report.Classification> classifications) {
    Section section = Section.of(TITLE);
    classifications.forEach(classification -> section.add(of(classification)));
    return section.html();
  }

  private static Html of(Report.Classification classification) {
    Section part = Section.within(classification.name());
    List<MetricRow> means = means(classification.metrics());
    if (means.isEmpty()) {
      part.paragraph("No class was graded.");
    } else {
      part.add(table(means, classification.metrics()));
    }
    List<Html> charts =
        means.stream()
            .map(MetricRow::metric)
            .filter(metric -> !metric.endsWith(MetricsTable.DIFFERENCE))
            .distinct()
            .map(metric -> chart(metric, means, classification.metrics()).html())
            .toList();
    return part.figures(charts)
        .add(classes(classification.metrics()))
        .add(parts(classification.metrics()))
        .html();
  }

  /** Macro means of what was trained: over draws, or of the one draw. */
  private static List<MetricRow> means(List<MetricRow> metrics) {
    List<MetricRow> macro =
        metrics.stream()
            .filter(row -> row.metric().startsWith(MetricsTable.MACRO))
            .filter(row -> !row.method().equals(MetricsTable.CONSTANT))
            .toList();
    boolean isOverDraws = macro.stream().anyMatch(row -> row.seeds() > 1);
    // A mean over one draw has no interval of its own; that draw's row has.
    return macro.stream()
        .filter(row -> isOverDraws ? row.seeds() > 1 : Double.isFinite(row.ciLow()))
        .sorted(
            Comparator.comparing(MetricRow::task)
                .thenComparing(MetricRow::split)
                .thenComparing(MetricRow::metric)
                .thenComparing(MetricRow::method)
                .thenComparing(MetricRow::features))
        .toList();
  }

  private static Html table(List<MetricRow> means, List<MetricRow> metrics) {
    HtmlTable table =
        new HtmlTable(
                "Unweighted means over the classes that were graded. Of several draws of a part of the labels the value is their mean and the interval Student's, which leaves out that all are graded on the same subjects; of one draw the interval is from drawing subjects again. The trivial answer is the same for all records.")
            .text("labels")
            .text("metric")
            .text("method")
            .text("network")
            .number("value")
            .number("interval")
            .number("trivial answer")
            .number("draws")
            .number("SD of draws")
            .number("records")
            .number("subjects");
    for (MetricRow row : means) {
      table.row(
          Html.text(row.split()),
          Html.text(row.metric()),
          Html.text(row.method()),
          Html.text(row.features()),
          Html.text(NumberText.fixed(row.value(), 3)),
          Html.text(NumberText.interval(row.ciLow(), row.ciHigh(), 3)),
          Html.text(NumberText.fixed(trivial(row.metric(), metrics), 3)),
          Html.text(NumberText.count(row.seeds())),
          Html.text(NumberText.fixed(row.seedSd(), 3)),
          Html.text(NumberText.count(row.n())),
          Html.text(NumberText.count(row.subjects())));
    }
    return table.html();
  }

  private static BarChart chart(String metric, List<MetricRow> means, List<MetricRow> metrics) {
    List<MetricRow> rows = means.stream().filter(row -> row.metric().equals(metric)).toList();
    List<String> models = rows.stream().map(ClassificationSection::model).distinct().toList();
    List<String> series = new ArrayList<>(List.of("the same answer for all"));
    series.addAll(models);
    return new BarChart(
        metric.substring(MetricsTable.MACRO.length()),
        "Mean over classes by the part of the labels that was trained on.",
        "macro mean (1)",
        series,
        rows.stream()
            .map(MetricRow::split)
            .distinct()
            .map(split -> group(split, models, rows, trivial(metric, metrics)))
            .toList(),
        value -> NumberText.fixed(value, 3));
  }

  private static BarChart.Group group(
      String split, List<String> models, List<MetricRow> rows, double trivial) {
    double[] values = new double[1 + models.size()];
    values[0] = trivial;
    for (int i = 0; i < models.size(); i++) {
      String model = models.get(i);
      values[1 + i] =
          rows.stream()
              .filter(row -> row.split().equals(split) && model(row).equals(model))
              .mapToDouble(MetricRow::value)
              .findFirst()
              .orElse(Double.NaN);
    }
    return new BarChart.Group(split, values);
  }

  private static String model(MetricRow row) {
    return row.method() + ", " + row.features();
  }

  /** What the answer that is the same for all records has; of a difference nothing. */
  private static double trivial(String metric, List<MetricRow> metrics) {
    if (metric.endsWith(MetricsTable.DIFFERENCE)) {
      return 0;
    }
    return metrics.stream()
        .filter(row -> row.method().equals(MetricsTable.CONSTANT) && row.metric().equals(metric))
        .mapToDouble(MetricRow::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Html classes(List<MetricRow> metrics) {
    HtmlTable table =
        new HtmlTable("Share of the graded records that have a class.")
            .text("class")
            .number("prevalence")
            .text("left out");
    for (MetricRow row : metrics) {
      if (row.metric().startsWith(MetricsTable.prevalence(""))) {
        table.row(
            Html.text(row.metric().substring(MetricsTable.prevalence("").length())),
            Html.text(NumberText.fixed(row.value(), 3)),
            Html.text(row.verdict()));
      }
    }
    return table.html();
  }

  /** Subjects of each part of the labels, and why nothing was learnt from one. */
  private static Html parts(List<MetricRow> metrics) {
    HtmlTable table =
        new HtmlTable("Subjects whose labels were used, by part and draw.")
            .text("labels")
            .number("subjects")
            .text("refused");
    for (MetricRow row : metrics) {
      if (row.metric().equals(MetricsTable.TRAINING_PERSONS)) {
        table.row(
            Html.text(row.split()),
            Html.text(NumberText.count(Math.round(row.value()))),
            Html.text(row.verdict()));
      }
    }
    return table.html();
  }
}
