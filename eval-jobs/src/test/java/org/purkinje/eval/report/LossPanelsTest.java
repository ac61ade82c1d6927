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
  void putsTrivialAnswersIntoThePanelOfTheirTerm() {
    List<CurvePoint> curve =
        Stream.of("con", "con_chance", "loss", "patch_mean_e", "rec_e", "rec_p")
            .map(term -> new CurvePoint(1, 32, false, term, 0.5, 100))
            .toList();
    List<LineChart> panels = LossPanels.of(curve);
    assertThat(panels.stream().map(panel -> panel.series().stream().map(Series::name).toList()))
        .containsExactly(
            List.of("loss"),
            List.of("con", "con_chance"),
            List.of("rec_e", "patch_mean_e"),
            List.of("rec_p"));
  }

  @Test
  void drawsWhatIsExplainedOfSubjectsHeldOutFirst() {
    List<CurvePoint> curve =
        Stream.of("explained_variance_e", "explained_variance_p", "rec_e")
            .flatMap(
                term ->
                    Stream.of(
                        new CurvePoint(1, 32, false, term, 0.4, 100),
                        new CurvePoint(1, 32, true, term, 0.3, Double.NaN)))
            .toList();
    List<LineChart> panels = LossPanels.of(curve);
    assertThat(panels)
        .extracting(LineChart::title)
        .containsExactly("Explained variance", "Loss term rec_e");
    assertThat(panels.get(0).series().stream().map(Series::name))
        .containsExactly("ECG, held out", "PPG, held out", "ECG, trained on", "PPG, trained on");
    assertThat(panels.get(1).series().stream().map(Series::name))
        .containsExactly("rec_e, held out", "rec_e");
  }

  @Test
  void givesATrivialAnswerWithoutATermItsOwnPanel() {
    List<LineChart> panels =
        LossPanels.of(List.of(new CurvePoint(1, 32, false, "patch_mean_p", 0.5, 100)));
    assertThat(panels).extracting(LineChart::title).containsExactly("Loss term patch_mean_p");
  }

  @Test
  void countsRoundsWithoutAFiniteValue() {
    List<CurvePoint> curve =
        List.of(
            new CurvePoint(1, 32, false, "loss", 0.5, 100),
            new CurvePoint(2, 64, false, "loss", Double.NaN, 99));
    assertThat(LossPanels.of(curve).get(0).caption())
        .isEqualTo(
            "Mean over the windows of each round that have it, n = 2 rounds. Of these 1 without a finite value.");
  }
}
