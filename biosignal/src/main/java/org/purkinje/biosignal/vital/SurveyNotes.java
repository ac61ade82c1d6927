package org.purkinje.biosignal.vital;

import java.util.ArrayList;
import java.util.List;

/** Says what a file tells of itself, and what of it was left out. */
final class SurveyNotes {

  private SurveyNotes() {}

  static List<String> of(TrackPackets packets, List<TrackSpan> spans, long takenBack) {
    VitalHeader header = packets.header();
    List<String> notes = new ArrayList<>();
    notes.add("format version: " + header.formatVersion() + (header.isPacked() ? ", packed" : ""));
    notes.add("program version: " + header.programVersion());
    notes.add("time zone bias minutes: " + header.zoneBiasMinutes());
    for (int i = 0; i < spans.size(); i++) {
      notes.add(note(packets.tracks().get(i), spans.get(i)));
    }
    if (takenBack > 0) {
      notes.add("events taken back: " + takenBack + " times, all before");
    }
    if (packets.undefined() > 0) {
      notes.add("packets skipped, track undefined: " + packets.undefined());
    }
    packets
        .skippedByType()
        .forEach((type, count) -> notes.add("packets skipped, type " + type + ": " + count));
    return notes;
  }

  private static String note(VitalTrack track, TrackSpan span) {
    String note = "track %s: %s, packets".formatted(track.name(), track.describe());
    boolean isKnown =
        track.isWave() || track.kind() == VitalTrack.NUMERIC || track.kind() == VitalTrack.TEXT;
    String overlaps = span.overlaps() == 0 ? "" : ", overlapping earlier ones: " + span.overlaps();
    return note + (isKnown ? ": " : " skipped: ") + span.packets() + overlaps;
  }
}
