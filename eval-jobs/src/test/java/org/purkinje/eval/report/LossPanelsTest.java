package org.purkinje.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.purkinje.eval.report.chart.LineChart;
import org.purkinje.eval.report.chart.LineChart.Series;
import org.purkinje.eval.report.row.CurvePoint;

class LossPanelsTest {

  @Test
  void putsTrivialPredictorsIntoThePanelOfTheirTerm() {
    List<CurvePoint> curve =
        Stream.of(
                "con",
                "loss",
                "patch_mean_e",
                "rec_e",
                "rec_p",
                "rec_p_window_mean",
                "window_mean_e")
            .map(term -> new CurvePoint(1, 32, term, 0.5, 100))
            .toList();
    List<LineChart> panels = LossPanels.of(curve);
    assertThat(panels.stream().map(panel -> panel.series().stream().map(Series::name).toList()))
        .containsExactly(
            List.of("loss"),
            List.of("con"),
            List.of("rec_e", "patch_mean_e", "window_mean_e"),
            List.of("rec_p", "rec_p_window_mean"));
  }

  @Test
  void givesAPredictorWithoutATermItsOwnPanel() {
    List<LineChart> panels =
        LossPanels.of(List.of(new CurvePoint(1, 32, "window_mean_p", 0.5, 100)));
    assertThat(panels).extracting(LineChart::title).containsExactly("Loss term window_mean_p");
  }

  @Test
  void countsRoundsWithoutAFiniteValue() {
    List<CurvePoint> curve =
        List.of(
            new CurvePoint(1, 32, "loss", 0.5, 100), new CurvePoint(2, 64, "loss", Double.NaN, 99));
    assertThat(LossPanels.of(curve).get(0).caption())
        .isEqualTo(
            "Mean over the windows of each round, n = 2 rounds. Of these 1 without a finite value.");
  }
}
