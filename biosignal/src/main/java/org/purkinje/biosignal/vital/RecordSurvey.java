package org.purkinje.biosignal.vital;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What must be known of a file before its samples can be placed.
 *
 * @param tracks all that are read, in the file's order
 * @param spans what was found of each
 * @param start time of the earliest sample, where there is none of the earliest value, Unix time,
 *     s; {@code NaN} where there is neither
 * @param leftOut tracks with packets that cannot be read
 */
record RecordSurvey(
    VitalHeader header,
    List<VitalTrack> tracks,
    List<TrackSpan> spans,
    double start,
    List<VitalTrack> leftOut,
    List<String> notes) {

  /** How far before the end of a track a packet may begin, s. */
  private static final double MAX_LATE_SECONDS = 60;

  /** Most samples kept back in memory because later packets may overwrite them. */
  private static final long MAX_HELD = 1 << 24;

  static RecordSurvey of(VitalSource source, List<Pattern> patterns) throws IOException {
    List<TrackSpan> spans = new ArrayList<>();
    double firstSample = Double.POSITIVE_INFINITY;
    double firstValue = Double.POSITIVE_INFINITY;
    long takenBack = 0;
    try (TrackPackets packets = new TrackPackets(source, patterns)) {
      TrackPackets.Stop stop;
      while ((stop = packets.next()) != TrackPackets.Stop.END) {
        if (stop == TrackPackets.Stop.EVENTS_TAKEN_BACK) {
          takenBack++;
          continue;
        }
        while (spans.size() < packets.tracks().size()) {
          spans.add(new TrackSpan());
        }
        if (add(packets, spans.get(packets.track()))) {
          firstSample = Math.min(firstSample, packets.time());
        } else {
          firstValue = Math.min(firstValue, packets.time());
        }
      }
      while (spans.size() < packets.tracks().size()) {
        spans.add(new TrackSpan());
      }
      checkHeld(packets, spans);
      double first = Double.isInfinite(firstSample) ? firstValue : firstSample;
      return new RecordSurvey(
          packets.header(),
          packets.tracks(),
          spans,
          Double.isInfinite(first) ? Double.NaN : first,
          packets.leftOut(),
          SurveyNotes.of(packets, spans, takenBack));
    }
  }

  /** Whether the packet holds samples. */
  private static boolean add(TrackPackets packets, TrackSpan span) throws IOException {
    VitalTrack track = packets.tracks().get(packets.track());
    switch (track.kind()) {
      case VitalTrack.WAVE -> {
        int samples = packets.samples();
        if (samples > 0) {
          addWave(packets, track, span, samples);
          return true;
        }
        span.add();
      }
      case VitalTrack.NUMERIC, VitalTrack.TEXT -> {
        packets.value();
        span.add();
      }
      default -> span.add();
    }
    return false;
  }

  private static void addWave(TrackPackets packets, VitalTrack track, TrackSpan span, int samples) {
    double late = span.add(packets.elapsed(), samples, track.fs());
    if (late > MAX_LATE_SECONDS) {
      throw packets
          .in()
          .malformed(
              "packet of %s begins %.3f s before the samples so far end, at most 60 s is read; sort"
                      .formatted(track.name(), late)
                  + " the file's packets by time");
    }
  }

  private static void checkHeld(TrackPackets packets, List<TrackSpan> spans) {
    long held = 0;
    for (int i = 0; i < spans.size(); i++) {
      if (spans.get(i).hasSamples()) {
        held += spans.get(i).hold(packets.tracks().get(i).fs());
      }
    }
    if (held > MAX_HELD) {
      throw packets
          .in()
          .malformed(
              "%d samples out of order, at most %d are kept back; sort the file's packets by time"
                  .formatted(held, MAX_HELD));
    }
  }

  /** Indices of the tracks that are channels: waves with samples. */
  int[] waves() {
    int[] waves = new int[spans.size()];
    int count = 0;
    for (int i = 0; i < waves.length; i++) {
      if (spans.get(i).hasSamples()) {
        waves[count++] = i;
      }
    }
    return Arrays.copyOf(waves, count);
  }

  /** Highest sampling frequency of a channel, Hz; 1 where there is none. */
  double fs() {
    double highest = 0;
    for (int wave : waves()) {
      highest = Math.max(highest, tracks.get(wave).fs());
    }
    return highest == 0 ? 1 : highest;
  }
}
