package org.purkinje.eval.report.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.purkinje.eval.report.html.NumberText;

/**
 * A linear axis with ticks at multiples of 1, 2 or 5 times a power of ten.
 *
 * @param title quantity and unit
 * @param low value at its start
 * @param high value at its end, above {@code low}
 * @param ticks increasing, within the ends
 * @param step distance of the ticks
 */
public record Axis(String title, double low, double high, List<Double> ticks, double step) {

  /** Values from 0 on are drawn from 0 if the smallest is below this share of the largest. */
  private static final double NEAR_ZERO = 0.4;

  /**
   * The shortest axis with round ends that holds the finite ones of the values.
   *
   * @param intervals about how many steps it should have, at least 1
   */
  public static Axis around(String title, double[] values, int intervals) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    double min = Arrays.stream(finite).min().orElse(0);
    double max = Arrays.stream(finite).max().orElse(1);
    if (min >= 0 && min < NEAR_ZERO * max) {
      min = 0;
    }
    if (max - min <= 1e-9 * Math.max(Math.abs(min), Math.abs(max))) {
      double margin = min == 0 ? 1 : 0.1 * Math.abs(min);
      min -= min == 0 ? 0 : margin;
      max += margin;
    }
    double step = roundStep((max - min) / intervals);
    long first = (long) Math.floor(min / step + 1e-9);
    long last = (long) Math.ceil(max / step - 1e-9);
    return new Axis(
        title,
        first * step,
        last * step,
        IntStream.rangeClosed(0, Math.toIntExact(last - first))
            .mapToObj(i -> (first + i) * step)
            .toList(),
        step);
  }

  /** The nearest 1, 2 or 5 times a power of ten that is not below {@code step}, within a tenth. */
  private static double roundStep(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power * 1.1 >= step) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** Where a value lies, 0 at the start of the axis, 1 at its end. */
  public double share(double value) {
    return (value - low) / (high - low);
  }

  String label(double tick) {
    return NumberText.tick(tick, step, Math.max(Math.abs(low), Math.abs(high)));
  }
}
