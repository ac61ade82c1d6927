package org.purkinje.eval.report;

import java.util.List;
import java.util.Locale;

/** Methods that learn nothing of the waveform, and what a model must beat. */
final class Baseline {

  private static final List<String> WORDS = List.of("hold", "mean", "trend", "shuffled");

  private Baseline() {}

  /** By its name, e.g. {@code hold-calibration} or {@code training-mean}. */
  static boolean isBaseline(String method) {
    String lower = method.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains);
  }
}
