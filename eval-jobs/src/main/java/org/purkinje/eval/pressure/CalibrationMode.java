package org.purkinje.eval.pressure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which windows of a subject are its calibration; they are never scored. */
enum CalibrationMode {
  /** The subject's first window in time. */
  FIRST,
  /** The first window of each of its records, for that record. */
  FIRST_PER_RECORD,
  /** The mean of its first three windows: of their pressures, and of each feature. */
  MEAN_3,
  /** One of its windows, drawn by the seed. */
  RANDOM;

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  static CalibrationMode named(String label) {
    return Arrays.stream(values())
        .filter(mode -> mode.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "calibration must be one of %s, got %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(CalibrationMode::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }

  /** The name in configs and tables, e.g. {@code first-per-record}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How many windows make up one calibration. */
  int windows() {
    return this == MEAN_3 ? 3 : 1;
  }

  /**
   * @param windows a subject's, in order of time, at least {@link #windows()}
   * @param random of this subject
   */
  List<CalibratedSpan> spans(List<PressureWindow> windows, SplittableRandom random) {
    return switch (this) {
      case FIRST, MEAN_3 ->
          List.of(new CalibratedSpan(windows, IntStream.range(0, windows()).toArray()));
      case RANDOM -> {
        int drawn = random.nextInt(windows.size());
        yield List.of(new CalibratedSpan(windows, new int[] {drawn}));
      }
      case FIRST_PER_RECORD ->
          windows.stream().map(PressureWindow::recordKey).distinct().toList().stream()
              .map(record -> new CalibratedSpan(ofRecord(windows, record), new int[] {0}))
              .toList();
    };
  }

  private static List<PressureWindow> ofRecord(List<PressureWindow> windows, String record) {
    return windows.stream().filter(window -> window.recordKey().equals(record)).toList();
  }
}
