package org.purkinje.pretrain.classification;

import java.util.Arrays;
import java.util.Locale;

/** How a network is made to tell classes. */
public enum Mode {
  /** Its features stay as they are, see {@link LinearProbe}. */
  LINEAR_PROBE,
  /** As the linear probe, with labels dealt anew among the training records: what chance gives. */
  SHUFFLED_PROBE,
  /** All of it is trained, see {@link FineTuning}. */
  FINE_TUNE;

  /** The name in configs and tables, e.g. {@code linear-probe}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if there is no mode of this name
   */
  public static Mode named(String label) {
    return Arrays.stream(values())
        .filter(mode -> mode.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "modes must be of %s, got %s"
                        .formatted(Arrays.stream(values()).map(Mode::label).toList(), label)));
  }
}
