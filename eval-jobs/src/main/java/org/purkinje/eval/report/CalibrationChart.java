package org.purkinje.eval.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.purkinje.biosignal.pressure.grade.CalibrationDistance;
import org.purkinje.eval.pressure.Method;
import org.purkinje.eval.report.chart.BarChart;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.PredictionRow;

/** Error by how far the pressure has moved since calibration, next to holding the calibration. */
final class CalibrationChart {

  private CalibrationChart() {}

  /**
   * @param rows predictions of one method with finite values, at least one
   */
  static BarChart of(String target, String method, List<PredictionRow> rows) {
    Map<CalibrationDistance, int[]> positionsByDistance =
        CalibrationDistance.split(
            rows.stream().mapToDouble(PredictionRow::truthMmhg).toArray(),
            rows.stream().mapToDouble(PredictionRow::calibrationMmhg).toArray());
    List<BarChart.Group> groups =
        Arrays.stream(CalibrationDistance.values())
            .map(
                distance ->
                    group(distance, rows, positionsByDistance.getOrDefault(distance, new int[0])))
            .toList();
    return new BarChart(
        "Error by distance from calibration: " + method,
        ("n = %s by |%s − its calibration value|. Small errors near calibration say little;"
                + " a model is of use where the pressure has moved.")
            .formatted(NumberText.counted(rows.size(), "window"), target),
        "mean absolute error (mmHg)",
        List.of(Method.HOLD_CALIBRATION.label(), method),
        groups,
        value -> NumberText.fixed(value, 1));
  }

  private static BarChart.Group group(
      CalibrationDistance distance, List<PredictionRow> rows, int[] positions) {
    double held =
        IntStream.of(positions)
            .mapToObj(rows::get)
            .mapToDouble(row -> Math.abs(row.calibrationMmhg() - row.truthMmhg()))
            .average()
            .orElse(Double.NaN);
    double predicted =
        IntStream.of(positions)
            .mapToObj(rows::get)
            .mapToDouble(row -> Math.abs(row.predictionMmhg() - row.truthMmhg()))
            .average()
            .orElse(Double.NaN);
    return new BarChart.Group(
        "%s mmHg, n = %s"
            .formatted(distance.label().replace('-', '–'), NumberText.count(positions.length)),
        new double[] {held, predicted});
  }
}
