package org.purkinje.preprocessing;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.metric.Descriptives;
import org.purkinje.biosignal.pressure.PressureReference;
import org.purkinje.biosignal.quality.PreparedRecord;
import org.purkinje.biosignal.quality.WindowAssessment;
import org.purkinje.biosignal.quality.WindowAssessor;
import org.purkinje.biosignal.quality.WindowRule;
import org.purkinje.biosignal.quality.WindowRules;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowsTable;

/** Cuts one recording; a window is kept if its ECG or its PPG may be learnt from. */
record RecordWindows(String windowSet, double longestPatSeconds, SubjectSplit split)
    implements Serializable {

  /** Why a signal that the recording lacks gives nothing. */
  private static final String ABSENT = "absent";

  static RecordWindows of(WindowSignalsJob.Config config) {
    return new RecordWindows(
        config.windowSet(),
        config.longestPatSeconds(),
        new SubjectSplit(config.evaluationShare(), config.seed()));
  }

  Stream<CandidateWindow> cut(Recording recording) {
    PreparedRecord prepared =
        PreparedRecord.prepare(recording.ecg(), recording.ppg(), recording.abp());
    WindowAssessor assessor =
        new WindowAssessor(WindowRules.published().withLongestPatSeconds(longestPatSeconds));
    return prepared.windowStarts().mapToObj(start -> window(recording, prepared, assessor, start));
  }

  private CandidateWindow window(
      Recording recording, PreparedRecord prepared, WindowAssessor assessor, int start) {
    Optional<WindowRule> ecgRefusal = assessor.ecgRefusal(prepared, start);
    Optional<WindowRule> ppgRefusal = assessor.ppgRefusal(prepared, start);
    if (ecgRefusal.isPresent() && ppgRefusal.isPresent()) {
      WindowRule reason = prepared.has(SignalKind.ECG) ? ecgRefusal.get() : ppgRefusal.get();
      return new CandidateWindow(recording.corpus(), false, reject(recording, start, reason));
    }
    RowBuilder row =
        new RowBuilder(WindowsTable.TABLE)
            .set("window_set", windowSet)
            .set("corpus", recording.corpus())
            .set("record", recording.record())
            .set("subject", recording.subject())
            .set("window_id", windowId(recording, start))
            .set("start_s", start / PreparedRecord.FS_HZ)
            .set("fs_hz", PreparedRecord.FS_HZ)
            .set("modalities", modalities(ecgRefusal.isEmpty(), ppgRefusal.isEmpty()))
            .set("ecg_lead", recording.ecgLead().orElse(null))
            .set("ecg_refusal", ecgRefusal.map(WindowRule::label).orElse(null))
            .set("ppg_refusal", ppgRefusal.map(WindowRule::label).orElse(null))
            .set(
                "pair_refusal",
                assessor.pairRefusal(prepared, start).map(WindowRule::label).orElse(null))
            .set("alignment_trust", recording.alignment())
            .set("split", split.of(recording.corpus(), recording.subject()))
            .set("waveform_sha256", recording.waveformSha256());
    if (ecgRefusal.isEmpty()) {
      setSignal(row, "ecg", prepared.window(SignalKind.ECG, start));
      row.set("hr_bpm", heartRate(prepared.rPeaks(start)));
    }
    if (ppgRefusal.isEmpty()) {
      setSignal(row, "ppg", prepared.window(SignalKind.PPG, start));
    }
    setPressure(row, prepared, assessor, start);
    setPairFeatures(row, prepared, assessor, start);
    setPulseFeatures(row, prepared, assessor, start);
    return new CandidateWindow(recording.corpus(), true, row.build());
  }

  private static void setSignal(RowBuilder row, String name, double[] samples) {
    Standardisation standardisation = Standardisation.of(samples);
    row.set(name, WindowsTable.encode(standardisation.apply(samples)))
        .set(name + "_mean", standardisation.mean())
        .set(name + "_sd", standardisation.sd());
  }

  /** The label, wherever the ABP gives one. */
  private static void setPressure(
      RowBuilder row, PreparedRecord prepared, WindowAssessor assessor, int start) {
    Optional<PressureReference> reference = assessor.reference(prepared, start);
    reference.ifPresent(
        pressure -> row.set("sbp_mmhg", pressure.sbpMmhg()).set("dbp_mmhg", pressure.dbpMmhg()));
    if (!prepared.has(SignalKind.ABP)) {
      row.set("abp_refusal", ABSENT);
    } else if (reference.isEmpty()) {
      row.set("abp_refusal", label(assessor.abpRefusal(prepared, start)));
    }
  }

  /** Features of ECG and PPG together where the protocol accepts the window. */
  private static void setPairFeatures(
      RowBuilder row, PreparedRecord prepared, WindowAssessor assessor, int start) {
    for (SignalKind needed : new SignalKind[] {SignalKind.ECG, SignalKind.PPG, SignalKind.ABP}) {
      if (!prepared.has(needed)) {
        row.set("bp_refusal", "no " + needed.label());
        return;
      }
    }
    WindowAssessment assessment = assessor.assess(prepared, start);
    if (assessment instanceof WindowAssessment.Accepted accepted) {
      row.set("bp_features", features(accepted.features().toArray(), WindowsTable.BP_FEATURES));
    } else {
      row.set("bp_refusal", ((WindowAssessment.Refused) assessment).rule().label());
    }
  }

  /** Features of the pulse, with or without an ECG. */
  private static void setPulseFeatures(
      RowBuilder row, PreparedRecord prepared, WindowAssessor assessor, int start) {
    if (!prepared.has(SignalKind.PPG)) {
      row.set("ppg_features_refusal", ABSENT);
      return;
    }
    Optional<WindowRule> refusal = assessor.pulseShapeRefusal(prepared, start);
    if (refusal.isPresent()) {
      row.set("ppg_features_refusal", label(refusal));
    } else {
      row.set(
          "ppg_features",
          features(assessor.pulseShape(prepared, start).toArray(), WindowsTable.PPG_FEATURES));
    }
  }

  private static Row features(double[] features, StructType schema) {
    return new GenericRowWithSchema(Arrays.stream(features).boxed().toArray(), schema);
  }

  private static @Nullable String label(Optional<WindowRule> refusal) {
    return refusal.map(WindowRule::label).orElse(null);
  }

  private static double heartRate(int[] rPeaks) {
    double[] rr = new double[rPeaks.length - 1];
    for (int i = 0; i < rr.length; i++) {
      rr[i] = (rPeaks[i + 1] - rPeaks[i]) / PreparedRecord.FS_HZ;
    }
    return 60 / Descriptives.median(rr);
  }

  private Row reject(Recording recording, int start, WindowRule reason) {
    return new RowBuilder(RejectsTable.TABLE)
        .set("scope", "window-signals/" + windowSet)
        .set("corpus", recording.corpus())
        .set("record", recording.record())
        .set("source_uri", windowId(recording, start))
        .set("source_sha256", recording.waveformSha256())
        .set("place", String.format(Locale.ROOT, "%.1f s", start / PreparedRecord.FS_HZ))
        .set("reason", reason.label())
        .set("detail", reason.text())
        .build();
  }

  private static String windowId(Recording recording, int start) {
    return String.format(
        Locale.ROOT,
        "%s/%s/%.3f",
        recording.corpus(),
        recording.record(),
        start / PreparedRecord.FS_HZ);
  }

  private static String modalities(boolean ecg, boolean ppg) {
    return ecg && ppg ? "ecg+ppg" : ecg ? "ecg" : "ppg";
  }
}
