package org.purkinje.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.wfdb.SampleFormat;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbHeaderReader;
import org.purkinje.biosignal.wfdb.WfdbRecordReader;
import org.purkinje.biosignal.wfdb.WfdbSignal;
import org.purkinje.ingest.corpus.ChannelDigest;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.RecordInspector;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SignalsTable;

/** The rows of {@code signals} of one record, chunk by chunk, each chunk channel by channel. */
final class SignalRows implements Iterator<Row> {

  private final CorpusDescription corpus;
  private final InspectedRecord record;
  private final WfdbHeader header;
  private final WfdbRecordReader reader;
  private final Deque<Row> ready = new ArrayDeque<>();
  private long startFrame;

  SignalRows(CorpusDescription corpus, InspectedRecord record, LocalRecordFolder files)
      throws IOException {
    this.corpus = corpus;
    this.record = record;
    this.header = WfdbHeaderReader.read(files, Path.of(record.name()).getFileName().toString());
    this.reader = WfdbRecordReader.open(files, header);
    // A task that is cancelled never reaches the end of the record.
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.addTaskCompletionListener(
          context -> {
            close();
          });
    }
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty()) {
      readChunk();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void readChunk() {
    try {
      int[][] chunk = reader.readFrames(RecordInspector.CHUNK_FRAMES);
      if (chunk.length == 0) {
        close();
        return;
      }
      for (int channel = 0; channel < chunk.length; channel++) {
        ready.add(row(channel, chunk[channel]));
      }
      startFrame += chunk[0].length / reader.signals().get(0).samplesPerFrame();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Row row(int channel, int[] digital) {
    WfdbSignal signal = reader.chunkSignals().get(channel);
    ChannelDigest digest = record.channels().get(channel);
    SignalKind kind = corpus.kind(signal.description());
    int missing = SampleFormat.ofCode(signal.format()).map(SampleFormat::missingCode).orElseThrow();
    return new RowBuilder(SignalsTable.TABLE)
        .set("corpus", corpus.name())
        .set("record", record.name())
        .set("subject", record.subject())
        .set("channel", channel)
        .set("name", signal.description())
        .set("kind", kind.label())
        .set("lead", kind == SignalKind.ECG ? signal.description() : null)
        .set("unit", signal.scale().unit())
        .set("fs_hz", header.fs() * signal.samplesPerFrame())
        .set("gain", signal.scale().gain())
        .set("baseline", signal.scale().baseline())
        .set("sample_type", "integer")
        .set("missing_code", missing)
        .set("start_sample", startFrame * signal.samplesPerFrame())
        .set("n_samples", digital.length)
        .set("bits", digest.bits())
        .set("samples", SignalsTable.encode(digital, digest.bits()))
        .set("digital_sha256", digest.sha256())
        .build();
  }

  private void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
