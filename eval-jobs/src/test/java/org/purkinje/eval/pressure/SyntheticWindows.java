package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Subjects whose pressure follows their pulse arrival time and two further features. */
final class SyntheticWindows {

  static final RecordStarts NO_STARTS = new RecordStarts(Map.of());

  private SyntheticWindows() {}

  /** Subject {@code s} of corpus {@code made} has {@code windowsPerSubject + s} windows. */
  static List<PressureWindow> of(int subjects, int windowsPerSubject, int features) {
    SplittableRandom random = new SplittableRandom(5);
    List<PressureWindow> windows = new ArrayList<>();
    for (int s = 0; s < subjects; s++) {
      double level = 100 + 40 * random.nextDouble();
      for (int w = 0; w < windowsPerSubject + s; w++) {
        float[] inputs = new float[features];
        for (int f = 0; f < features; f++) {
          inputs[f] = (float) random.nextDouble();
        }
        inputs[0] = (float) (0.2 + 0.1 * random.nextDouble());
        double sbp = level - 100 * (inputs[0] - 0.25) + random.nextDouble();
        windows.add(window("s" + s, "r", w, inputs, sbp, 0.6 * sbp));
      }
    }
    return windows;
  }

  static PressureWindow window(
      String subject, String record, int number, float[] features, double sbp, double dbp) {
    return new PressureWindow(
        "made",
        record,
        subject,
        "made/" + subject,
        "%s/%s/%d".formatted(subject, record, number),
        5.0 * number,
        "trusted",
        features,
        sbp,
        dbp);
  }

  /** The subjects with at least so many windows, each calibrated by its first. */
  static List<SubjectWindows> subjects(List<PressureWindow> windows, int fewest) {
    return cohort(FeatureSet.PAT_PPG, windows, fewest).subjects();
  }

  /** One cohort of three subjects or more, each calibrated by its first window; seed 17. */
  static Cohort cohort(FeatureSet features, List<PressureWindow> windows, int fewest) {
    return graded(features, windows, fewest).cohorts().get(0);
  }

  static Graded graded(FeatureSet features, List<PressureWindow> windows, int fewest) {
    return Graded.of(
        new Candidates(
            new Cohort.Grading(features, WindowChoice.ELIGIBLE),
            windows,
            new ReasonCounts(),
            features.usesTiming()),
        new Graded.Plan(CalibrationMode.FIRST, fewest, List.of(17L), NO_STARTS));
  }

  static BoostingSettings smallTrees() {
    return new BoostingSettings(20, 0.2, 4, 5, 0.8, 0.8, 5, 0.25);
  }
}
