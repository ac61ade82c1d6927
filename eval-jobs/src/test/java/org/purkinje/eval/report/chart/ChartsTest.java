package org.purkinje.eval.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.eval.report.chart.LineChart.Series;
import org.purkinje.eval.report.chart.LineChart.Stroke;
import org.purkinje.eval.report.html.NumberText;

class ChartsTest {

  private static final double NAN = Double.NaN;

  @Test
  void leavesAGapInALineWhereAValueIsMissing() {
    Series series =
        new Series("a", Stroke.LINE, new double[] {0, 1, 2, 3, 4}, new double[] {1, 2, NAN, 3, 4});
    String svg = new LineChart("t", "c", "x", "y", List.of(series)).html().markup();
    // The plot spans x 52 to 376 and y 194 to 10, by hand: 0 to 4 each.
    assertThat(svg)
        .contains("d=\"M52.0 148.0L133.0 102.0M295.0 56.0L376.0 10.0\"")
        .contains("a, last 4.00");
  }

  @Test
  void marksALonePointOfALine() {
    Series series = new Series("a", Stroke.DASHED, new double[] {1}, new double[] {5});
    assertThat(new LineChart("t", "c", "x", "y", List.of(series)).html().markup()).contains("h0\"");
  }

  @Test
  void saysSoWhenThereIsNothingToDraw() {
    Series nothing = new Series("a", Stroke.LINE, new double[] {1}, new double[] {NAN});
    assertThat(new LineChart("t", "c", "x", "y", List.of(nothing)).html().markup())
        .contains("No finite value to draw.")
        .doesNotContain("<svg", "NaN");
    assertThat(new ScatterPlot("t", "c", "x", "y", List.of(), List.of()).html().markup())
        .contains("No point to draw.");
    assertThat(new DumbbellChart("t", "c", "x", "a", "b", List.of()).html().markup())
        .contains("No row to draw.");
    assertThat(new SmallHistograms("t", "c", "x", "channel", List.of()).html().markup())
        .contains("Nothing to draw.");
    assertThat(new BarChart("t", "c", "u", List.of("a"), List.of(), v -> "").html().markup())
        .contains("Nothing to draw.");
  }

  @Test
  void tellsWorseFromBetterRowsAndLeavesLabelsOutOfTightOnes() {
    List<DumbbellChart.Pair> two =
        List.of(new DumbbellChart.Pair("s1", 5, 3), new DumbbellChart.Pair("s2", 3, 5));
    assertThat(new DumbbellChart("t", "c", "x", "a", "b", two).html().markup())
        .contains("pair better", "pair worse", "s1: 5.0 to 3.0");
    List<DumbbellChart.Pair> many =
        IntStream.range(0, 400).mapToObj(i -> new DumbbellChart.Pair("subject" + i, 5, 3)).toList();
    assertThat(new DumbbellChart("t", "c", "x", "a", "b", many).html().markup())
        .doesNotContain(">subject7</text>")
        .contains("<title>subject7: 5.0 to 3.0</title>", "viewBox=\"0 0 400 854\"");
  }

  @Test
  void drawsHistogramsOverWholeDecades() {
    SmallHistograms chart =
        new SmallHistograms(
            "t",
            "c",
            "x",
            "channel",
            List.of(
                new SmallHistograms.Cell(
                    "II",
                    List.of(
                        new SmallHistograms.Bin(1, 1.6, 30),
                        new SmallHistograms.Bin(1.6, 2.5, 10))),
                new SmallHistograms.Cell("V1", List.of(new SmallHistograms.Bin(10, 16, 2))),
                new SmallHistograms.Cell("none", List.of())));
    // Two cells of 184 units, from 1 to 100, 92 a decade; the tallest bar of each has 46 units.
    assertThat(chart.html().markup())
        .contains(
            ">II, n = 40</text>",
            "x=\"8.0\" y=\"20.0\" width=\"18.0\" height=\"46.0\"",
            "y=\"50.7\" width=\"17.0\" height=\"15.3\"",
            "<title>II, 1.00 to 1.60: 30 channels</title>",
            "x=\"300.0\" y=\"20.0\" width=\"18.0\" height=\"46.0\"")
        .doesNotContain(">none");
  }

  @Test
  void writesADashForABarWithoutAValue() {
    BarChart chart =
        new BarChart(
            "t",
            "c",
            "u",
            List.of("a", "b"),
            List.of(new BarChart.Group("g", new double[] {NAN, 2})),
            value -> NumberText.fixed(value, 1));
    assertThat(chart.html().markup()).contains(">–</text>", ">2.0</text>").doesNotContain("NaN");
  }
}
