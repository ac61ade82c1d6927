package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.eval.report.chart.LineChart;
import org.purkinje.eval.report.html.Element;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.CheckpointRow;
import org.purkinje.eval.report.row.CurvePoint;

/** How each pretraining went. */
final class PretrainingSection {

  static final String TITLE = "Pretraining";

  private PretrainingSection() {}

  static Html of(List<Report.Pretraining> pretrainings) {
    Section section = Section.of(TITLE);
    pretrainings.forEach(pretraining -> section.add(of(pretraining)));
    return section.html();
  }

  private static Html of(Report.Pretraining pretraining) {
    Section part = Section.within(pretraining.name());
    if (pretraining.curve().isEmpty()) {
      return part.paragraph("No round was recorded.").html();
    }
    List<Html> figures = new ArrayList<>();
    LossPanels.of(pretraining.curve()).forEach(chart -> figures.add(chart.html()));
    figures.add(throughput(pretraining.curve()).html());
    pretraining.heldOut().forEach(evaluation -> part.add(HeldOutTable.of(evaluation)));
    return part.figures(figures).add(checkpoints(pretraining.checkpoints())).html();
  }

  private static LineChart throughput(List<CurvePoint> curve) {
    Collection<CurvePoint> rounds =
        curve.stream()
            .filter(point -> !point.isHeldOut())
            .collect(
                Collectors.toMap(
                    CurvePoint::round, Function.identity(), (first, same) -> first, TreeMap::new))
            .values();
    double[] rates = rounds.stream().mapToDouble(CurvePoint::windowsPerSecond).toArray();
    return new LineChart(
        "Throughput",
        "Windows trained per second, n = %s, median %s."
            .formatted(
                NumberText.counted(rates.length, "round"),
                NumberText.significant(Descriptives.median(rates))),
        "windows seen (count)",
        "windows per second",
        List.of(
            new LineChart.Series(
                "windows/s",
                LineChart.Stroke.LINE,
                rounds.stream().mapToDouble(CurvePoint::windowsSeen).toArray(),
                rates)));
  }

  private static Html checkpoints(List<CheckpointRow> checkpoints) {
    if (checkpoints.isEmpty()) {
      return Element.of("p", "empty").text("No checkpoint was saved.").html();
    }
    HtmlTable table =
        new HtmlTable("Checkpoints, the last one first.")
            .number("round")
            .number("step")
            .number("windows seen")
            .text("kept as")
            .text("objective")
            .text("model")
            .text("parameters, SHA-256")
            .text("data snapshot")
            .text("path");
    for (int i = checkpoints.size() - 1; i >= 0; i--) {
      CheckpointRow row = checkpoints.get(i);
      table.row(
          Html.text(NumberText.count(row.round())),
          Html.text(NumberText.count(row.step())),
          Html.text(NumberText.count(row.windowsSeen())),
          Html.text(keptAs(row)),
          Html.text(row.objective()),
          Html.text(row.model()),
          code(HeaderSection.shortened(row.parametersSha256())),
          code(HeaderSection.shortened(row.dataSnapshot())),
          code(row.path()));
    }
    return table.html();
  }

  private static String keptAs(CheckpointRow row) {
    return Stream.of(row.isLast() ? "last" : "", row.isBest() ? "best" : "")
        .filter(role -> !role.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static Html code(String text) {
    return Element.of("code").text(text).html();
  }
}
