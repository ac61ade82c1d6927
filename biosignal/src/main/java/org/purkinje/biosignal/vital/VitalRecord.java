package org.purkinje.biosignal.vital;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;

/** A file's record; its channels are the waves that have samples, all from the same instant on. */
final class VitalRecord implements SignalRecord {

  private static final double MICROSECONDS = 1e6;

  /** Most samples of a channel in a chunk. */
  private static final int MAX_CHUNK = 1 << 16;

  private final VitalSource source;
  private final List<Pattern> patterns;
  private final RecordSurvey survey;
  private final List<Channel> channels;
  private final RecordFaults faults = new RecordFaults();
  private @Nullable WaveStream waves;
  private long length;

  VitalRecord(VitalSource source, List<Pattern> patterns, RecordSurvey survey) {
    this.source = source;
    this.patterns = patterns;
    this.survey = survey;
    this.channels =
        Arrays.stream(survey.waves())
            .mapToObj(wave -> survey.tracks().get(wave).channel())
            .toList();
    survey.leftOut().forEach(track -> leaveOut(track, track.fault().orElseThrow()));
  }

  private void leaveOut(VitalTrack track, String fault) {
    String place = "track " + track.name();
    if (track.isWave() && channels.isEmpty()) {
      throw new MalformedFileException(source.name(), place, fault);
    }
    faults.add(
        track.isWave() ? RecordFault.Part.CHANNEL : RecordFault.Part.ANNOTATIONS,
        source.name(),
        place,
        fault + "; the track is left out");
  }

  @Override
  public double fs() {
    return survey.fs();
  }

  @Override
  public List<Channel> channels() {
    return channels;
  }

  /** In UTC, to the microsecond. */
  @Override
  public Optional<String> startedAt() {
    if (Double.isNaN(survey.start())) {
      return Optional.empty();
    }
    long micros = Math.round(survey.start() * MICROSECONDS);
    Instant start =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    return Optional.of(start.toString());
  }

  @Override
  public List<String> notes() {
    return survey.notes();
  }

  @Override
  public List<SignalChunk> read(int maxSamples) throws IOException {
    if (channels.isEmpty()) {
      return List.of();
    }
    if (waves == null) {
      waves = new WaveStream(source, patterns, survey);
    }
    int most = Math.min(maxSamples, MAX_CHUNK);
    waves.fill(most);
    List<SignalChunk> chunks = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      int count = Math.min(most, waves.ready(c));
      if (count > 0) {
        Channel channel = channels.get(c);
        ChannelBuffer buffer = waves.buffer(c);
        long from = buffer.given();
        chunks.add(new SignalChunk(c, channel, from, buffer.take(count)));
        length = Math.max(length, Math.round(buffer.given() * (fs() / channel.fs())));
      }
    }
    return chunks;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public List<RecordAnnotation> annotations() throws IOException {
    return faults.attempt(
        RecordFault.Part.ANNOTATIONS,
        source.name(),
        List.of(),
        () -> VitalAnnotations.read(source, patterns, survey));
  }

  @Override
  public List<RecordFault> faults() {
    return faults.list();
  }

  @Override
  public void close() throws IOException {
    if (waves != null) {
      waves.close();
    }
  }
}
