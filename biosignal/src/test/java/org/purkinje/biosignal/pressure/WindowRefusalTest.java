package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseTemplate;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.Band;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.Take;
import org.purkinje.biosignal.window.WindowRefusal;
import org.purkinje.biosignal.window.WindowRule;
import org.purkinje.biosignal.window.WindowSpec;
import org.purkinje.biosignal.window.WindowedSignal;

/** A reader of {@code rejects} must see what was found, where, and the limit, for every rule. */
class WindowRefusalTest {

  private static final int START = 625;

  private final PressureRules rules = PressureRules.published();
  private final RawSignal ecg = SyntheticSignals.ecg();
  private final RawSignal ppg = SyntheticSignals.ppg();
  private final RawSignal abp = SyntheticSignals.abp(120, 80);
  private final RawSignal nothing = new RawSignal(new double[2500], 125, "mV");
  private final Map<WindowRule, String> textByRule = new LinkedHashMap<>();

  @Test
  void saysWhatWasFoundAndTheLimit() {
    add(ppgRefusal(RawSignal.absent()));
    add(ppgRefusal(SyntheticSignals.without(1300, ppg)));
    add(refusal(SignalKind.RESP, 0, nothing));
    add(judge(ecg, ppg, SyntheticSignals.flat()).abpRefusal());
    add(judge(ecg, ppg, slowPressure()).abpRefusal());
    add(judge(ecg, ppg, SyntheticSignals.abp(260, 80)).abpRefusal());
    add(judge(ecg, ppg, SyntheticSignals.abp(98, 80)).abpRefusal());
    add(refusal(SignalKind.ECG, 5, nothing));
    add(ppgRefusal(nothing));
    add(refusal(SignalKind.PPG, 1, 0.95, noise()));
    add(clipped());
    add(noisy());
    add(judge(nothing, ppg, abp).pairRefusal());
    add(judge(ecg, SyntheticSignals.ppg(1.1), abp).pairRefusal());
    add(pulsesUnlikeTheirMean().pairRefusal(rules.pulse()));
    add(
        new PressureProtocol(rules.withMaxPatSeconds(0.1))
            .judge(PressureSignals.prepare(ecg, ppg, abp), START)
            .pairRefusal());

    assertThat(textByRule.keySet()).isEqualTo(EnumSet.allOf(WindowRule.class));
    assertThat(textByRule)
        .containsEntry(WindowRule.ABSENT, "PPG absent: channels 0, at least 1 needed")
        .containsEntry(
            WindowRule.GAP, "PPG gap: missing share 0.08 % at 10.400 s, at most 0 allowed")
        .containsEntry(
            WindowRule.ABP_FLAT,
            "ABP flat: longest run without a step of 0.2 mmHg 10 s at 5.000 s, at most 0.5 allowed")
        .containsEntry(WindowRule.ABP_BEATS, "ABP beats too few: beats 1, at least 5 needed")
        .containsEntry(WindowRule.FLAT, "RESP flat: SD 0 mV, at least 1E-9 needed")
        .containsEntry(WindowRule.ECG_FLAT, "ECG flat: SD 0 mV, at least 1E-9 needed")
        .containsEntry(WindowRule.PPG_FLAT, "PPG flat: SD 0 mV, at least 1E-9 needed")
        .containsEntry(
            WindowRule.CLIPPED,
            "PPG clipped: longest run at the least or greatest value 0.176 s at 10.008 s, at most 0.1"
                + " allowed")
        .containsEntry(WindowRule.BEATS, "ECG beats too few: R peaks 0, at least 5 needed")
        .containsEntry(
            WindowRule.PPG_TEMPLATE,
            "PPG pulses unlike their mean: mean correlation 0.63, at least 0.8 needed")
        .containsEntry(
            WindowRule.PAT,
            "ECG and PPG pulse arrivals too few: pulses 0.08 to 0.1 s after an R peak 0, at least 4"
                + " needed");
    assertThat(textByRule.get(WindowRule.QUALITY))
        .matches(
            "PPG beats unlike each other: median correlation with their median 0\\.[3-8]\\d*, at"
                + " least 0\\.95 needed");
    assertThat(textByRule.get(WindowRule.NOISE))
        .matches(
            "ECG noisy between beats: RMS between beats over QRS amplitude 0\\.\\d+, at most 0\\.025"
                + " allowed");
    assertThat(textByRule.get(WindowRule.ABP_RANGE))
        .matches("ABP out of range: SBP 2(59\\.\\d|60|60\\.\\d) mmHg, at most 240 allowed");
    assertThat(textByRule.get(WindowRule.ABP_DAMPED))
        .matches(
            "ABP damped: steepest rise 1\\d\\d\\.?\\d* mmHg/s at \\d+\\.\\d{3} s, at least 250 needed");
    assertThat(textByRule.get(WindowRule.HR_MISMATCH))
        .matches(
            "ECG and PPG rates apart: median RR 0.800 s and pulse interval 1\\.1\\d\\d s differ by"
                + " 3[78]\\.?\\d* %, at most 10 allowed");
  }

  private static RawSignal noise() {
    Random random = new Random(3);
    return new RawSignal(random.doubles(2500).toArray(), 125);
  }

  private void add(Optional<WindowRefusal> refusal) {
    textByRule.put(refusal.orElseThrow().rule(), refusal.get().text());
  }

  private Optional<WindowRefusal> ppgRefusal(RawSignal raw) {
    return refusal(SignalKind.PPG, 5, raw);
  }

  /** Of the window that starts at 5 s. */
  private static Optional<WindowRefusal> refusal(SignalKind kind, int minBeats, RawSignal raw) {
    return refusal(kind, minBeats, 0, raw);
  }

  private static Optional<WindowRefusal> refusal(
      SignalKind kind, int minBeats, double minQuality, RawSignal raw) {
    return refusal(
        new SignalSpec(
            kind, Take.FIRST, List.of(), 125, new Band(0.5, 8, 3), minBeats, minQuality, 0, 0, 0),
        raw);
  }

  /** Twenty-two samples at the highest value, the others a slow sine. */
  private static Optional<WindowRefusal> clipped() {
    double[] samples = SyntheticSignals.ppg().samples().clone();
    double rail = Arrays.stream(samples).max().orElseThrow() + 1;
    Arrays.fill(samples, 1251, 1273, rail);
    return refusal(
        new SignalSpec(SignalKind.PPG, Take.FIRST, List.of(), 125, new Band(0.5, 8, 3), 0)
            .withMaxRuns(1, 0.1),
        new RawSignal(samples, 125));
  }

  private static Optional<WindowRefusal> noisy() {
    Random random = new Random(5);
    double[] samples =
        Arrays.stream(SyntheticSignals.ecg().samples())
            .map(sample -> sample + 0.1 * random.nextGaussian())
            .toArray();
    return refusal(
        new SignalSpec(
            SignalKind.ECG, Take.FIRST, List.of(), 125, new Band(0.5, 40, 4), 5, 0, 0.025, 0, 0),
        new RawSignal(samples, 125));
  }

  private static Optional<WindowRefusal> refusal(SignalSpec spec, RawSignal raw) {
    return WindowedSignal.of(spec, raw, new WindowSpec(10, 5, List.of(spec), 1)).refusal(1);
  }

  private PressureJudgement judge(RawSignal ecg, RawSignal ppg, RawSignal abp) {
    return new PressureProtocol(rules).judge(PressureSignals.prepare(ecg, ppg, abp), START);
  }

  /** Peaks at 1, 5, 9, 13 and 17 s. */
  private static RawSignal slowPressure() {
    return new RawSignal(
        IntStream.range(0, 2500)
            .mapToDouble(i -> 100 + 60 * Math.sin(2 * Math.PI * 0.25 * i / 125))
            .toArray(),
        125);
  }

  /** Eight pulses and R peaks, 0.8 s apart. */
  private static PulseWindow pulsesUnlikeTheirMean() {
    int[] peaks = IntStream.range(0, 8).map(i -> 100 * (i + 1)).toArray();
    List<Pulse> pulses =
        IntStream.of(peaks)
            .mapToObj(peak -> new Pulse(peak - 20, peak - 20, peak - 10, peak))
            .toList();
    return new PulseWindow(
        1, "NU", new double[1250], pulses, peaks, new PulseTemplate(new double[100], 8, 0.63));
  }
}
