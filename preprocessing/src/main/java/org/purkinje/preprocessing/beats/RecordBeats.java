package org.purkinje.preprocessing.beats;

import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.beat.AnnotatedBeats;
import org.purkinje.biosignal.beat.RrContext;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.window.BeatSpec;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.WindowedSignal;
import org.purkinje.jobsupport.table.BeatsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.Table;
import org.purkinje.preprocessing.records.Block;
import org.purkinje.preprocessing.records.CutSignals;
import org.purkinje.preprocessing.records.RecordBlocks;
import org.purkinje.preprocessing.records.RecordWork;
import org.purkinje.preprocessing.records.Recording;
import org.purkinje.preprocessing.records.RejectRows;
import org.purkinje.preprocessing.records.StoredChannel;
import org.purkinje.preprocessing.records.StoredRecord;
import org.purkinje.preprocessing.records.StoredRecords;
import org.purkinje.preprocessing.splits.SubjectSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the signals around each beat of a record: a row of {@code beats}, or one of {@code rejects},
 * for each beat of the annotator; or one reject for a whole record.
 */
record RecordBeats(
    String beatSet, String annotator, BeatSpec spec, RejectRows rejects, SubjectSplit split)
    implements RecordWork {

  /** Why a beat whose span begins before the record or ends after it is refused. */
  static final String EDGE = "edge";

  /** Reasons of beats that are left out, whatever their signals are like. */
  static final List<String> EXCLUDED =
      List.of(RejectRows.ABSENT, RejectRows.RATE, AnnotatedBeats.Reason.FLUTTER.label());

  /** A span may be so much beyond the record's end, by rounding, s. */
  private static final double ROUNDING_SECONDS = 1e-9;

  private static final Logger LOG = LoggerFactory.getLogger(RecordBeats.class);

  /**
   * @param row with {@code annotations} of {@link BeatAnnotations}
   */
  @Override
  public void work(Row row, Supplier<Iterator<Row>> chunks, RowWriter rows) {
    StoredRecord record = StoredRecords.record(row);
    Optional<Row> unusable = unusable(record);
    if (unusable.isPresent()) {
      rows.write(RejectsTable.TABLE, unusable.get());
      return;
    }
    AnnotatedBeats beats;
    RecordBlocks blocks;
    try {
      beats = AnnotatedBeats.of(BeatAnnotations.list(row, annotator));
      blocks = new RecordBlocks(new BeatReading(spec), record, chunks.get());
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("{}/{} could not be cut", record.corpus(), record.record(), e);
      rows.write(
          RejectsTable.TABLE,
          rejects.record(
              record.corpus(), record.record(), RejectRows.FAILED, RejectRows.detail(e)));
      return;
    }
    for (AnnotatedBeats.LeftOut leftOut : beats.leftOut()) {
      rows.write(
          RejectsTable.TABLE,
          rejected(record, null, leftOut.annotation(), leftOut.reason().label(), leftOut.detail()));
    }
    cut(record, beats, blocks, rows);
  }

  /** Why no beat of a record can be cut. */
  private Optional<Row> unusable(StoredRecord record) {
    List<StoredChannel> chosen =
        spec.signals().stream().flatMap(signal -> record.chosen(signal).stream()).toList();
    if (chosen.isEmpty()) {
      return Optional.of(
          rejects.record(
              record.corpus(),
              record.record(),
              RejectRows.ABSENT,
              "no %s; excluded"
                  .formatted(
                      spec.signals().stream()
                          .map(SignalSpec::name)
                          .collect(Collectors.joining(" and no ")))));
    }
    return chosen.stream()
        .filter(channel -> !channel.hasRate())
        .findFirst()
        .map(
            channel ->
                rejects.record(
                    record.corpus(),
                    record.record(),
                    RejectRows.RATE,
                    StoredChannel.rateText(channel.fs()) + "; excluded"));
  }

  /** A block that cannot be read or filtered ends as rejects of its beats; the others go on. */
  private void cut(StoredRecord record, AnnotatedBeats beats, RecordBlocks blocks, RowWriter rows) {
    Iterator<Block> left = blocks.blocks().iterator();
    int next = 0;
    while (left.hasNext()) {
      Block block = left.next();
      double end = left.hasNext() ? BeatReading.endSeconds(block) : Double.POSITIVE_INFINITY;
      int first = next;
      while (next < beats.beats().size() && beats.beats().get(next).seconds() < end) {
        next++;
      }
      if (next > first) {
        cut(record, beats.isPaced(), beats.beats().subList(first, next), blocks, block, rows);
      }
    }
  }

  private void cut(
      StoredRecord record,
      boolean isPaced,
      List<AnnotatedBeats.Beat> beats,
      RecordBlocks blocks,
      Block block,
      RowWriter rows) {
    Recording recording;
    List<WindowedSignal> signals;
    try {
      recording = blocks.read(block);
      signals =
          recording.signals().stream()
              .map(of -> WindowedSignal.of(of.spec(), of.raw(), spec.at(of.spec().rateHz())))
              .toList();
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn(
          "{}/{} could not be cut from {} s on",
          record.corpus(),
          record.record(),
          block.startSeconds(),
          e);
      for (AnnotatedBeats.Beat beat : beats) {
        rows.write(
            RejectsTable.TABLE,
            rejected(record, null, beat.annotation(), RejectRows.FAILED, RejectRows.detail(e)));
      }
      return;
    }
    for (AnnotatedBeats.Beat beat : beats) {
      Made made = made(recording, isPaced, beat, signals, blocks.endSeconds());
      rows.write(made.table(), made.row());
    }
  }

  /** A row of {@code beats} or of {@code rejects}. */
  private record Made(Table table, Row row) {}

  private Made made(
      Recording recording,
      boolean isPaced,
      AnnotatedBeats.Beat beat,
      List<WindowedSignal> signals,
      double recordSeconds) {
    try {
      Optional<String> edge = edge(beat, recordSeconds);
      if (edge.isPresent()) {
        return rejected(recording, beat, EDGE, edge.get());
      }
      CutSignals cuts =
          new CutSignals(
              recording,
              signals,
              signals.stream()
                  .map(of -> of.cutFrom(spec.firstSample(beat.seconds(), of.spec().rateHz())))
                  .toList());
      return cuts.accepted() < spec.minSignals()
          ? rejected(recording, beat, cuts.reason(), cuts.detail())
          : new Made(BeatsTable.TABLE, accepted(recording, isPaced, beat, cuts));
    } catch (RuntimeException e) {
      LOG.warn("{} could not be cut", beatId(recording.of(), beat.annotation()), e);
      return rejected(recording, beat, RejectRows.FAILED, RejectRows.detail(e));
    }
  }

  /** Where the span lies, unless it lies in the record. */
  private Optional<String> edge(AnnotatedBeats.Beat beat, double recordSeconds) {
    double start = beat.seconds() - spec.beforeSeconds();
    double end = beat.seconds() + spec.afterSeconds();
    return start < -ROUNDING_SECONDS || end > recordSeconds + ROUNDING_SECONDS
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "span from %.3f s to %.3f s, record from 0 s to %.3f s",
                start,
                end,
                recordSeconds))
        : Optional.empty();
  }

  private Row accepted(
      Recording recording, boolean isPaced, AnnotatedBeats.Beat beat, CutSignals cuts) {
    StoredRecord record = recording.of();
    RrContext rr = beat.rr();
    return record
        .person()
        .addTo(new RowBuilder(BeatsTable.TABLE))
        .set("beat_set", beatSet)
        .set("corpus", record.corpus())
        .set("record", record.record())
        .set("subject", record.subject())
        .set("beat_id", beatId(record, beat.annotation()))
        .set("annotator", annotator)
        .set("sample", beat.annotation().annotation().sample())
        .set("time_s", beat.seconds())
        .set("symbol", beat.annotation().annotation().code().symbol())
        .set("aami_class", beat.beatClass().name())
        .set("paced", isPaced)
        .set("rr_one_before_s", orNull(rr.oneBefore()))
        .set("rr_previous_s", orNull(rr.previous()))
        .set("rr_next_s", orNull(rr.next()))
        .set("rr_local_mean_s", orNull(rr.localMean()))
        .set("rr_median_s", orNull(rr.median()))
        .set("rr_previous_to_local_mean", orNull(rr.previousToLocalMean()))
        .set("rr_next_to_local_mean", orNull(rr.nextToLocalMean()))
        .set("rr_previous_to_median", orNull(rr.previousToMedian()))
        .set("rr_next_to_median", orNull(rr.nextToMedian()))
        .set("rr_previous_to_next", orNull(rr.previousToNext()))
        .set("rr_previous_to_one_before", orNull(rr.previousToOneBefore()))
        .set("before_s", spec.beforeSeconds())
        .set("after_s", spec.afterSeconds())
        .set("signals", cuts.rowsUnclipped())
        .set("split", split.of(record.person().group()))
        .set("waveform_sha256", recording.waveformSha256())
        .build();
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private Made rejected(
      Recording recording, AnnotatedBeats.Beat beat, String reason, String detail) {
    return new Made(
        RejectsTable.TABLE,
        rejected(recording.of(), recording.waveformSha256(), beat.annotation(), reason, detail));
  }

  private Row rejected(
      StoredRecord record,
      @Nullable String sha256,
      RecordAnnotation beat,
      String reason,
      String detail) {
    return rejects.at(
        record,
        sha256,
        beatId(record, beat),
        String.format(Locale.ROOT, "%.3f s", beat.timeSeconds()),
        reason,
        detail);
  }

  private String beatId(StoredRecord record, RecordAnnotation beat) {
    return "%s/%s/%s/%d"
        .formatted(record.corpus(), record.record(), annotator, beat.annotation().sample());
  }
}
