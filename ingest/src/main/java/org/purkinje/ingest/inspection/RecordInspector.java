package org.purkinje.ingest.inspection;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.ingest.corpus.ChannelRule;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.Metadata;

/**
 * Reads a record from end to end, keeping nothing but sums and digests, before any row of it is
 * written.
 *
 * @param refuse findings for which a record is refused
 */
public record RecordInspector(CorpusDescription corpus, Metadata metadata, List<QualityRule> refuse)
    implements Serializable {

  /** Samples of a channel read at a time, few enough to stay in the processor's cache. */
  private static final int CHUNK_SAMPLES = 1 << 14;

  public Inspection inspect(OpenRecords files, RecordRef ref) throws IOException {
    try {
      SignalRecord record = files.open(ref);
      List<ChannelProbe> probes = read(record);
      record.annotations();
      List<String> notes =
          Stream.concat(record.notes().stream(), metadata.notes(ref.name()).stream()).toList();
      Optional<RecordFacts> facts = RecordFacts.of(corpus, ref.name(), notes);
      List<ChannelSummary> channels = probes.stream().map(ChannelProbe::summary).toList();
      Optional<Refusal> refusal = refusal(ref, files.uri(ref), record, facts, channels);
      if (refusal.isPresent()) {
        return new Inspection.Refused(ref, refusal.get());
      }
      return new Inspection.Sound(
          ref,
          record.fs(),
          record.length(),
          record.startedAt().orElse(""),
          facts.orElseThrow(),
          channels,
          Stream.concat(record.faults().stream(), metadata.faults(ref.name()).stream()).toList());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      Stopped.rethrow(e);
      return new Inspection.Refused(ref, Refusal.of(ref, files.uri(ref), e));
    }
  }

  private List<ChannelProbe> read(SignalRecord record) throws IOException {
    List<ChannelProbe> probes = new ArrayList<>();
    for (Channel channel : record.channels()) {
      probes.add(new ChannelProbe(channel, Sentinels.of(corpus.sentinels())));
    }
    List<SignalChunk> chunks;
    while (!(chunks = record.read(CHUNK_SAMPLES)).isEmpty()) {
      for (SignalChunk chunk : chunks) {
        probes.get(chunk.index()).add(chunk);
      }
    }
    return probes;
  }

  private Optional<Refusal> refusal(
      RecordRef ref,
      String uri,
      SignalRecord record,
      Optional<RecordFacts> facts,
      List<ChannelSummary> channels) {
    if (facts.isEmpty()) {
      return Optional.of(
          refused(
              ref,
              uri,
              "subject",
              "no subject",
              "subject unknown: %s %s fits subject.pattern %s of the corpus%s"
                  .formatted(
                      corpus.subject().in() == CorpusDescription.Place.NAME
                          ? "not the name"
                          : "no note and no metadata of",
                      ref.name(),
                      corpus.subject().pattern(),
                      metadata.faults(ref.name()).stream()
                          .map(
                              fault ->
                                  "; %s: %s: %s"
                                      .formatted(fault.source(), fault.place(), fault.problem()))
                          .collect(Collectors.joining()))));
    }
    if (!channels.isEmpty() && record.length() == 0) {
      return Optional.of(
          refused(
              ref,
              uri,
              "length",
              "no samples",
              "%d channels without a sample".formatted(channels.size())));
    }
    for (ChannelSummary channel : channels) {
      ChannelRule rule = corpus.rule(channel.channel().name());
      String unit = channel.channel().scale().unit();
      if (!rule.allows(unit)) {
        return Optional.of(
            refused(
                ref,
                uri,
                "channel " + channel.channel().name(),
                "unit",
                "unit %s where the corpus says %s (channels: unit)".formatted(unit, rule.unit())));
      }
    }
    return refuse.stream().flatMap(rule -> rule.broken(ref, uri, channels).stream()).findFirst();
  }

  private static Refusal refused(
      RecordRef ref, String uri, String place, String reason, String detail) {
    return new Refusal(ref.name(), uri, ref.sha256(), ref.file(), place, reason, detail);
  }
}
