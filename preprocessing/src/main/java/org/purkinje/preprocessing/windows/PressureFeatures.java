package org.purkinje.preprocessing.windows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.pressure.AlignmentTrust;
import org.purkinje.biosignal.pressure.BloodPressureFeatures;
import org.purkinje.biosignal.pressure.PressureJudgement;
import org.purkinje.biosignal.pressure.PressureProtocol;
import org.purkinje.biosignal.pressure.PressureRules;
import org.purkinje.biosignal.pressure.PressureSignals;
import org.purkinje.biosignal.pressure.ProtocolOutcome;
import org.purkinje.biosignal.pressure.PulseShapeFeatures;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowRule;
import org.purkinje.biosignal.window.WindowSpec;
import org.purkinje.biosignal.window.WindowedSignal;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.preprocessing.records.Recording;

/**
 * What the blood pressure protocol measures in windows of 10 s: the reference pressure, features of
 * ECG and PPG, of the pulse alone, and the heart rate.
 *
 * @param hopSeconds from the start of a window to that of the next
 * @param maxPatSeconds longest pulse arrival time, s
 */
record PressureFeatures(String windowSet, double hopSeconds, double maxPatSeconds)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if the protocol cannot judge such windows
   */
  static void requireFits(WindowSpec window) {
    double seconds = PressureSignals.WINDOWING.lengthSamples() / PressureSignals.FS_HZ;
    double hop = window.hopSeconds() * PressureSignals.FS_HZ;
    if (window.seconds() != seconds || hop != Math.rint(hop)) {
      throw new IllegalArgumentException(
          "features: pressure needs windows of %s s that start at whole samples of %s Hz, got seconds %s and hop-seconds %s"
              .formatted(seconds, PressureSignals.FS_HZ, window.seconds(), window.hopSeconds()));
    }
  }

  /**
   * @param signals of the recording, as its windows are cut from them
   */
  OfBlock of(Recording recording, List<WindowedSignal> signals) {
    return new OfBlock(
        this,
        new PressureProtocol(PressureRules.published().withMaxPatSeconds(maxPatSeconds)),
        PressureSignals.of(
            first(signals, SignalKind.ECG),
            recording.first(SignalKind.ECG),
            first(signals, SignalKind.PPG),
            recording.first(SignalKind.PPG),
            recording.abp()),
        signals,
        recording.block().startSeconds(),
        new HashMap<>());
  }

  private static Optional<WindowedSignal> first(List<WindowedSignal> signals, SignalKind kind) {
    return signals.stream().filter(signal -> isPresent(signal, kind)).findFirst();
  }

  private static boolean isPresent(WindowedSignal signal, SignalKind kind) {
    return signal.spec().kind() == kind && !signal.prepared().isAbsent();
  }

  /**
   * The protocol's signals of one block of a record.
   *
   * @param signals as its windows are cut from them
   * @param startSeconds where they begin in the record, s
   * @param judged what was found so far, by the number of the window
   */
  record OfBlock(
      PressureFeatures of,
      PressureProtocol protocol,
      PressureSignals prepared,
      List<WindowedSignal> signals,
      double startSeconds,
      Map<Integer, PressureJudgement> judged) {

    /**
     * Whether the timing between ECG and PPG may be used where nothing is known of the clocks; a
     * window that cannot be judged counts as refused.
     *
     * @param numbers of the windows in the record
     */
    AlignmentTrust alignment(IntStream numbers) {
      List<PressureJudgement> windows = new ArrayList<>();
      numbers.forEach(
          number -> {
            try {
              windows.add(judgement(number));
            } catch (RuntimeException e) {
              // Its own window is refused for it, with the reason.
            }
          });
      return AlignmentTrust.measured(windows);
    }

    private PressureJudgement judgement(int number) {
      return judged.computeIfAbsent(number, of -> protocol.judge(prepared, start(number)));
    }

    private int start(int number) {
      double seconds = number * of.hopSeconds() - startSeconds;
      return (int) Math.round(seconds * PressureSignals.FS_HZ);
    }

    /**
     * What is found in the window of a number in the record.
     *
     * @param refusals of the signals in that window
     */
    OfWindow window(int number, List<Optional<WindowRefusal>> refusals) {
      int start = start(number);
      Optional<WindowRefusal> ecgRefusal =
          IntStream.range(0, signals.size())
              .filter(i -> isPresent(signals.get(i), SignalKind.ECG))
              .mapToObj(refusals::get)
              .findFirst()
              .orElseGet(() -> prepared.refusal(start, SignalKind.ECG));
      return new OfWindow(of, this, judgement(number), ecgRefusal, start);
    }

    /** The first signal of the protocol that the record lacks. */
    private Optional<SignalKind> lacking() {
      return Stream.of(SignalKind.ECG, SignalKind.PPG, SignalKind.ABP)
          .filter(kind -> !prepared.has(kind))
          .findFirst();
    }
  }

  /**
   * What is found in one window.
   *
   * @param ecgRefusal why the ECG may not be learnt from
   * @param start first sample at {@link PressureSignals#FS_HZ}
   */
  record OfWindow(
      PressureFeatures of,
      OfBlock block,
      PressureJudgement judgement,
      Optional<WindowRefusal> ecgRefusal,
      int start) {

    /** Why ECG and PPG do not show one heart. */
    Optional<WindowRefusal> pairRefusal() {
      return judgement.pairRefusal();
    }

    /** Its rows of {@code window_features}. */
    List<Row> rows(Recording recording, String windowId) {
      return List.of(
          row(recording, windowId, WindowFeaturesTable.BLOOD_PRESSURE, pressure(), abpRefusal()),
          row(recording, windowId, WindowFeaturesTable.HEART_RATE, heartRate(), heartRefusal()),
          row(recording, windowId, WindowFeaturesTable.PAT_PPG, protocol(), protocolRefusal()),
          row(recording, windowId, WindowFeaturesTable.PPG, shape(), shapeRefusal()));
    }

    private Map<String, Double> pressure() {
      return judgement
          .reference()
          .map(found -> Map.of("sbp_mmhg", found.sbpMmhg(), "dbp_mmhg", found.dbpMmhg()))
          .orElse(Map.of());
    }

    private Optional<String> abpRefusal() {
      return judgement.abpRefusal().map(PressureFeatures::label);
    }

    private Map<String, Double> heartRate() {
      int[] rPeaks = block.prepared().rPeaks(start);
      if (ecgRefusal.isPresent() || rPeaks.length < 2) {
        return Map.of();
      }
      double[] rr = new double[rPeaks.length - 1];
      for (int i = 0; i < rr.length; i++) {
        rr[i] = (rPeaks[i + 1] - rPeaks[i]) / PressureSignals.FS_HZ;
      }
      return Map.of("hr_bpm", 60 / Descriptives.median(rr));
    }

    private Optional<String> heartRefusal() {
      return ecgRefusal
          .map(PressureFeatures::label)
          .or(
              () ->
                  block.prepared().rPeaks(start).length < 2
                      ? Optional.of(WindowRule.BEATS.label())
                      : Optional.empty());
    }

    private Map<String, Double> protocol() {
      return protocolRefusal().isEmpty()
              && judgement.protocol() instanceof ProtocolOutcome.Accepted accepted
          ? values(BloodPressureFeatures.NAMES, accepted.features().toArray())
          : Map.of();
    }

    private Optional<String> protocolRefusal() {
      return block
          .lacking()
          .map(kind -> "no " + kind.label())
          .or(
              () ->
                  judgement.protocol() instanceof ProtocolOutcome.Refused refused
                      ? Optional.of(refused.rule().label())
                      : Optional.empty());
    }

    private Map<String, Double> shape() {
      return judgement
          .shape()
          .map(shape -> values(PulseShapeFeatures.NAMES, shape.toArray()))
          .orElse(Map.of());
    }

    private Optional<String> shapeRefusal() {
      return judgement.shapeRefusal().map(PressureFeatures::label);
    }

    private Row row(
        Recording recording,
        String windowId,
        String featureSet,
        Map<String, Double> features,
        Optional<String> refusal) {
      return new RowBuilder(WindowFeaturesTable.TABLE)
          .set("scope", WindowFeaturesTable.scope(of.windowSet()))
          .set("window_set", of.windowSet())
          .set("corpus", recording.of().corpus())
          .set("record", recording.of().record())
          .set("subject", recording.of().subject())
          .set("window_id", windowId)
          .set("feature_set", featureSet)
          .set("features", features)
          .set("refusal", refusal.orElse(null))
          .build();
    }
  }

  private static Map<String, Double> values(List<String> names, double[] values) {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      byName.put(names.get(i), values[i]);
    }
    return byName;
  }

  private static String label(WindowRefusal refusal) {
    return refusal.rule().label();
  }
}
