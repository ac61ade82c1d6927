package org.purkinje.eval.report.html;

import java.util.Locale;

/** Numbers as they are printed in tables and on axes; a value that is not finite is a dash. */
public final class NumberText {

  public static final String ABSENT = "–";

  private static final double MILLION = 1e6;
  private static final double SHORTENED_FROM = 1e4;

  private NumberText() {}

  /** A whole number with thousands grouped, e.g. {@code 29,684}. */
  public static String count(long count) {
    return withMinus(String.format(Locale.ROOT, "%,d", count));
  }

  /** A count with its noun, e.g. {@code 1 window} or {@code 600 windows}. */
  public static String counted(long count, String singular) {
    return count(count) + " " + singular + (count == 1 ? "" : "s");
  }

  /** A number with a fixed number of decimals and a true minus sign; never a negative zero. */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return ABSENT;
    }
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return withMinus(text.matches("-[0.,]+") ? text.substring(1) : text);
  }

  /** About three significant digits, for values of unknown size. */
  public static String significant(double value) {
    if (!Double.isFinite(value)) {
      return ABSENT;
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e7)) {
      return withMinus(String.format(Locale.ROOT, "%.2e", value));
    }
    return fixed(value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  }

  /** An interval, e.g. {@code 4.1 to 5.0}; a dash if an end is absent. */
  public static String interval(double low, double high, int decimals) {
    return Double.isFinite(low) && Double.isFinite(high)
        ? fixed(low, decimals) + " to " + fixed(high, decimals)
        : ABSENT;
  }

  /** A tick label: thousands as {@code k}, millions as {@code M} where the axis is that long. */
  public static String tick(double value, double step, double largest) {
    if (value == 0) {
      return "0";
    }
    double unit = largest >= MILLION ? MILLION : largest >= SHORTENED_FROM ? 1000 : 1;
    String suffix = unit == MILLION ? " M" : unit == 1000 ? " k" : "";
    return fixed(value / unit, decimals(step / unit)) + suffix;
  }

  /** Decimals that tell multiples of the step apart. */
  private static int decimals(double step) {
    int decimals = 0;
    for (double s = step; decimals < 6 && Math.abs(s - Math.rint(s)) > 1e-6 * s; s *= 10) {
      decimals++;
    }
    return decimals;
  }

  private static String withMinus(String text) {
    return text.startsWith("-") ? "−" + text.substring(1) : text;
  }
}
