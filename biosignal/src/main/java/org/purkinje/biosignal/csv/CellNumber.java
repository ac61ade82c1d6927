package org.purkinje.biosignal.csv;

/** Numbers of up to 15 digits taken from their characters; others are left to the library. */
final class CellNumber {

  private static final int EXACT_DIGITS = 15;
  private static final double[] TENS = new double[23];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private CellNumber() {}

  /**
   * @param point the decimal sign
   * @return the nearest number; NaN if it is not one of digits, sign and decimal sign alone, or has
   *     too many digits
   */
  static double plain(byte[] cell, int length, byte point) {
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean fraction = false;
    int first = length > 0 && (cell[0] == '-' || cell[0] == '+') ? 1 : 0;
    for (int i = first; i < length; i++) {
      int c = cell[i];
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        count += digits > 0 ? 1 : 0;
        scale += fraction ? 1 : 0;
        if (count > EXACT_DIGITS || scale >= TENS.length) {
          return Double.NaN;
        }
      } else if (c == point && !fraction) {
        fraction = true;
      } else {
        return Double.NaN;
      }
    }
    if (length == first + (fraction ? 1 : 0)) {
      return Double.NaN;
    }
    // Both are exact, so their quotient is the nearest number.
    double number = digits / TENS[scale];
    return cell[0] == '-' ? -number : number;
  }

  /** The number a text stands for, with a decimal point; NaN if it is none. */
  static double parsed(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) && !text.matches(".*[dDfFxX]") ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
