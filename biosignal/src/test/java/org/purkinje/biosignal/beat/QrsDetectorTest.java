package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: where the beats of a made signal lie. */
class QrsDetectorTest {

  /** But a wide beat within 0.4 s of another, taken for a T wave, or after the last other one. */
  @ParameterizedTest
  @CsvSource({"250, 0", "360, 7", "125, 5", "100, 0", "1000, 4"})
  void findsEveryBeatAndNothingElse(double fs, int ectopicEvery) {
    int[] found =
        Arrays.stream(new QrsDetector(fs).detect(PeakGoldens.ecg(fs, ectopicEvery)))
            .filter(peak -> peak < 29 * fs)
            .toArray();
    int[] all = PeakGoldens.beats(fs, ectopicEvery);
    int[] beats =
        IntStream.range(0, all.length)
            .filter(i -> i == 0 || all[i] - all[i - 1] > 0.41 * fs)
            .filter(i -> all[i] < 29 * fs)
            .map(i -> all[i])
            .toArray();
    assertThat(beats.length).isGreaterThanOrEqualTo(all.length - 4);
    assertThat(found).hasSameSizeAs(beats);
    for (int i = 0; i < beats.length; i++) {
      assertThat(Math.abs(found[i] - beats[i]) / fs).as("beat " + i).isLessThanOrEqualTo(0.012);
    }
  }

  @Test
  void takesNoNoticeOfGainOffsetAndPolarity() {
    double[] ecg = PeakGoldens.ecg(250, 0);
    double[] large = Arrays.stream(ecg).map(x -> 1000 * x + 5e4).toArray();
    double[] upsideDown = Arrays.stream(ecg).map(x -> -x).toArray();
    int[] beats = new QrsDetector(250).detect(ecg);
    assertThat(new QrsDetector(250).detect(large)).containsExactly(beats);
    assertThat(new QrsDetector(250).detect(upsideDown)).containsExactly(beats);
  }

  @Test
  void findsTheBeatsOfAWindowAlone() {
    double[] ecg = PeakGoldens.ecg(125, 0);
    int[] inside =
        Arrays.stream(PeakGoldens.beats(125, 0)).filter(b -> b > 1255 && b < 2495).toArray();
    int[] found = new QrsDetector(125).detect(Arrays.copyOfRange(ecg, 1250, 2500));
    int[] foundInside =
        Arrays.stream(found).map(b -> b + 1250).filter(b -> b > 1255 && b < 2495).toArray();
    assertThat(foundInside).hasSameSizeAs(inside);
    for (int i = 0; i < inside.length; i++) {
      assertThat(foundInside[i]).isBetween(inside[i] - 1, inside[i] + 1);
    }
  }

  /** Four seconds of beats, then 20 s in which the heart stands still and the electrodes hum. */
  @Test
  void takesNoNoiseForBeatsWhereThereAreNone() {
    double[] ecg = Arrays.copyOf(PeakGoldens.ecg(250, 0), 24 * 250);
    Random random = new Random(4);
    for (int i = 4 * 250; i < ecg.length; i++) {
      ecg[i] = 0.02 * random.nextGaussian() + 0.02 * Math.sin(2 * Math.PI * 50 * i / 250.0);
    }
    assertThat(new QrsDetector(250).detect(ecg))
        .hasSize((int) Arrays.stream(PeakGoldens.beats(250, 0)).filter(b -> b < 4 * 250).count());
  }

  /** A beat of a third of the others' height is found where one is missing. */
  @Test
  void findsALowBeatInALongInterval() {
    double fs = 250;
    double[] ecg = PeakGoldens.ecg(fs, 0);
    int[] beats = PeakGoldens.beats(fs, 0);
    for (int i = beats[10] - 20; i <= beats[10] + 20; i++) {
      ecg[i] *= 0.3;
    }
    assertThat(new QrsDetector(fs).detect(ecg)).hasSameSizeAs(beats);
  }

  @Test
  void findsNothingInAConstantOrTooShortSignal() {
    assertThat(new QrsDetector(125).detect(new double[1250])).isEmpty();
    assertThat(new QrsDetector(125).detect(new double[18])).isEmpty();
    assertThat(new QrsDetector(125).detect(new double[0])).isEmpty();
  }

  /** Any noise: peaks in order, inside the signal, at least 200 ms apart. */
  @Test
  void keepsTheRefractoryTimeInNoise() {
    Random random = new Random(3);
    double[] noise = random.doubles(20_000, -1, 1).toArray();
    int[] found = new QrsDetector(200).detect(noise);
    for (int i = 1; i < found.length; i++) {
      assertThat(found[i] - found[i - 1]).isGreaterThanOrEqualTo(40);
    }
  }

  @Test
  void takesASignalOfAnyLength() {
    for (int length = 0; length < 400; length++) {
      double[] noise = new Random(length).doubles(length).toArray();
      assertThat(new QrsDetector(1000).detect(noise)).isSorted();
      assertThat(new QrsDetector(45).detect(noise)).isSorted();
    }
  }

  @Test
  void refusesARateThatDoesNotHoldItsBand() {
    assertThatThrownBy(() -> new QrsDetector(30))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fs must be at least 45.0 Hz to find QRS complexes, got 30.0");
  }
}
