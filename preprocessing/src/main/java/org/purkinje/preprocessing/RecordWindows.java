package org.purkinje.preprocessing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.metric.Descriptives;
import org.purkinje.biosignal.pressure.PressureSignals;
import org.purkinje.biosignal.pressure.ProtocolOutcome;
import org.purkinje.biosignal.pressure.PressureProtocol;
import org.purkinje.biosignal.pressure.PressureJudgement;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.pressure.PressureRules;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts one recording; a window is kept if its ECG or its PPG may be learnt from. */
record RecordWindows(
    String windowSet,
    RecordingReader reader,
    RejectRows rejects,
    double longestPatSeconds,
    SubjectSplit split)
    implements RecordCutting {

  private static final Logger LOG = LoggerFactory.getLogger(RecordWindows.class);

  static RecordWindows of(WindowSignalsJob.Config config) {
    return new RecordWindows(
        config.windowSet(),
        new RecordingReader(config.ecgLeads()),
        new RejectRows(WindowSignalsJob.scope(config)),
        config.longestPatSeconds(),
        new SubjectSplit(config.evaluationShare(), config.seed()));
  }

  /** A record that cannot be read or filtered ends as one reject; the others go on. */
  @Override
  public Stream<CandidateWindow> cut(List<Row> rows) {
    try {
      return cut(reader.read(rows));
    } catch (RuntimeException e) {
      String corpus = rows.get(0).getAs("corpus");
      String record = rows.get(0).getAs("record");
      LOG.warn("{}/{} could not be cut", corpus, record, e);
      return Stream.of(
          new CandidateWindow(
              false, rejects.record(corpus, record, RejectRows.FAILED, RejectRows.detail(e))));
    }
  }

  Stream<CandidateWindow> cut(Recording recording) {
    if (!recording.isLearnable()) {
      return Stream.empty();
    }
    PressureSignals prepared =
        PressureSignals.prepare(recording.ecg(), recording.ppg(), recording.abp());
    PressureProtocol assessor =
        new PressureProtocol(PressureRules.published().withLongestPatSeconds(longestPatSeconds));
    return prepared.windowStarts().mapToObj(start -> window(recording, prepared, assessor, start));
  }

  private CandidateWindow window(
      Recording recording, PressureSignals prepared, PressureProtocol assessor, int start) {
    try {
      return judged(recording, prepared, assessor.judge(prepared, start), start);
    } catch (RuntimeException e) {
      LOG.warn("{} could not be judged", windowId(recording, start), e);
      return rejected(recording, start, RejectRows.FAILED, RejectRows.detail(e));
    }
  }

  private CandidateWindow judged(
      Recording recording, PressureSignals prepared, PressureJudgement judgement, int start) {
    Optional<WindowRefusal> ecgRefusal = judgement.ecgRefusal();
    Optional<WindowRefusal> ppgRefusal = judgement.ppgRefusal();
    if (ecgRefusal.isPresent() && ppgRefusal.isPresent()) {
      WindowRefusal reason = prepared.has(SignalKind.ECG) ? ecgRefusal.get() : ppgRefusal.get();
      return rejected(
          recording,
          start,
          reason.rule().label(),
          ecgRefusal.get().text() + "; " + ppgRefusal.get().text());
    }
    RowBuilder row =
        recording
            .person()
            .addTo(new RowBuilder(WindowsTable.TABLE))
            .set("window_set", windowSet)
            .set("corpus", recording.corpus())
            .set("record", recording.record())
            .set("subject", recording.subject())
            .set("window_id", windowId(recording, start))
            .set("start_s", start / PressureSignals.FS_HZ)
            .set("fs_hz", PressureSignals.FS_HZ)
            .set("modalities", modalities(ecgRefusal.isEmpty(), ppgRefusal.isEmpty()))
            .set("ecg_lead", recording.ecgLead().orElse(null))
            .set("ecg_refusal", label(ecgRefusal))
            .set("ppg_refusal", label(ppgRefusal))
            .set("pair_refusal", label(judgement.pairRefusal()))
            .set("alignment_trust", recording.alignment())
            .set("split", split.of(recording.person().group()))
            .set("waveform_sha256", recording.waveformSha256());
    if (ecgRefusal.isEmpty()) {
      setSignal(row, "ecg", prepared.window(SignalKind.ECG, start));
      row.set("hr_bpm", heartRate(prepared.rPeaks(start)));
    }
    if (ppgRefusal.isEmpty()) {
      setSignal(row, "ppg", prepared.window(SignalKind.PPG, start));
    }
    setPressure(row, prepared, judgement);
    return new CandidateWindow(true, row.build());
  }

  private static void setSignal(RowBuilder row, String name, double[] samples) {
    Standardisation standardisation = Standardisation.of(samples);
    row.set(name, WindowsTable.encode(standardisation.apply(samples)))
        .set(name + "_mean", standardisation.mean())
        .set(name + "_sd", standardisation.sd());
  }

  private static void setPressure(
      RowBuilder row, PressureSignals prepared, PressureJudgement judgement) {
    row.set("abp_refusal", label(judgement.abpRefusal()));
    judgement
        .reference()
        .ifPresent(
            reference ->
                row.set("sbp_mmhg", reference.sbpMmhg()).set("dbp_mmhg", reference.dbpMmhg()));
    row.set("ppg_features_refusal", label(judgement.shapeRefusal()));
    judgement
        .shape()
        .ifPresent(
            shape -> row.set("ppg_features", struct(shape.toArray(), WindowsTable.PPG_FEATURES)));
    for (SignalKind needed : new SignalKind[] {SignalKind.ECG, SignalKind.PPG, SignalKind.ABP}) {
      if (!prepared.has(needed)) {
        row.set("bp_refusal", "no " + needed.label());
        return;
      }
    }
    if (judgement.protocol() instanceof ProtocolOutcome.Accepted accepted) {
      row.set("bp_features", struct(accepted.features().toArray(), WindowsTable.BP_FEATURES));
    } else {
      row.set("bp_refusal", ((ProtocolOutcome.Refused) judgement.protocol()).rule().label());
    }
  }

  private static Row struct(double[] values, StructType columns) {
    return new GenericRowWithSchema(Arrays.stream(values).boxed().toArray(), columns);
  }

  private static @Nullable String label(Optional<WindowRefusal> refusal) {
    return refusal.map(found -> found.rule().label()).orElse(null);
  }

  private static double heartRate(int[] rPeaks) {
    double[] rr = new double[rPeaks.length - 1];
    for (int i = 0; i < rr.length; i++) {
      rr[i] = (rPeaks[i + 1] - rPeaks[i]) / PressureSignals.FS_HZ;
    }
    return 60 / Descriptives.median(rr);
  }

  private CandidateWindow rejected(Recording recording, int start, String reason, String detail) {
    return new CandidateWindow(
        false,
        rejects.window(
            recording, windowId(recording, start), start / PressureSignals.FS_HZ, reason, detail));
  }

  private static String windowId(Recording recording, int start) {
    return String.format(
        Locale.ROOT,
        "%s/%s/%.3f",
        recording.corpus(),
        recording.record(),
        start / PressureSignals.FS_HZ);
  }

  private static String modalities(boolean ecg, boolean ppg) {
    return ecg && ppg ? "ecg+ppg" : ecg ? "ecg" : "ppg";
  }
}
