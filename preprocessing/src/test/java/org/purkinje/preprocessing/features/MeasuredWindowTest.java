package org.purkinje.preprocessing.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purkinje.biosignal.attractor.AttractorFeatures;
import org.purkinje.biosignal.attractor.Csi;
import org.purkinje.biosignal.beat.HeartRateSpectrum;
import org.purkinje.biosignal.beat.HeartRateVariability;
import org.purkinje.biosignal.pressure.PulseArrivalFeatures;
import org.purkinje.jobsupport.config.ConfigReader;

/** A refusal that names no rule, or a value without a name, would tell a reader nothing. */
class MeasuredWindowTest {

  private static final Row BOTH =
      WindowRows.window("c", 0, List.of(WindowRows.ecg(125, 10), WindowRows.ppg(125, 10)));

  /** Oracle: the heart that both signals were made of. */
  @Test
  void measuresTheHeartThatItsSignalsShow() {
    Map<String, Double> pulse = measure(FeatureSet.PULSE_ARRIVAL, BOTH).values();
    assertThat(pulse.get("hr_bpm")).isCloseTo(75, within(0.1));
    assertThat(pulse.get("pat_sd_s")).isLessThan(1 / 125.0);
    assertThat(pulse.get("pat_s")).isBetween(0.25, 0.45);
    Map<String, Double> variability = measure(FeatureSet.HRV, BOTH).values();
    assertThat(variability.get("mean_nn_ms")).isCloseTo(800, within(1.0));
    assertThat(variability.get("sdnn_ms")).isCloseTo(0, within(4.0));
    assertThat(measure(FeatureSet.ATTRACTOR, BOTH).values().get("determinism")).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @EnumSource(FeatureSet.class)
  void givesEveryValueItsName(FeatureSet set) {
    List<String> expected =
        switch (set) {
          case ATTRACTOR -> AttractorFeatures.NAMES;
          case ECG_CSI -> Csi.ECG_NAMES;
          case HRV -> HeartRateVariability.NAMES;
          case HRV_SPECTRUM -> HeartRateSpectrum.NAMES;
          case PULSE_ARRIVAL -> PulseArrivalFeatures.NAMES;
          case ATTRACTOR_PAT ->
              Stream.of(PulseArrivalFeatures.NAMES, AttractorFeatures.NAMES, Csi.ECG_NAMES)
                  .flatMap(List::stream)
                  .toList();
        };
    Measured measured = measure(set, set == FeatureSet.HRV_SPECTRUM ? varying() : BOTH);
    assertThat(measured.refusal()).isEmpty();
    assertThat(measured.values().keySet()).containsExactlyElementsOf(expected);
  }

  /** 130 s whose RR interval changes from beat to beat. */
  private static Row varying() {
    double[] x = new double[125 * 130];
    double at = 0.4;
    for (int beat = 0; at < 130; beat++) {
      for (int i = 0; i < x.length; i++) {
        double since = i / 125.0 - at;
        x[i] += Math.abs(since) < 0.1 ? Math.exp(-0.5 * Math.pow(since / 0.012, 2)) : 0;
      }
      at += 0.8 + 0.05 * Math.sin(1.3 * beat) + 0.04 * Math.sin(0.5 * beat);
    }
    return WindowRows.window("c", 0, List.of(WindowRows.signal("ecg", 125, x)));
  }

  /** ECG at 250 Hz and PPG at 50 Hz show the same delay. */
  @Test
  void relatesSignalsOfTwoRates() {
    Row window =
        WindowRows.window("c", 0, List.of(WindowRows.ecg(250, 10), WindowRows.ppg(50, 10)));
    double pat = measure(FeatureSet.PULSE_ARRIVAL, window).values().get("pat_s");
    assertThat(pat)
        .isCloseTo(measure(FeatureSet.PULSE_ARRIVAL, BOTH).values().get("pat_s"), within(1 / 50.0));
  }

  @Test
  void namesTheSignalAndTheRuleThatForbids() {
    Row ecg = WindowRows.ecg(125, 10);
    assertThat(refusal(FeatureSet.ATTRACTOR, ecg)).isEqualTo("no ppg");
    assertThat(refusal(FeatureSet.ATTRACTOR, ecg, WindowRows.refused("ppg", "absent")))
        .isEqualTo("no ppg");
    assertThat(refusal(FeatureSet.ATTRACTOR, ecg, WindowRows.refused("ppg", "gap")))
        .isEqualTo("ppg gap");
    assertThat(refusal(FeatureSet.ATTRACTOR, ecg, WindowRows.refused("ppg", "ppg flat")))
        .isEqualTo("ppg flat");
    assertThat(refusal(FeatureSet.ATTRACTOR, WindowRows.ppg(20, 10))).isEqualTo("ppg rate");
    assertThat(refusal(FeatureSet.ATTRACTOR, WindowRows.ppg(Double.NaN, 0))).isEqualTo("ppg rate");
    assertThat(refusal(FeatureSet.ATTRACTOR, WindowRows.signal("ppg", 125, new double[1_250])))
        .isEqualTo("ppg beats");
    assertThat(refusal(FeatureSet.ATTRACTOR, WindowRows.ppg(125, 2.9))).isEqualTo("ppg span");
    assertThat(refusal(FeatureSet.ECG_CSI, WindowRows.refused("ecg", "quality")))
        .isEqualTo("ecg quality");
    assertThat(refusal(FeatureSet.HRV, WindowRows.ecg(40, 10))).isEqualTo("ecg rate");
    assertThat(refusal(FeatureSet.HRV, WindowRows.ecg(125, 3.1))).isEqualTo("ecg normal beats");
    assertThat(refusal(FeatureSet.HRV_SPECTRUM, ecg)).isEqualTo("ecg span");
    assertThat(refusal(FeatureSet.PULSE_ARRIVAL, ecg)).isEqualTo("no ppg");
    assertThat(
            refusal(FeatureSet.PULSE_ARRIVAL, WindowRows.ecg(125, 10, 1), WindowRows.ppg(125, 10)))
        .isEqualTo("hr mismatch");
    assertThat(refusal(FeatureSet.PULSE_ARRIVAL, WindowRows.ecg(125, 3), WindowRows.ppg(125, 3)))
        .isEqualTo("ecg beats");
    assertThat(refusal(FeatureSet.ATTRACTOR_PAT, ecg, WindowRows.refused("ppg", "gap")))
        .isEqualTo("ppg gap");
  }

  /** Of twelve leads the first; one that is refused is not replaced by the next. */
  @Test
  void takesTheFirstSignalOfAKindThatTheRecordHas() {
    assertThat(refusal(FeatureSet.HRV, WindowRows.refused("ecg", "gap"), WindowRows.ecg(125, 10)))
        .isEqualTo("ecg gap");
    assertThat(
            measure(
                    FeatureSet.HRV,
                    WindowRows.window(
                        "c",
                        0,
                        List.of(WindowRows.refused("ecg", "absent"), WindowRows.ecg(125, 10))))
                .refusal())
        .isEmpty();
  }

  /** A set of three of which two are there would be read as whole. */
  @Test
  void refusesASetOfWhichOnePartIsRefused() {
    Measured accepted = Measured.of(List.of("a"), new double[] {1});
    Measured other = Measured.of(List.of("b"), new double[] {2});
    Measured refused = Measured.refused("ppg gap");
    assertThat(accepted.and(other).values()).isEqualTo(Map.of("a", 1.0, "b", 2.0));
    assertThat(accepted.and(refused)).isEqualTo(refused);
    assertThat(refused.and(accepted)).isEqualTo(refused);
    assertThat(refused.and(Measured.refused("ecg gap"))).isEqualTo(refused);
  }

  @Test
  void refusesAValueThatIsNoNumber() {
    assertThat(Measured.of(List.of("a", "b"), new double[] {1, Double.NaN}))
        .isEqualTo(Measured.refused("b is NaN"));
  }

  @Test
  void refusesAFeatureSetThatThereIsNot() {
    assertThatThrownBy(
            () ->
                ConfigReader.parse(
                    "e.yaml",
                    "window-set: w\nfeatures: [attractors]\n",
                    Map.of(),
                    ExtractFeaturesJob.Config.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "e.yaml: line 2: features: no feature set is called attractors; there are attractor, ecg-csi, hrv, hrv-spectrum, pulse-arrival, attractor-pat");
    assertThatThrownBy(() -> new ExtractFeaturesJob.Config("w", List.of("hrv", "hrv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("features must name at least one feature set, each once, got [hrv, hrv]");
  }

  private static Measured measure(FeatureSet set, Row window) {
    return set.in(new MeasuredWindow(window, new Detectors()));
  }

  private static String refusal(FeatureSet set, Row... signals) {
    return measure(set, WindowRows.window("c", 0, Arrays.asList(signals)))
        .refusal()
        .orElse("accepted");
  }
}
