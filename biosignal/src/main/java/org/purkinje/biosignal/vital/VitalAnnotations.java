package org.purkinje.biosignal.vital;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationCode;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.recording.RecordAnnotation;

/** Reads values and events as annotations, {@code Solar8000/HR=72}. */
final class VitalAnnotations {

  private static final String EVENT = "EVENT=";
  private static final AnnotationCode NOTE = StandardCodes.of("\"");
  private static final int MOST = 2_000_000;
  private static final long MAX_CHARACTERS = 1 << 27;

  private final List<RecordAnnotation> all = new ArrayList<>();
  private long characters;

  private VitalAnnotations() {}

  static List<RecordAnnotation> read(
      VitalSource source, List<Pattern> patterns, RecordSurvey survey) throws IOException {
    VitalAnnotations annotations = new VitalAnnotations();
    int takenBack = 0;
    try (TrackPackets packets = new TrackPackets(source, patterns)) {
      TrackPackets.Stop stop;
      while ((stop = packets.next()) != TrackPackets.Stop.END) {
        if (stop == TrackPackets.Stop.EVENTS_TAKEN_BACK) {
          takenBack = annotations.all.size();
        } else {
          annotations.add(packets, survey);
        }
      }
    }
    annotations.all.subList(0, takenBack).removeIf(a -> a.annotation().aux().startsWith(EVENT));
    return annotations.all;
  }

  private void add(TrackPackets packets, RecordSurvey survey) throws IOException {
    VitalTrack track = packets.tracks().get(packets.track());
    if (track.kind() != VitalTrack.NUMERIC && track.kind() != VitalTrack.TEXT) {
      return;
    }
    String aux = track.name() + "=" + packets.value();
    characters += aux.length();
    if (all.size() == MOST || characters > MAX_CHARACTERS) {
      throw packets
          .in()
          .malformed(
              "more than %d values and events, or than %d characters of them; read fewer tracks"
                  .formatted(MOST, MAX_CHARACTERS));
    }
    double seconds = packets.time() - survey.start();
    long sample = Math.round(seconds * survey.fs());
    all.add(
        new RecordAnnotation(
            "vital", seconds, OptionalDouble.empty(), Annotation.of(sample, NOTE, aux)));
  }
}
