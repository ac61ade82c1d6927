package org.purkinje.models.m2ae;

import org.purkinje.models.training.RowLayout;
import org.purkinje.models.training.TrainingExample;

/** A paired window as one row: which signals it has, and what its masks are drawn from. */
final class M2aeRow {

  static final String TRUSTED_PAIR = "trusted-pair";
  static final String PERSON = "person";
  static final String SEED = "seed";

  static final RowLayout LAYOUT = layout();

  private M2aeRow() {}

  /** Name of the flag that a signal is there. */
  static String present(Modality m) {
    return m.kind() + "-present";
  }

  private static RowLayout layout() {
    RowLayout layout = new RowLayout();
    for (Modality m : Modality.values()) {
      layout.flag(present(m));
    }
    layout.flag(TRUSTED_PAIR).number(PERSON).number(SEED);
    for (Modality m : Modality.values()) {
      layout.floats(m.kind(), M2ae.SAMPLES);
    }
    return layout;
  }

  /**
   * @throws IllegalArgumentException if a window has neither signal, or one of another length, or a
   *     sample that is no number
   */
  static void write(TrainingExample window, RowLayout.Row row) {
    int signals = 0;
    for (Modality m : Modality.values()) {
      float[] samples = window.signal(m.kind());
      if (samples.length > 0) {
        check(m, samples);
        row.set(present(m), true);
        row.set(m.kind(), samples);
        signals++;
      }
    }
    if (signals == 0) {
      throw new IllegalArgumentException("a window must have ECG or PPG, got neither");
    }
    if (window.isTrustedPair() && signals < Modality.values().length) {
      throw new IllegalArgumentException("a trusted pair must have ECG and PPG, got one of them");
    }
    row.set(TRUSTED_PAIR, window.isTrustedPair());
    row.set(PERSON, window.person());
    row.set(SEED, window.seed());
  }

  private static void check(Modality m, float[] samples) {
    if (samples.length != M2ae.SAMPLES) {
      throw new IllegalArgumentException(
          "%s must have %d samples or none, got %d".formatted(m, M2ae.SAMPLES, samples.length));
    }
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            "%s sample %d must be finite, got %s".formatted(m, i, samples[i]));
      }
    }
  }
}
