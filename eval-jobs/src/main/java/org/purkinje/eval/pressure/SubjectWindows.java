package org.purkinje.eval.pressure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The windows of one person in order of time, each with its calibration.
 *
 * @param key the person group
 * @param order how they were put in order
 * @param spans at least one
 */
record SubjectWindows(String key, RecordOrder order, List<CalibratedSpan> spans)
    implements Serializable {

  /**
   * @param windows of the person, in any order, at least as many as a calibration has
   * @param seed of the draw of a random calibration
   */
  static SubjectWindows of(
      String key,
      List<PressureWindow> windows,
      RecordStarts starts,
      CalibrationMode mode,
      long seed) {
    RecordOrder order = RecordOrder.of(windows, starts);
    SplittableRandom random = new SplittableRandom(StableSeed.of(seed, "calibration", key));
    return new SubjectWindows(key, order, mode.spans(order.sort(windows, starts), random));
  }

  List<PressureWindow> windows() {
    return spans.stream().flatMap(span -> span.windows().stream()).toList();
  }

  /** All but the calibrations. */
  List<PressureWindow> scored() {
    return spans.stream().flatMap(span -> span.scored().stream()).toList();
  }

  /** Reference pressure of the scored windows, mmHg, shape [scored]. */
  double[] truthMmhg(Target target) {
    return scored().stream().mapToDouble(window -> window.mmhg(target)).toArray();
  }

  /** Calibration pressure of each scored window, mmHg, shape [scored]. */
  double[] calibrationMmhg(Target target) {
    return spans.stream()
        .flatMapToDouble(
            span -> {
              double calibration = span.reading().mmhg(target);
              return span.scored().stream().mapToDouble(window -> calibration);
            })
        .toArray();
  }

  /** The subject with its windows' features dealt out anew; the pressures stay in place. */
  SubjectWindows shuffled(long seed) {
    SplittableRandom random = new SplittableRandom(StableSeed.of(seed, "shuffle", key));
    List<PressureWindow> windows = windows();
    int[] order = Permutation.of(windows.size(), random);
    List<PressureWindow> dealt =
        IntStream.range(0, order.length)
            .mapToObj(i -> windows.get(i).withFeatures(windows.get(order[i]).features()))
            .toList();
    List<CalibratedSpan> shuffled = new ArrayList<>();
    int start = 0;
    for (CalibratedSpan span : spans) {
      int end = start + span.windows().size();
      shuffled.add(span.with(dealt.subList(start, end).stream().toList()));
      start = end;
    }
    return new SubjectWindows(key, order(), shuffled);
  }
}
