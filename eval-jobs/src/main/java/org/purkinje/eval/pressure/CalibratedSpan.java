package org.purkinje.eval.pressure;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Windows of one subject that share a calibration.
 *
 * @param windows in order of time
 * @param calibration positions of the windows that are the calibration, ascending
 */
record CalibratedSpan(List<PressureWindow> windows, int[] calibration) implements Serializable {

  /**
   * What a change is measured from.
   *
   * @param features shape [features]
   */
  record Reading(float[] features, double sbpMmhg, double dbpMmhg) {

    double mmhg(Target target) {
      return target == Target.SBP ? sbpMmhg : dbpMmhg;
    }
  }

  /** The mean over the calibration's windows. */
  Reading reading() {
    return reading(calibration);
  }

  /** The mean over the windows at these positions. */
  Reading reading(int[] positions) {
    float[] features = new float[windows.get(0).features().length];
    for (int f = 0; f < features.length; f++) {
      double sum = 0;
      for (int position : positions) {
        sum += windows.get(position).features()[f];
      }
      features[f] = (float) (sum / positions.length);
    }
    return new Reading(
        features,
        Arrays.stream(positions).mapToDouble(i -> windows.get(i).sbpMmhg()).sum()
            / positions.length,
        Arrays.stream(positions).mapToDouble(i -> windows.get(i).dbpMmhg()).sum()
            / positions.length);
  }

  /** As many windows as the calibration has, drawn without replacement, shape [calibration]. */
  int[] drawReading(SplittableRandom random) {
    if (calibration.length == 1) {
      return new int[] {random.nextInt(windows.size())};
    }
    return Arrays.copyOf(Permutation.of(windows.size(), random), calibration.length);
  }

  List<PressureWindow> calibrationWindows() {
    return Arrays.stream(calibration).mapToObj(windows::get).toList();
  }

  /** All but the calibration. */
  List<PressureWindow> scored() {
    return IntStream.range(0, windows.size())
        .filter(i -> Arrays.binarySearch(calibration, i) < 0)
        .mapToObj(windows::get)
        .toList();
  }

  /** The same calibration over other windows at the same positions. */
  CalibratedSpan with(List<PressureWindow> others) {
    return new CalibratedSpan(others, calibration);
  }
}
