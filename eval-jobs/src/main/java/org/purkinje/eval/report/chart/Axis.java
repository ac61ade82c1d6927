package org.purkinje.eval.report.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
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

  /** A round axis starts at 0 if the smallest value is below this share of the largest. */
  private static final double NEAR_ZERO = 0.5;

  /** An axis that follows its values does so only this near to 0. */
  private static final double AT_ZERO = 0.1;

  /**
   * The shortest axis with round ends that holds the finite ones of the values.
   *
   * @param intervals about how many steps it should have, at least 1
   */
  static Axis around(String title, double[] values, int intervals) {
    Range range = Range.of(values, NEAR_ZERO);
    double step = roundStep((range.max() - range.min()) / intervals);
    long first = (long) Math.floor(range.min() / step + 1e-9);
    long last = (long) Math.ceil(range.max() / step - 1e-9);
    return new Axis(title, first * step, last * step, ticks(first, last, step), step);
  }

  /** The axis that ends where the finite ones of the values end, with its ticks in between. */
  static Axis over(String title, double[] values, int intervals) {
    Range range = Range.of(values, AT_ZERO);
    double step = roundStep((range.max() - range.min()) / intervals);
    long first = (long) Math.ceil(range.min() / step - 1e-9);
    long last = (long) Math.floor(range.max() / step + 1e-9);
    return new Axis(title, range.min(), range.max(), ticks(first, last, step), step);
  }

  private record Range(double min, double max) {

    static Range of(double[] values, double nearZero) {
      double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
      double min = Arrays.stream(finite).min().orElse(0);
      double max = Arrays.stream(finite).max().orElse(1);
      if (min >= 0 && min < nearZero * max) {
        min = 0;
      }
      if (max - min > 1e-9 * Math.max(Math.abs(min), Math.abs(max))) {
        return new Range(min, max);
      }
      double margin = min == 0 ? 1 : 0.1 * Math.abs(min);
      return new Range(min == 0 ? 0 : min - margin, max + margin);
    }
  }

  private static List<Double> ticks(long first, long last, double step) {
    return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
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
