package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.purkinje.biosignal.pressure.PressureSignals;
import org.purkinje.biosignal.pressure.grade.PressurePairs;

/**
 * Three readings of each subject, as standards take them: scored windows in an order drawn by the
 * seed, each taken if it shares no sample with one taken before. They are drawn, not the first
 * three, as those lie next to the calibration. A subject without three such windows has none.
 */
final class ThreeReadings {

  private static final int READINGS = 3;
  private static final double WINDOW_SECONDS =
      PressureSignals.WINDOWING.lengthSamples() / PressureSignals.FS_HZ;

  private ThreeReadings() {}

  /** Positions among the scored windows, 3 or none. */
  static int[] of(SubjectWindows subject, long seed) {
    List<PressureWindow> scored = subject.scored();
    SplittableRandom random = new SplittableRandom(StableSeed.of(seed, "readings", subject.key()));
    int[] drawn = apart(scored, Permutation.of(scored.size(), random));
    // A draw may block the third reading where in order of time there is room for it.
    int[] taken =
        drawn.length < READINGS
            ? apart(scored, IntStream.range(0, scored.size()).toArray())
            : drawn;
    return taken.length < READINGS ? new int[0] : taken;
  }

  /** The first three of the order that share no sample, or fewer if there are no more. */
  private static int[] apart(List<PressureWindow> scored, int[] order) {
    List<Integer> taken = new ArrayList<>();
    for (int position : order) {
      boolean isApart =
          taken.stream().noneMatch(other -> overlap(scored.get(other), scored.get(position)));
      if (isApart && taken.size() < READINGS) {
        taken.add(position);
      }
    }
    return taken.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * @param scores of the cohort's subjects by one method
   * @return empty if no subject has three readings
   */
  static Optional<PressurePairs> pairs(Cohort cohort, List<SubjectScore> scores, long seed) {
    List<PressurePairs> readings = new ArrayList<>();
    for (int s = 0; s < scores.size(); s++) {
      int[] positions = of(cohort.subjects().get(s), seed);
      if (positions.length > 0) {
        readings.add(scores.get(s).pairs().at(positions));
      }
    }
    return readings.isEmpty() ? Optional.empty() : Optional.of(PressurePairs.joined(readings));
  }

  private static boolean overlap(PressureWindow a, PressureWindow b) {
    return a.recordKey().equals(b.recordKey())
        && Math.abs(a.startSeconds() - b.startSeconds()) < WINDOW_SECONDS;
  }
}
