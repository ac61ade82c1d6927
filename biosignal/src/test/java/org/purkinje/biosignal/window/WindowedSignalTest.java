package org.purkinje.biosignal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.signal.SignalKind;

/** Oracle: a sine in the pass band, which keeps its closed form at any rate. */
class WindowedSignalTest {

  private static final Band WIDE = new Band(0.5, 40, 4);

  /** PTB-XL is recorded at 500 or 100 Hz, MIT-BIH at 360 Hz. */
  @ParameterizedTest
  @CsvSource({"500,256,10", "500,240,2.5", "100,256,10", "360,240,2.5", "256,256,10"})
  void bringsASineToTheRateOfItsWindows(double fs, double rate, double seconds) {
    WindowSpec window = spec(seconds, seconds, lead("V1", rate, 0));
    WindowedSignal signal = WindowedSignal.of(window.signals().get(0), sine(fs, 5, 30), window);
    int middle = (int) (15 / seconds);
    double[] samples = signal.cut(middle).samples();
    assertThat(samples).hasSize((int) (seconds * rate));
    for (int i = 0; i < samples.length; i++) {
      double t = middle * seconds + i / rate;
      assertThat(samples[i]).isCloseTo(Math.sin(2 * Math.PI * 5 * t), within(0.01));
    }
    assertThat(signal.refusal(middle)).isEmpty();
  }

  /** A sine of 60 Hz lies beyond 40 Hz, whose filter has order 4 and is passed twice. */
  @Test
  void stopsWhatLiesOutsideTheBand() {
    WindowSpec window = spec(10, 10, lead("V1", 256, 0));
    WindowedSignal signal = WindowedSignal.of(window.signals().get(0), sine(500, 60, 30), window);
    double passed = Standardisation.of(signal.cut(1).samples()).sd() * Math.sqrt(2);
    // |H(f)|² of a Butterworth low-pass of order 4 over the bilinear transform.
    double warped = Math.tan(Math.PI * 60 / 256) / Math.tan(Math.PI * 40 / 256);
    assertThat(passed).isCloseTo(1 / (1 + Math.pow(warped, 8)), within(0.01));
  }

  /** Mains of 50 Hz and a drift go, 17 Hz between them stays. */
  @Test
  void takesMainsAndBaselineOut() {
    Band band = new Band(0, 100, 4, 50, List.of(0.2, 0.6));
    SignalSpec spec = new SignalSpec(SignalKind.ECG, Take.EACH, List.of("V1"), 256, band, 0);
    RawSignal raw =
        recorded(
            256,
            30,
            t ->
                Math.sin(2 * Math.PI * 17 * t)
                    + Math.sin(2 * Math.PI * 50 * t)
                    + 3 * Math.sin(2 * Math.PI * 0.05 * t));
    double[] samples = WindowedSignal.of(spec, raw, spec(10, 10, spec)).cut(1).samples();
    for (int i = 0; i < samples.length; i++) {
      double t = 10 + i / 256.0;
      assertThat(samples[i]).isCloseTo(Math.sin(2 * Math.PI * 17 * t), within(0.2));
    }
    assertThatThrownBy(() -> new SignalSpec(SignalKind.PPG, Take.FIRST, List.of(), 100, band, 0))
        .hasMessageContaining("high-hz must be below half");
    Band low = new Band(0, 40, 4, 50, List.of());
    assertThatThrownBy(() -> new SignalSpec(SignalKind.PPG, Take.FIRST, List.of(), 100, low, 0))
        .hasMessage("notch-hz must be below half of rate-hz 100.0, got 50.0");
  }

  /** A filter from 0.5 Hz takes more than 4 s; between two gaps of 1 s lie 3 s. */
  @Test
  void refusesWhatIsTooShortForItsFilter() {
    WindowSpec window = spec(2.5, 0.5, lead("V1", 240, 0));
    RawSignal raw =
        recorded(
            240,
            30,
            t ->
                (t >= 10 && t < 11) || (t >= 14 && t < 15)
                    ? Double.NaN
                    : Math.sin(10 * Math.PI * t));
    WindowedSignal signal = WindowedSignal.of(window.signals().get(0), raw, window);
    assertThat(signal.refusal(22).orElseThrow().text())
        .isEqualTo("ECG V1 gap: missing share 100 % at 11.000 s, at most 0 allowed");
    assertThat(signal.refusal(30)).isEmpty();
    assertThat(signal.cutFrom(15 * 240).samples()).isEqualTo(signal.cut(30).samples());
  }

  /** An R wave of 1 mV about 0 s. */
  private static double peak(double seconds) {
    return Math.exp(-0.5 * Math.pow(seconds / 0.01, 2));
  }

  @Test
  void namesTheLeadOfARefusalWhereEachIsTaken() {
    WindowSpec window = spec(10, 5, lead("V1", 256, 3));
    WindowedSignal absent = WindowedSignal.of(window.signals().get(0), RawSignal.absent(), window);
    assertThat(absent.refusal(0).orElseThrow().text())
        .isEqualTo("ECG V1 absent: channels 0, at least 1 needed");
    WindowedSignal still =
        WindowedSignal.of(window.signals().get(0), new RawSignal(new double[5000], 500), window);
    assertThat(still.refusal(0).orElseThrow().rule()).isEqualTo(WindowRule.ECG_FLAT);
    double[] twoBeats = new double[5000];
    for (int i = 0; i < twoBeats.length; i++) {
      twoBeats[i] = peak(i / 500.0 - 3) + peak(i / 500.0 - 7);
    }
    WindowedSignal slow =
        WindowedSignal.of(window.signals().get(0), new RawSignal(twoBeats, 500), window);
    assertThat(slow.refusal(0).orElseThrow().text())
        .isEqualTo("ECG V1 beats too few: R peaks 2, at least 3 needed");
  }

  @Test
  void refusesASampleThatIsMissingOrBeyondTheEnd() {
    RawSignal raw = sine(250, 5, 12);
    raw.samples()[2000] = Double.NaN;
    WindowSpec window = spec(2.5, 2.5, lead("V1", 240, 0));
    WindowedSignal signal = WindowedSignal.of(window.signals().get(0), raw, window);
    assertThat(signal.refusal(2)).isEmpty();
    assertThat(signal.refusal(3).orElseThrow().text())
        .matches(
            "ECG V1 gap: missing share [\\d.]+ % at (7\\.99\\d|8\\.00\\d) s, at most 0 allowed");
    assertThat(signal.refusal(4).orElseThrow().text())
        .isEqualTo("ECG V1 gap: missing share 20 % at 12.000 s, at most 0 allowed");
  }

  /** Oracle: the place where the value was held, at another rate than that of the windows. */
  @Test
  void refusesASignalThatIsHeldForLongerThanAllowed() {
    WindowSpec window = spec(10, 5, lead("V1", 256, 0).withMaxRuns(1, 0));
    assertThat(refusal(held(12, 1.02, 0.3), window, 0)).as("behind the window").isEmpty();
    assertThat(refusal(held(12, 1.02, 0.3), window, 1))
        .contains(
            "ECG V1 flat: longest run of equal samples 1.02 s at 12.000 s, at most 1 allowed");
    assertThat(refusal(held(12, 1, 0.3), window, 1)).as("as long as allowed").isEmpty();
    assertThat(refusal(held(14.5, 1.5, 0.3), window, 1))
        .as("half a second of it lies in the window")
        .isEmpty();
    assertThat(refusal(held(14.5, 1.5, 0.3), window, 2)).isPresent();
    assertThat(refusal(held(14.5, 1.5, 0.3), window, 3)).as("a second of it").isEmpty();
  }

  /** The sine goes from -1 to 1: what is held there has nothing beyond it, what lies within has. */
  @Test
  void refusesASignalThatIsClippedButNotOneWithAFlatStretchInItsMiddle() {
    WindowSpec window = spec(10, 5, lead("V1", 256, 0).withMaxRuns(0, 0.1));
    assertThat(refusal(held(12, 0.12, 1.2), window, 1))
        .contains(
            "ECG V1 clipped: longest run at the least or greatest value 0.12 s at 12.000 s, at most"
                + " 0.1 allowed");
    assertThat(refusal(held(12, 0.12, -1.2), window, 1)).isPresent();
    assertThat(refusal(held(12, 0.12, 0.3), window, 1)).as("within the range").isEmpty();
    assertThat(refusal(held(12, 0.08, 1.2), window, 1)).as("short").isEmpty();
    assertThat(refusal(held(22, 0.12, 1.2), window, 1)).as("behind the window").isEmpty();
  }

  /** A block that begins 60 s after the record, of which the windows from 65 s on are cut. */
  @Test
  void findsRunsInABlockOfALongRecord() {
    WindowSpec window = spec(10, 5, lead("V1", 256, 0).withMaxRuns(1, 0));
    RawSignal block = new RawSignal(held(12, 1.5, 0.3).samples(), 500, "mV", 60);
    assertThat(refusal(block, window, 13))
        .contains("ECG V1 flat: longest run of equal samples 1.5 s at 72.000 s, at most 1 allowed");
    assertThat(refusal(block, window, 15)).isEmpty();
  }

  @Test
  void looksForNoRunsWhereNoneAreRefused() {
    WindowSpec window = spec(10, 5, lead("V1", 256, 0));
    assertThat(refusal(held(12, 3, 1.2), window, 1)).isEmpty();
  }

  /** A sine of 5 Hz at 500 Hz whose samples have one value for a while. */
  private static RawSignal held(double atSeconds, double seconds, double value) {
    RawSignal raw = sine(500, 5, 30);
    int start = (int) Math.round(500 * atSeconds);
    Arrays.fill(raw.samples(), start, start + (int) Math.round(500 * seconds), value);
    return raw;
  }

  private static Optional<String> refusal(RawSignal raw, WindowSpec window, int number) {
    return WindowedSignal.of(window.signals().get(0), raw, window)
        .refusal(number)
        .map(WindowRefusal::text);
  }

  @Test
  void refusesASpecThatCannotBeCut() {
    assertRefused(
        () -> spec(2.5, 2.5, lead("I", 125, 0)),
        "seconds must be a whole number of samples at rate-hz 125.0, got 2.5 s, 312.5 samples");
    assertRefused(
        () -> spec(10, 5, lead("I", 256, 0), lead("i", 256, 0)),
        "signals must have different names, got I twice");
    assertRefused(() -> lead("I", 80, 0), "high-hz must be below half of rate-hz 80.0, got 40.0");
    assertRefused(
        () -> new SignalSpec(SignalKind.RESP, Take.FIRST, List.of(), 125, WIDE, 5),
        "min-beats must be 0, or more for ecg, ppg and abp, got 5 for resp");
    assertRefused(
        () -> new SignalSpec(SignalKind.PPG, Take.EACH, List.of(), 125, WIDE, 5),
        "leads must name at least one lead where each is taken");
    assertRefused(
        () -> new SignalSpec(SignalKind.PPG, Take.FIRST, List.of("II"), 125, WIDE, 5),
        "leads are those of ecg, got [II] for ppg");
    assertRefused(
        () -> lead("I", 125, 0).withMaxRuns(-1, 0), "max-flat-seconds must be 0 or more, got -1.0");
    assertRefused(
        () -> lead("I", 125, 0).withMaxRuns(0, Double.NaN),
        "max-clipped-seconds must be 0 or more, got NaN");
    assertRefused(
        () -> new SignalSpec(SignalKind.PPG, Take.FIRST, List.of(), 125, WIDE, 5, 0, 0.02, 0, 0),
        "max-noise is that between beats of ecg: min-beats must be at least 2, got 5 for ppg");
    assertRefused(
        () -> new SignalSpec(SignalKind.ECG, Take.FIRST, List.of(), 125, WIDE, 1, 0, 0.02, 0, 0),
        "max-noise is that between beats of ecg: min-beats must be at least 2, got 1 for ecg");
    assertRefused(
        () -> new WindowSpec(10, 5, List.of(lead("I", 256, 0)), 2),
        "min-signals must be 1 to 1, got 2");
    assertRefused(
        () -> new Band(40, 0.5, 4), "band must have 0 <= low-hz < high-hz, got 40.0 to 0.5");
  }

  @Test
  void standsForOneSignalOfEachLead() {
    WindowSpec window =
        spec(
            10,
            10,
            new SignalSpec(SignalKind.ECG, Take.EACH, List.of("I", "avr", "V6"), 256, WIDE, 0),
            new SignalSpec(SignalKind.PPG, Take.FIRST, List.of(), 125, new Band(0.5, 8, 3), 5));
    assertThat(window.signals())
        .extracting(SignalSpec::name)
        .containsExactly("I", "aVR", "V6", "ppg");
    assertThat(window.at(256)).isEqualTo(new Windowing(2560, 2560));
    assertThat(window.kinds()).containsExactlyInAnyOrder(SignalKind.ECG, SignalKind.PPG);
  }

  private static void assertRefused(Runnable making, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static WindowSpec spec(double seconds, double hop, SignalSpec... signals) {
    return new WindowSpec(seconds, hop, List.of(signals), 1);
  }

  private static SignalSpec lead(String lead, double rate, int minBeats) {
    return new SignalSpec(SignalKind.ECG, Take.EACH, List.of(lead), rate, WIDE, minBeats);
  }

  private static RawSignal sine(double fs, double hz, double seconds) {
    return recorded(fs, seconds, t -> Math.sin(2 * Math.PI * hz * t));
  }

  private static RawSignal recorded(double fs, double seconds, DoubleUnaryOperator value) {
    return new RawSignal(
        IntStream.range(0, (int) (seconds * fs))
            .mapToDouble(i -> value.applyAsDouble(i / fs))
            .toArray(),
        fs);
  }
}
