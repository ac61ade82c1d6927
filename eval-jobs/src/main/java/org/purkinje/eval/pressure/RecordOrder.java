package org.purkinje.eval.pressure;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How the windows of a subject are put in order of time. */
enum RecordOrder {
  /** There is one record, so its own clock is enough. */
  ONE_RECORD,
  /** By the start of each record. */
  STARTED_AT,
  /** By the records' names, as the start of one of them or more is not known. */
  RECORD_NAME;

  private static final Comparator<PressureWindow> BY_NAME =
      Comparator.comparing(PressureWindow::recordKey)
          .thenComparingDouble(PressureWindow::startSeconds)
          .thenComparing(PressureWindow::windowId);

  /**
   * @param windows of one subject
   */
  static RecordOrder of(List<PressureWindow> windows, RecordStarts starts) {
    if (windows.stream().map(PressureWindow::recordKey).distinct().count() < 2) {
      return ONE_RECORD;
    }
    return windows.stream().allMatch(window -> starts.of(window).isPresent())
        ? STARTED_AT
        : RECORD_NAME;
  }

  List<PressureWindow> sort(List<PressureWindow> windows, RecordStarts starts) {
    Comparator<PressureWindow> order =
        this == STARTED_AT
            ? Comparator.<PressureWindow, LocalDateTime>comparing(
                    window -> starts.of(window).orElseThrow())
                .thenComparing(BY_NAME)
            : BY_NAME;
    return windows.stream().sorted(order).toList();
  }

  /** The name in tables, e.g. {@code started-at}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
