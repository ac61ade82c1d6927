package org.purkinje.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.recording.SignalChunk;
import org.purkinje.biosignal.recording.SignalRecord;
import org.purkinje.ingest.corpus.ChannelRule;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.inspection.ChannelSummary;
import org.purkinje.ingest.inspection.Inspection;
import org.purkinje.ingest.inspection.OpenRecords;
import org.purkinje.ingest.inspection.Sentinels;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * The rows of {@code signals} of sound records, record by record, chunk by chunk, each chunk
 * channel by channel.
 */
final class SignalRows implements Iterator<Row> {

  /** Most samples of a row; bounds the memory whatever the record's length. */
  private static final int ROW_SAMPLES = 1 << 16;

  private final CorpusDescription corpus;
  private final Sentinels sentinels;
  private final OpenRecords files;
  private final Iterator<Inspection.Sound> records;
  private final Deque<Row> ready = new ArrayDeque<>();
  private Inspection.@Nullable Sound sound;
  private @Nullable SignalRecord record;

  SignalRows(CorpusDescription corpus, OpenRecords files, Iterator<Inspection.Sound> records) {
    this.corpus = corpus;
    this.sentinels = Sentinels.of(corpus.sentinels());
    this.files = files;
    this.records = records;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      if (record == null) {
        if (!records.hasNext()) {
          return false;
        }
        open(records.next());
      }
      readChunks();
    }
    return true;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void open(Inspection.Sound next) {
    try {
      sound = next;
      record = files.open(next.ref());
    } catch (IOException e) {
      throw OpenRecords.changed(next.ref(), e);
    }
  }

  private void readChunks() {
    Inspection.Sound of = sound;
    SignalRecord from = record;
    if (of == null || from == null) {
      return;
    }
    try {
      List<SignalChunk> chunks = from.read(ROW_SAMPLES);
      chunks.forEach(chunk -> ready.add(row(of, sentinels.asMissing(chunk))));
      if (chunks.isEmpty()) {
        record = null;
      }
    } catch (IOException e) {
      throw OpenRecords.changed(of.ref(), e);
    }
  }

  private Row row(Inspection.Sound of, SignalChunk chunk) {
    Channel channel = chunk.channel();
    ChannelSummary summary = of.channels().get(chunk.index());
    ChannelRule rule = corpus.rule(channel.name());
    return new RowBuilder(SignalsTable.TABLE)
        .set("corpus", corpus.name())
        .set("record", of.ref().name())
        .set("subject", of.facts().subject())
        .set("channel", chunk.index())
        .set("name", channel.name())
        .set("kind", rule.kind().label())
        .set("lead", rule.leadOf(channel.name()).orElse(null))
        .set("unit", rule.unitOf(channel.scale().unit()))
        .set("fs_hz", channel.fs())
        .set("gain", channel.scale().gain())
        .set("baseline", channel.scale().baseline())
        .set("sample_type", channel.type().label())
        .set("missing_code", channel.missingCode())
        .set("start_sample", chunk.startSample())
        .set("n_samples", chunk.samples().length)
        .set("bits", summary.bits())
        .set("samples", SignalsTable.encode(chunk.samples(), summary.bits()))
        .set("digital_sha256", summary.sha256())
        .build();
  }
}
