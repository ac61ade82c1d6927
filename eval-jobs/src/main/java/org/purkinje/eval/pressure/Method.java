package org.purkinje.eval.pressure;

import java.util.Arrays;
import java.util.List;

/** How the pressure of a held-out subject is estimated. */
public enum Method {
  /** The mean pressure of the training subjects; knows nothing of the held-out one. */
  TRAIN_MEAN("train-mean"),
  /** The calibration reading, for ever. */
  HOLD_CALIBRATION("hold-calibration"),
  /** The calibration reading plus one slope times the change of the pulse arrival time. */
  PAT_LINEAR("pat-linear"),
  LIGHTGBM_UNCALIBRATED("lightgbm-uncalibrated"),
  LIGHTGBM_CALIBRATED("lightgbm-calibrated"),
  /** Control: what is left of the calibrated model if the windows' features change places. */
  LIGHTGBM_CALIBRATED_SHUFFLED("lightgbm-calibrated-shuffled");

  private final String label;

  Method(String label) {
    this.label = label;
  }

  /** The name in tables, e.g. {@code pat-linear}. */
  public String label() {
    return label;
  }

  /**
   * Whether the estimate depends on a seed.
   *
   * @param anchors readings drawn per training subject
   */
  boolean isSeeded(int anchors) {
    return switch (this) {
      case TRAIN_MEAN, HOLD_CALIBRATION -> false;
      case PAT_LINEAR -> anchors > 0;
      case LIGHTGBM_UNCALIBRATED, LIGHTGBM_CALIBRATED, LIGHTGBM_CALIBRATED_SHUFFLED -> true;
    };
  }

  static List<Method> of(FeatureSet features) {
    return Arrays.stream(values())
        .filter(method -> features.startsWithPat() || !needsPat(method))
        .toList();
  }

  private static boolean needsPat(Method method) {
    return method == PAT_LINEAR || method == LIGHTGBM_CALIBRATED_SHUFFLED;
  }
}
