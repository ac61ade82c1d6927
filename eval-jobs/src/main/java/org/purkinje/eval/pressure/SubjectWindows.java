package org.purkinje.eval.pressure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The windows of one person in order of record and start; the first is the calibration and never
 * scored.
 *
 * @param key the person group
 * @param windows at least 2
 */
record SubjectWindows(String key, List<PressureWindow> windows) implements Serializable {

  private static final Comparator<PressureWindow> IN_TIME =
      Comparator.comparing(PressureWindow::record)
          .thenComparingDouble(PressureWindow::startSeconds)
          .thenComparing(PressureWindow::windowId);

  /** Every subject's windows, in order of the keys. */
  static List<SubjectWindows> group(List<PressureWindow> windows) {
    SortedMap<String, List<PressureWindow>> windowsByKey = new TreeMap<>();
    for (PressureWindow window : windows) {
      windowsByKey.computeIfAbsent(window.personGroup(), key -> new ArrayList<>()).add(window);
    }
    return windowsByKey.entrySet().stream()
        .map(
            subject ->
                new SubjectWindows(
                    subject.getKey(),
                    new ArrayList<>(subject.getValue().stream().sorted(IN_TIME).toList())))
        .toList();
  }

  PressureWindow calibration() {
    return windows.get(0);
  }

  /** All but the calibration. */
  List<PressureWindow> scored() {
    return windows.subList(1, windows.size());
  }

  /** Reference pressure of the scored windows, mmHg, shape [scored]. */
  double[] truthMmhg(Target target) {
    return scored().stream().mapToDouble(window -> window.mmhg(target)).toArray();
  }

  /** The subject with its windows' features dealt out anew; the pressures stay in place. */
  SubjectWindows shuffled(long seed) {
    SplittableRandom random = new SplittableRandom(StableSeed.of(seed, "shuffle", key));
    int[] order = Permutation.of(windows.size(), random);
    return new SubjectWindows(
        key,
        new ArrayList<>(
            IntStream.range(0, order.length)
                .mapToObj(i -> windows.get(i).withFeatures(windows.get(order[i]).features()))
                .toList()));
  }
}
