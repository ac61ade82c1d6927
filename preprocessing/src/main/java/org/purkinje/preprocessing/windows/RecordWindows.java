package org.purkinje.preprocessing.windows;

import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.pressure.AlignmentTrust;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowSpec;
import org.purkinje.biosignal.window.WindowedSignal;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowRefusalsTable;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.preprocessing.records.Block;
import org.purkinje.preprocessing.records.CutSignals;
import org.purkinje.preprocessing.records.RecordBlocks;
import org.purkinje.preprocessing.records.Recording;
import org.purkinje.preprocessing.records.RejectRows;
import org.purkinje.preprocessing.records.StoredRecord;
import org.purkinje.preprocessing.splits.SubjectSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts one record; a window is kept if enough of its signals may be learnt from.
 *
 * @param cut whose channels windows are cut from
 * @param pressure measured where the ABP is cut too
 */
record RecordWindows(
    String windowSet,
    CutKinds cut,
    RejectRows rejects,
    PressureFeatures pressure,
    SubjectSplit split)
    implements RecordCutting {

  private static final Logger LOG = LoggerFactory.getLogger(RecordWindows.class);

  /** A block that cannot be read or filtered ends as rejects; the others go on. */
  @Override
  public Stream<CandidateWindow> cut(StoredRecord record, Iterator<Row> chunks) {
    RecordBlocks blocks;
    try {
      blocks = new RecordBlocks(cut, record, chunks);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      return Stream.of(failed(record, e));
    }
    return blocks.blocks().stream().flatMap(block -> cut(record, blocks, block));
  }

  private Stream<CandidateWindow> cut(StoredRecord record, RecordBlocks blocks, Block block) {
    try {
      return cut(blocks.read(block));
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      if (blocks.blocks().size() == 1) {
        return Stream.of(failed(record, e));
      }
      LOG.warn(
          "{}/{} could not be cut from {} s on",
          record.corpus(),
          record.record(),
          block.startSeconds(),
          e);
      return block
          .numbers()
          .mapToObj(
              number ->
                  rejected(
                      record, null, number, RejectRows.FAILED, RejectRows.detail(e), List.of()));
    }
  }

  private CandidateWindow failed(StoredRecord record, RuntimeException e) {
    LOG.warn("{}/{} could not be cut", record.corpus(), record.record(), e);
    return CandidateWindow.rejected(
        rejects.record(record.corpus(), record.record(), RejectRows.FAILED, RejectRows.detail(e)));
  }

  Stream<CandidateWindow> cut(Recording recording) {
    if (!recording.isLearnable()) {
      return Stream.empty();
    }
    List<WindowedSignal> signals =
        recording.signals().stream()
            .map(signal -> WindowedSignal.of(signal.spec(), signal.raw(), window()))
            .toList();
    Optional<PressureFeatures.OfBlock> features =
        cut.hasPressure() ? Optional.of(pressure.of(recording, signals)) : Optional.empty();
    AlignmentTrust alignment = alignment(recording, features);
    return recording
        .block()
        .numbers()
        .mapToObj(number -> window(recording, signals, features, alignment, number));
  }

  /** Of all windows of the block, where pulses are measured and the clocks are not known. */
  private static AlignmentTrust alignment(
      Recording recording, Optional<PressureFeatures.OfBlock> features) {
    boolean isOneClock = recording.of().isOfOneClock();
    return features
        .filter(of -> !isOneClock)
        .map(of -> of.alignment(recording.block().numbers()))
        .orElseGet(() -> AlignmentTrust.ofClock(isOneClock));
  }

  private WindowSpec window() {
    return cut.window();
  }

  private CandidateWindow window(
      Recording recording,
      List<WindowedSignal> signals,
      Optional<PressureFeatures.OfBlock> features,
      AlignmentTrust alignment,
      int number) {
    try {
      return judged(recording, signals, features, alignment, number);
    } catch (RuntimeException e) {
      LOG.warn("{} could not be judged", windowId(recording.of(), number), e);
      return rejected(recording, number, RejectRows.FAILED, RejectRows.detail(e), List.of());
    }
  }

  private CandidateWindow judged(
      Recording recording,
      List<WindowedSignal> signals,
      Optional<PressureFeatures.OfBlock> features,
      AlignmentTrust alignment,
      int number) {
    CutSignals cuts =
        new CutSignals(
            recording, signals, signals.stream().map(signal -> signal.cut(number)).toList());
    List<Optional<WindowRefusal>> refusals = cuts.refusals();
    if (cuts.accepted() < window().minSignals()) {
      return rejected(recording, number, cuts.reason(), cuts.detail(), refused(signals, refusals));
    }
    Optional<PressureFeatures.OfWindow> measured = features.map(of -> of.window(number, refusals));
    Optional<WindowRefusal> pairRefusal = measured.flatMap(PressureFeatures.OfWindow::pairRefusal);
    String id = windowId(recording.of(), number);
    Row row =
        recording
            .of()
            .person()
            .addTo(new RowBuilder(WindowsTable.TABLE))
            .set("window_set", windowSet)
            .set("corpus", recording.of().corpus())
            .set("record", recording.of().record())
            .set("subject", recording.of().subject())
            .set("window_id", id)
            .set("start_s", window().startSeconds(number))
            .set("seconds", window().seconds())
            .set("modalities", modalities(signals, refusals))
            .set("signals", cuts.rows())
            .set(
                "pair_refusal",
                measured.isEmpty()
                    ? WindowsTable.NOT_JUDGED
                    : pairRefusal.map(refusal -> refusal.rule().label()).orElse(null))
            .set("alignment_trust", alignment.label())
            .set("split", split.of(recording.of().person().group()))
            .set("waveform_sha256", recording.waveformSha256())
            .build();
    return CandidateWindow.accepted(
        row,
        measured.map(of -> of.rows(recording, id)).orElse(List.of()),
        Stream.concat(
                refused(signals, refusals).stream(),
                pairRefusal.stream()
                    .map(refusal -> new CandidateWindow.Refused(WindowRefusalsTable.PAIR, refusal)))
            .toList());
  }

  private static List<CandidateWindow.Refused> refused(
      List<WindowedSignal> signals, List<Optional<WindowRefusal>> refusals) {
    return IntStream.range(0, signals.size())
        .boxed()
        .flatMap(
            i ->
                refusals.get(i).stream()
                    .map(
                        refusal ->
                            new CandidateWindow.Refused(signals.get(i).spec().name(), refusal)))
        .toList();
  }

  private static String modalities(
      List<WindowedSignal> signals, List<Optional<WindowRefusal>> refusals) {
    return IntStream.range(0, signals.size())
        .filter(i -> refusals.get(i).isEmpty())
        .mapToObj(i -> signals.get(i).spec().kind())
        .distinct()
        .map(SignalKind::label)
        .collect(Collectors.joining("+"));
  }

  private CandidateWindow rejected(
      Recording recording,
      int number,
      String reason,
      String detail,
      List<CandidateWindow.Refused> refusals) {
    return rejected(recording.of(), recording.waveformSha256(), number, reason, detail, refusals);
  }

  private CandidateWindow rejected(
      StoredRecord record,
      @Nullable String sha256,
      int number,
      String reason,
      String detail,
      List<CandidateWindow.Refused> refusals) {
    return CandidateWindow.rejected(
        rejects.at(
            record,
            sha256,
            windowId(record, number),
            String.format(Locale.ROOT, "%.1f s", window().startSeconds(number)),
            reason,
            detail),
        refusals);
  }

  private String windowId(StoredRecord record, int number) {
    return String.format(
        Locale.ROOT, "%s/%s/%.3f", record.corpus(), record.record(), window().startSeconds(number));
  }
}
