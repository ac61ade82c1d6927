package org.purkinje.preprocessing;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.metric.Descriptives;
import org.purkinje.biosignal.pressure.BloodPressureFeatures;
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
        recording
            .person()
            .addTo(new RowBuilder(WindowsTable.TABLE))
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
            .set("split", split.of(recording.person().group()))
            .set("waveform_sha256", recording.waveformSha256());
    if (ecgRefusal.isEmpty()) {
      setSignal(row, "ecg", prepared.window(SignalKind.ECG, start));
      row.set("hr_bpm", heartRate(prepared.rPeaks(start)));
    }
    if (ppgRefusal.isEmpty()) {
      setSignal(row, "ppg", prepared.window(SignalKind.PPG, start));
    }
    setPressure(row, prepared, assessor, start);
    return new CandidateWindow(recording.corpus(), true, row.build());
  }

  private static void setSignal(RowBuilder row, String name, double[] samples) {
    Standardisation standardisation = Standardisation.of(samples);
    row.set(name, WindowsTable.encode(standardisation.apply(samples)))
        .set(name + "_mean", standardisation.mean())
        .set(name + "_sd", standardisation.sd());
  }

  private static void setPressure(
      RowBuilder row, PreparedRecord prepared, WindowAssessor assessor, int start) {
    for (SignalKind needed : new SignalKind[] {SignalKind.ECG, SignalKind.PPG, SignalKind.ABP}) {
      if (!prepared.has(needed)) {
        row.set("bp_refusal", "no " + needed.label());
        return;
      }
    }
    WindowAssessment assessment = assessor.assess(prepared, start);
    if (assessment instanceof WindowAssessment.Accepted accepted) {
      row.set("sbp_mmhg", accepted.sbpMmhg())
          .set("dbp_mmhg", accepted.dbpMmhg())
          .set("bp_features", features(accepted.features()));
    } else {
      row.set("bp_refusal", ((WindowAssessment.Refused) assessment).rule().label());
    }
  }

  private static Row features(BloodPressureFeatures features) {
    Object[] values = Arrays.stream(features.toArray()).boxed().toArray();
    return new GenericRowWithSchema(values, WindowsTable.BP_FEATURES);
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
