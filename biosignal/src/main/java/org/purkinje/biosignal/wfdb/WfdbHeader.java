package org.purkinje.biosignal.wfdb;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.purkinje.biosignal.recording.RecordFault;

/**
 * A record's header: the record line, then either its signals or, for a multi-segment record, its
 * segments.
 *
 * @param name record name as the record line gives it, e.g. {@code 100}
 * @param signalCount number of signals of the record line
 * @param fs frames per second, Hz; 250 where the header gives none
 * @param counterFrequency ticks per second of the counter that the record's pages or tape were
 *     numbered with, Hz; {@code fs} where the header gives none
 * @param baseCounter counter value at frame 0
 * @param frames length of the record, frames, if given and not 0; header(5) calls it samples per
 *     signal
 * @param baseTime time of day at frame 0 as written, e.g. {@code 13:5:0}, if given
 * @param baseDate date at frame 0 as written, e.g. {@code 25/4/1989}, if given
 * @param signals one per channel, in order; empty for a multi-segment record
 * @param segments in order; empty for a single-segment record
 * @param comments texts of all comment lines, each without its {@code #}, nothing else removed in
 *     front
 * @param faults what of the header is not read
 * @see <a href="https://physionet.org/physiotools/wag/header-5.htm">WFDB header(5)</a>
 */
public record WfdbHeader(
    String name,
    int signalCount,
    double fs,
    double counterFrequency,
    double baseCounter,
    OptionalLong frames,
    Optional<String> baseTime,
    Optional<String> baseDate,
    List<WfdbSignal> signals,
    List<WfdbSegment> segments,
    List<String> comments,
    List<RecordFault> faults) {

  /** How the names of header files end. */
  public static final String EXTENSION = ".hea";

  public WfdbHeader {
    if (!(fs > 0) || !(counterFrequency > 0)) {
      throw new IllegalArgumentException(
          "fs and counter frequency must be above 0 Hz, got %s and %s"
              .formatted(fs, counterFrequency));
    }
    if (segments.isEmpty() && signals.size() != signalCount) {
      throw new IllegalArgumentException(
          "signal count must be the number of signals, got %d for %d signals"
              .formatted(signalCount, signals.size()));
    }
    frames = frames.orElse(0) > 0 ? frames : OptionalLong.empty();
    signals = List.copyOf(signals);
    segments = List.copyOf(segments);
    comments = List.copyOf(comments);
    faults = List.copyOf(faults);
  }

  /**
   * A single-segment header without time, date and comments, whose length the writer fills in.
   *
   * @param fs frames per second, Hz
   */
  public static WfdbHeader of(String name, double fs, List<WfdbSignal> signals) {
    return new WfdbHeader(
        name,
        signals.size(),
        fs,
        fs,
        0,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        signals,
        List.of(),
        List.of(),
        List.of());
  }

  /** The same header with other comments, each without its {@code #}. */
  public WfdbHeader withComments(List<String> comments) {
    return new WfdbHeader(
        name,
        signalCount,
        fs,
        counterFrequency,
        baseCounter,
        frames,
        baseTime,
        baseDate,
        signals,
        segments,
        comments,
        faults);
  }

  /**
   * The same header over other signals of the same record.
   *
   * @param frames length of the record, frames
   */
  public WfdbHeader withSignals(long frames, List<WfdbSignal> signals) {
    return new WfdbHeader(
        name,
        signals.size(),
        fs,
        counterFrequency,
        baseCounter,
        OptionalLong.of(frames),
        baseTime,
        baseDate,
        signals,
        segments,
        comments,
        faults);
  }
}
