package org.purkinje.biosignal.edf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.edf.EdfHeader.Continuity;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;

/**
 * Compares the onsets that the data records of EDF+ state. Each is compared with the one before it
 * and the header's duration of a data record: a rounded duration, such as 0.333333 s, would add up
 * to more than a sample over a long file.
 */
final class DataRecordTimes {

  /** Longest gap between data records, s; a longer one is a damaged time. */
  static final double MAX_GAP_SECONDS = 366 * 86_400.0;

  private final String source;
  private final EdfHeader header;
  private final double fs;
  private final RecordFaults faults;
  private double lastOnset;
  private boolean isOnsetAbsent;

  /**
   * @param source the file as errors call it
   * @param fs highest rate of its channels, Hz
   * @param faults takes onsets that are absent
   */
  DataRecordTimes(String source, EdfHeader header, double fs, RecordFaults faults) {
    this.source = source;
    this.header = header;
    this.fs = fs;
    this.faults = faults;
  }

  /**
   * The time between the end of the data record before and the begin of this one, s; 0 if it is
   * less than half a sample.
   *
   * @param lists of this data record
   * @param record its number, from 0 on without a gap
   */
  double gap(TimedAnnotations lists, long record) {
    boolean isContinuous = header.continuity() == Continuity.CONTINUOUS;
    double expected = lastOnset + header.recordSeconds();
    if (lists.start().isEmpty()) {
      requireContinuous(lists, record, isContinuous);
      lastOnset = record == 0 ? 0 : expected;
      return 0;
    }
    double found = lists.start().get().doubleValue();
    double late = found - expected;
    lastOnset = found;
    if (record == 0 || Math.abs(late) < 0.5 / fs) {
      return 0;
    }
    if (late < 0 || late > MAX_GAP_SECONDS || isContinuous) {
      throw malformed(
          record,
          "onset must be %s s%s, got %s s"
              .formatted(
                  seconds(expected), isContinuous ? "" : " or up to a year later", seconds(found)));
    }
    return late;
  }

  private void requireContinuous(TimedAnnotations lists, long record, boolean isContinuous) {
    String why = lists.broken().map(e -> ": " + e.problem()).orElse("");
    if (!isContinuous) {
      throw malformed(record, "EDF+D must state where each data record begins, got no onset" + why);
    }
    if (!isOnsetAbsent) {
      isOnsetAbsent = true;
      faults.add(
          Part.ANNOTATIONS,
          source,
          "data record " + record,
          "EDF+C states no onset here%s; data records taken to follow each other".formatted(why));
    }
  }

  /** To the microsecond, as far as its digits go. */
  private static String seconds(double seconds) {
    return BigDecimal.valueOf(seconds)
        .setScale(6, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private MalformedFileException malformed(long record, String problem) {
    return new MalformedFileException(source, "data record " + record, problem);
  }
}
