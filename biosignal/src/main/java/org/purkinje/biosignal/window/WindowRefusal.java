package org.purkinje.biosignal.window;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The first rule that a window breaks, with what was measured.
 *
 * @param rule what is broken
 * @param signals the signals it asks about, e.g. {@code ECG and PPG}
 * @param quantity what was measured, e.g. {@code SBP}
 * @param value the measured value
 * @param unit of value and limit, empty if there is none
 * @param atSeconds where in the record, if at one place
 * @param side on which side of the limit the value would have to lie
 * @param limit the value that would just have been accepted
 */
public record WindowRefusal(
    WindowRule rule,
    String signals,
    String quantity,
    double value,
    String unit,
    OptionalDouble atSeconds,
    Side side,
    double limit) {

  /** Which side of a limit is accepted. */
  public enum Side {
    AT_LEAST("at least %s needed"),
    AT_MOST("at most %s allowed");

    private final String words;

    Side(String words) {
      this.words = words;
    }
  }

  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);

  /** A value below the least that is accepted. */
  public static WindowRefusal atLeast(
      WindowRule rule, String signals, String quantity, double value, String unit, double limit) {
    return new WindowRefusal(
        rule, signals, quantity, value, unit, OptionalDouble.empty(), Side.AT_LEAST, limit);
  }

  /** A value above the most that is accepted. */
  public static WindowRefusal atMost(
      WindowRule rule, String signals, String quantity, double value, String unit, double limit) {
    return new WindowRefusal(
        rule, signals, quantity, value, unit, OptionalDouble.empty(), Side.AT_MOST, limit);
  }

  /** The same refusal, with its place in the record, s. */
  public WindowRefusal at(double seconds) {
    return new WindowRefusal(
        rule, signals, quantity, value, unit, OptionalDouble.of(seconds), side, limit);
  }

  /**
   * What was found, where, and the limit, e.g. {@code ECG flat: SD 0 mV, at least 0.001 needed}.
   */
  public String text() {
    return signals
        + " "
        + rule.heading()
        + ": "
        + quantity
        + " "
        + number(value)
        + (unit.isEmpty() ? "" : " " + unit)
        + (atSeconds.isPresent()
            ? String.format(Locale.ROOT, " at %.3f s", atSeconds.getAsDouble())
            : "")
        + ", "
        + side.words.formatted(number(limit));
  }

  /** Four digits, without an exponent from 0.0001 on. */
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
    return value != 0 && Math.abs(value) < 1e-4 ? rounded.toString() : rounded.toPlainString();
  }
}
