package org.purkinje.biosignal.csv;

import java.io.IOException;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * What the clock of a file comes to, found by reading it once.
 *
 * @param samples how many lines there are
 * @param first time of the first, s
 * @param last time of the last, s
 * @param shortest interval between two, s
 * @param longest interval between two, s
 */
record ClockSurvey(long samples, double first, double last, double shortest, double longest) {

  /** Intervals that differ by less than this share of the mean are those of an even clock. */
  private static final double EVEN = 0.01;

  static ClockSurvey of(RecordFolder folder, String fileName, CsvLayout layout, CsvColumns columns)
      throws IOException {
    try (CsvCells cells = CsvCells.open(folder, fileName, layout)) {
      columns.skipHeader(cells, layout);
      double[] row = new double[columns.count()];
      long samples = 0;
      double first = 0;
      double last = 0;
      double shortest = Double.POSITIVE_INFINITY;
      double longest = 0;
      while (columns.readLine(cells, row)) {
        double time = row[columns.clock()] * layout.clock().seconds();
        if (Double.isNaN(time) || (samples > 0 && time <= last)) {
          throw cells.malformed(
              "clock at %s s behind %s s; it must go forwards".formatted(time, last));
        }
        if (samples == 0) {
          first = time;
        } else {
          shortest = Math.min(shortest, time - last);
          longest = Math.max(longest, time - last);
        }
        last = time;
        samples++;
      }
      if (samples < 2) {
        throw cells.malformed(
            "%d samples; a clock needs 2 or more to tell the sampling frequency"
                .formatted(samples));
      }
      return new ClockSurvey(samples, first, last, shortest, longest);
    }
  }

  /** Mean sampling frequency, Hz. */
  double fs() {
    return (samples - 1) / (last - first);
  }

  /** Whole ticks in a second that keep the times of the whole record apart in 31 bits. */
  double ticksPerSecond() {
    double ticks = 1e6;
    while ((last - first) * ticks > Integer.MAX_VALUE) {
      ticks /= 10;
    }
    return ticks;
  }

  String note() {
    boolean isEven = longest - shortest < EVEN / fs();
    return "clock: %s, intervals %.3f to %.3f ms, mean %.3f ms"
        .formatted(isEven ? "even" : "uneven", shortest * 1000, longest * 1000, 1000 / fs());
  }
}
