package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.LeftOutRow;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.PredictionRow;
import org.purkinje.eval.report.row.SubjectRow;

/** Leave-one-subject-out blood pressure: each target from each feature set. */
final class PressureSection {

  static final String TITLE = "Blood pressure";

  private PressureSection() {}

  static Html of(List<Report.Evaluation> evaluations) {
    Section section = Section.of(TITLE);
    for (Report.Evaluation evaluation : evaluations) {
      section.paragraph(about(evaluation));
      evaluation.panels().stream()
          .filter(panel -> !panel.isCommon())
          .forEach(panel -> section.add(of(evaluation, panel)));
      common(evaluation).forEach(section::add);
      section.add(leftOut(evaluation)).add(everyMetric(evaluation));
    }
    return section.html();
  }

  /** Calibration, and how far its order in time is known. */
  private static String about(Report.Evaluation evaluation) {
    String calibrations =
        evaluation.metrics().stream()
            .map(MetricRow::calibration)
            .filter(calibration -> !calibration.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    long byName =
        evaluation.panels().stream()
            .flatMap(panel -> panel.subjects().stream())
            .filter(row -> row.recordOrder().equals("record-name"))
            .map(SubjectRow::subject)
            .distinct()
            .count();
    return "%s: calibration %s; a subject's calibration windows are not scored.%s"
        .formatted(
            evaluation.name(),
            calibrations.isEmpty() ? "not recorded" : calibrations,
            byName == 0
                ? ""
                : " The records of %s are in order of their names, as not all of them say when they started, so their first window may not be the earliest."
                    .formatted(NumberText.counted(byName, "subject")));
  }

  private static Html of(Report.Evaluation evaluation, PressurePanel panel) {
    Section part =
        Section.within(
            "%s: %s from %s".formatted(evaluation.name(), panel.target(), panel.features()));
    PanelMetrics metrics = PanelMetrics.of(evaluation.metrics(), panel);
    part.paragraph(timing(metrics.alignment()));
    part.add(MethodTable.of(panel, metrics)).add(VerdictTable.of(panel, metrics));
    if (panel.best().isEmpty()) {
      return part.paragraph("There are baselines alone, so there is no model to draw.").html();
    }
    String best = panel.best().get();
    part.paragraph(
        "Drawn below: "
            + best
            + ", the model with the smallest MAE on these windows. Being chosen by the figure that"
            + " is shown flatters it; the table has every method. Where it was trained with several"
            + " seeds, the lowest is drawn.");
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

  private static String timing(String alignment) {
    return switch (alignment) {
      case "not-used" ->
          "Timing between channels is not used: windows need a PPG or an ECG, and an ABP.";
      case "trusted" ->
          "Uses the timing between channels: in every record one clock sampled them, or pulses"
              + " arrive in time and steadily.";
      case "bad" ->
          "Uses the timing between channels, which cannot be right in one record or more: pulses"
              + " do not arrive in time, or their arrival wanders.";
      default ->
          "Uses the timing between channels, of which it is not known whether one clock sampled"
              + " them: a delay between ECG and PPG may be the recorder's.";
    };
  }

  /** One table per target that has results on the common windows. */
  private static List<Html> common(Report.Evaluation evaluation) {
    Map<String, List<PressurePanel>> panelsByTarget =
        evaluation.panels().stream()
            .filter(PressurePanel::isCommon)
            .collect(
                Collectors.groupingBy(PressurePanel::target, TreeMap::new, Collectors.toList()));
    return panelsByTarget.entrySet().stream()
        .map(
            target ->
                Section.within(
                        "%s: %s on common windows".formatted(evaluation.name(), target.getKey()))
                    .add(CommonWindowsTable.of(target.getValue(), evaluation.metrics()))
                    .html())
        .toList();
  }

  private static Html leftOut(Report.Evaluation evaluation) {
    HtmlTable table =
        new HtmlTable(
                "Why windows of the window set are not scored; each is counted once, by the first"
                    + " reason that holds.")
            .text("counted")
            .text("corpus")
            .text("outcome")
            .text("reason")
            .number("windows");
    for (LeftOutRow row : evaluation.leftOut()) {
      table.row(
          Html.text(row.unit()),
          Html.text(row.corpus()),
          Html.text(row.outcome()),
          Html.text(row.reason()),
          Html.text(NumberText.count(row.n())));
    }
    return details(
        "Windows left out of %s (%s)"
            .formatted(evaluation.name(), NumberText.counted(evaluation.leftOut().size(), "row")),
        table);
  }

  private static Html details(String summary, HtmlTable table) {
    return Element.of("details")
        .add(Element.of("summary").text(summary).html())
        .add(table.html())
        .html();
  }

  private static Html everyMetric(Report.Evaluation evaluation) {
    HtmlTable table =
        new HtmlTable("Every row of metrics of " + evaluation.name() + ".")
            .text("task")
            .text("model")
            .text("features")
            .text("method")
            .text("windows")
            .text("metric")
            .number("value")
            .number("interval")
            .text("unit")
            .number("n")
            .number("subjects")
            .number("seeds")
            .number("seed SD")
            .text("alignment")
            .text("verdict");
    for (MetricRow row : evaluation.metrics()) {
      table.row(
          Html.text(row.task()),
          Html.text(row.model()),
          Html.text(row.features()),
          Html.text(row.method()),
          Html.text(row.windows()),
          Html.text(row.metric()),
          Html.text(NumberText.significant(row.value())),
          Html.text(NumberText.interval(row.ciLow(), row.ciHigh(), 2)),
          Html.text(row.unit()),
          Html.text(NumberText.count(row.n())),
          Html.text(NumberText.count(row.subjects())),
          Html.text(NumberText.count(row.seeds())),
          Html.text(NumberText.significant(row.seedSd())),
          Html.text(row.alignment()),
          Html.text(row.verdict()));
    }
    return details(
        "Every metric of %s (%s rows)"
            .formatted(evaluation.name(), NumberText.count(evaluation.metrics().size())),
        table);
  }
}
