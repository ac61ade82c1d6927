package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.beat.QrsDetector;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.window.WindowRule;

/** An ECG and a PPG of one heart, from signals to features. */
class PulseArrivalFeaturesTest {

  private static final double FS = 125;

  /** Between these two the foot's place within the pulse, the same for all, cancels. */
  private static final int REFERENCE = 20;

  /** Oracle: a PPG moved by so many samples has a PAT longer by as many, within one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10, 17, 25, 31})
  void recoversTheDelayOfAShiftedPpgWithinOneSample(int shift) {
    double moved = of(0.75, t -> (REFERENCE + shift) / FS).patSeconds();
    double reference = of(0.75, t -> REFERENCE / FS).patSeconds();
    assertThat((moved - reference) * FS).isCloseTo(shift, within(1.0));
  }

  /** A triangle that rises from its foot in a straight line has its foot where it is. */
  @Test
  void findsTheFootWhereTheRiseBegins() {
    double[] z = triangles();
    List<Pulse> pulses = new PulseDetector(FS).detect(z);
    int[] rPeaks = IntStream.range(0, 10).map(beat -> 30 + 100 * beat).toArray();
    assertThat(PulseArrivalFeatures.of(rPeaks, z, pulses, FS).patSeconds() * FS)
        .isCloseTo(20, within(1.0));
  }

  /** 2 SD in 20 samples are 12.5 SD/s. */
  @Test
  void measuresTheSlopeOfTheRise() {
    double[] z = triangles();
    int[] rPeaks = IntStream.range(0, 10).map(beat -> 30 + 100 * beat).toArray();
    assertThat(
            PulseArrivalFeatures.of(rPeaks, z, new PulseDetector(FS).detect(z), FS)
                .footSlopePerSecond())
        .isCloseTo(12.5, within(0.01));
  }

  /** From 0.2 to 0.3 s within 10 s: 0.01 s/s, and an SD of a tenth over √12. */
  @Test
  void measuresHowThePulseArrivalTimeGrows() {
    PulseArrivalFeatures growing = of(0.8, t -> 0.2 + 0.01 * t);
    assertThat(growing.patSlope()).isCloseTo(0.01, within(0.001));
    assertThat(growing.patSdSeconds()).isCloseTo(0.1 / Math.sqrt(12), within(0.004));
    PulseArrivalFeatures still = of(0.8, t -> 0.25);
    assertThat(still.patSlope()).isCloseTo(0, within(1e-3));
    assertThat(still.patSdSeconds()).isLessThan(1 / FS);
    assertThat(still.heartRateBpm()).isCloseTo(75, within(0.5));
    assertThat(still.toArray()).hasSize(PulseArrivalFeatures.NAMES.size());
  }

  /** 0.2 and 0.3 s in turn, three and two of them: a variance of 0.06 · 0.04 s². */
  @Test
  void takesTheSpreadOfFewArrivalsWithDivisorN() {
    int[] rPeaks = {0, 100, 200, 300, 400};
    List<Pulse> pulses =
        IntStream.range(0, 5)
            .mapToObj(beat -> new Pulse(100 * beat + (beat % 2 == 0 ? 20 : 30), 0, 1, 2))
            .toList();
    assertThat(PulseArrivalFeatures.of(rPeaks, new double[3], pulses, 100).patSdSeconds())
        .isCloseTo(Math.sqrt(0.06 * 0.04), within(1e-12));
  }

  @Test
  void refusesTwoHeartsAndPulsesThatComeTooSoon() {
    assertThat(refusal(0.8, 0.8, 0.25)).isEmpty();
    assertThat(refusal(0.8, 1.0, 0.25)).contains(WindowRule.HR_MISMATCH);
    assertThat(refusal(0.8, 0.8, 0.0)).contains(WindowRule.PAT);
  }

  private static Optional<WindowRule> refusal(
      double rrSeconds, double intervalSeconds, double delaySeconds) {
    int[] rPeaks = IntStream.range(0, 10).map(beat -> beat(beat, rrSeconds)).toArray();
    List<Pulse> pulses =
        IntStream.range(0, 10)
            .map(beat -> beat(beat, intervalSeconds) + (int) (delaySeconds * FS))
            .mapToObj(foot -> new Pulse(foot, foot - 2, foot + 5, foot + 12))
            .toList();
    return PulseArrivalFeatures.refusal(rPeaks, pulses, FS);
  }

  private static int beat(int number, double seconds) {
    return (int) Math.round(number * seconds * FS);
  }

  /** R peaks of an ECG of 10 s and the pulses of a PPG that follow each after its delay. */
  private static PulseArrivalFeatures of(double rrSeconds, DoubleUnaryOperator delayAtSeconds) {
    double[] ecg = new double[1_250];
    double[] ppg = new double[1_250];
    for (double beat = 0.3 - 3 * rrSeconds; beat < 12; beat += rrSeconds) {
      double arrival = beat + delayAtSeconds.applyAsDouble(beat);
      for (int i = 0; i < ecg.length; i++) {
        double t = i / FS;
        ecg[i] += Math.exp(-0.5 * Math.pow((t - beat) / 0.012, 2));
        ppg[i] +=
            t < arrival ? 0 : Math.pow((t - arrival) / 0.1, 2) * Math.exp(-(t - arrival) / 0.1);
      }
    }
    double[] z = Standardisation.of(ppg).apply(ppg);
    return PulseArrivalFeatures.of(
        new QrsDetector(FS).detect(ecg), z, new PulseDetector(FS).detect(z), FS);
  }

  /** Triangles of 2 high, each begins 50 samples after a multiple of 100 and rises for 20. */
  private static double[] triangles() {
    double[] z = new double[1_000];
    for (int i = 0; i < z.length; i++) {
      int phase = Math.floorMod(i - 50, 100);
      z[i] = phase < 20 ? -1 + 0.1 * phase : phase < 60 ? 1 - 0.05 * (phase - 20) : -1;
    }
    return z;
  }
}
