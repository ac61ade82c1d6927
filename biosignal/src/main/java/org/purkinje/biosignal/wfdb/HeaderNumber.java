package org.purkinje.biosignal.wfdb;

import java.math.BigDecimal;

/** Frequencies and gains as text. */
final class HeaderNumber {

  private HeaderNumber() {}

  /** The shortest decimal that reads back as {@code value}, without an exponent. */
  static String text(double value) {
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
