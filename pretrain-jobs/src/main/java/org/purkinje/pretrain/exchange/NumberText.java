package org.purkinje.pretrain.exchange;

import java.util.Locale;

/** Numbers as a model card shows them. */
final class NumberText {

  private NumberText() {}

  static String of(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Whole numbers without a fraction, others with three digits. */
  static String of(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? of((long) value)
        : String.format(Locale.ROOT, "%,.3f", value);
  }
}
