package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.List;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.PredictionRow;

/** Leave-one-subject-out blood pressure: each target from each feature set. */
final class PressureSection {

  static final String TITLE = "Blood pressure";

  private PressureSection() {}

  static Html of(List<Report.Evaluation> evaluations) {
    Section section = Section.of(TITLE);
    for (Report.Evaluation evaluation : evaluations) {
      evaluation.panels().forEach(panel -> section.add(of(evaluation, panel)));
      section.add(everyMetric(evaluation));
    }
    return section.html();
  }

  private static Html of(Report.Evaluation evaluation, PressurePanel panel) {
    Section part =
        Section.within(
            "%s: %s from %s".formatted(evaluation.name(), panel.target(), panel.features()));
    part.add(MethodTable.of(panel, PanelMetrics.of(evaluation.metrics(), panel)));
    if (panel.best().isEmpty()) {
      return part.paragraph("There are baselines alone, so there is no model to draw.").html();
    }
    String best = panel.best().get();
    part.paragraph(
        "Drawn below: "
            + best
            + ", the model with the smallest MAE on these windows. Being chosen by the figure that"
            + " is shown flatters it; the table has every method.");
    List<PredictionRow> finite =
        panel.predictions().stream()
            .filter(
                row ->
                    Double.isFinite(row.truthMmhg())
                        && Double.isFinite(row.predictionMmhg())
                        && Double.isFinite(row.calibrationMmhg()))
            .toList();
    List<Html> figures = new ArrayList<>();
    if (finite.isEmpty()) {
      part.paragraph("The table predictions has no rows of it.");
    } else {
      figures.add(AgreementPlot.of(panel.target(), best, finite).html());
      figures.add(CalibrationChart.of(panel.target(), best, finite).html());
    }
    figures.add(SubjectChart.of(best, panel.ofMethod(best)).html());
    return part.figures(figures).html();
  }

  private static Html everyMetric(Report.Evaluation evaluation) {
    HtmlTable table =
        new HtmlTable("Every row of metrics of " + evaluation.name() + ".")
            .text("task")
            .text("model")
            .text("features")
            .text("method")
            .text("split")
            .text("metric")
            .number("value")
            .number("interval")
            .text("unit")
            .number("n")
            .number("subjects")
            .text("verdict");
    for (MetricRow row : evaluation.metrics()) {
      table.row(
          Html.text(row.task()),
          Html.text(row.model()),
          Html.text(row.features()),
          Html.text(row.method()),
          Html.text(row.split()),
          Html.text(row.metric()),
          Html.text(NumberText.significant(row.value())),
          Html.text(NumberText.interval(row.ciLow(), row.ciHigh(), 2)),
          Html.text(row.unit()),
          Html.text(NumberText.count(row.n())),
          Html.text(NumberText.count(row.subjects())),
          Html.text(row.verdict()));
    }
    return Element.of("details")
        .add(
            Element.of("summary")
                .text(
                    "Every metric of %s (%s rows)"
                        .formatted(
                            evaluation.name(), NumberText.count(evaluation.metrics().size())))
                .html())
        .add(table.html())
        .html();
  }
}
