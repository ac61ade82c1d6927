package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The RR spectrum is estimated here by a plain Fourier sum over the beats, apart from the model.
 */
class BeatSequenceTest {

  private static final double STEP_HZ = 0.00025;

  @Test
  void keepsMeanAndSpreadOfTheSetHeartRateOverAnHour() {
    RecordingSynthesizer synthesizer =
        new RecordingSynthesizer(SynthesisPlan.cleanSinus(21, 8, 3_600, 50));
    for (int subject = 0; subject < 8; subject++) {
      HeartRate set = synthesizer.profile(subject).heartRate();
      double[] rr = intervals(synthesizer.synthesize(subject).beats());
      assertThat(mean(rr)).isCloseTo(set.meanRrSeconds(), within(0.01 * set.meanRrSeconds()));
      assertThat(sd(rr)).isCloseTo(set.sdRrSeconds(), within(0.15 * set.sdRrSeconds()));
    }
  }

  @Test
  void peaksInTheRrSpectrumAtTheSetFrequencies() {
    RecordingSynthesizer synthesizer =
        new RecordingSynthesizer(SynthesisPlan.cleanSinus(22, 8, 1_800, 50));
    for (int subject = 0; subject < 8; subject++) {
      HeartRate set = synthesizer.profile(subject).heartRate();
      double[] spectrum = spectrum(synthesizer.synthesize(subject).beats());
      double respiration = set.respirationHz();
      assertThat(centroid(spectrum, 0.06, 0.14)).isCloseTo(set.lowFrequencyHz(), within(0.006));
      assertThat(centroid(spectrum, respiration - 0.04, respiration + 0.04))
          .isCloseTo(respiration, within(0.006));
      double low = power(spectrum, 0.05, 0.15);
      double high = power(spectrum, respiration - 0.05, respiration + 0.05);
      assertThat(low / high).isBetween(set.lowToHighRatio() / 1.5, set.lowToHighRatio() * 1.5);
      assertThat(power(spectrum, 0.01, 0.4)).isLessThan(1.15 * (low + high));
    }
  }

  @Test
  void isIrregularInFibrillationAndNotInSinusRhythm() {
    SynthesisPlan sinus = SynthesisPlan.cleanSinus(23, 10, 600, 50);
    SynthesisPlan fibrillating = new SynthesisPlan(23, 10, 600, 50, 1, 0, 0, 0, 0, 0);
    for (int subject = 0; subject < 10; subject++) {
      SyntheticRecording recording = new RecordingSynthesizer(fibrillating).synthesize(subject);
      List<SyntheticBeat> regular = new RecordingSynthesizer(sinus).synthesize(subject).beats();
      double sinusIrregularity = irregularity(intervals(regular));
      assertThat(sinusIrregularity).isLessThan(0.15);
      assertThat(irregularity(in(recording, RhythmSpan.FIBRILLATION)))
          .isGreaterThan(Math.max(0.2, 1.5 * sinusIrregularity));
      double[] rest = in(recording, RhythmSpan.SINUS);
      assertThat(rest.length < 20 || irregularity(rest) < 0.15).isTrue();
    }
  }

  @Test
  void coversTheRecordingWithAlternatingRhythms() {
    SynthesisPlan plan = new SynthesisPlan(24, 20, 900, 50, 0.5, 0, 0, 0, 0, 0);
    for (int subject = 0; subject < 20; subject++) {
      SyntheticRecording recording = new RecordingSynthesizer(plan).synthesize(subject);
      int next = 0;
      String code = "";
      for (RhythmSpan span : recording.rhythms()) {
        assertThat(span.startSample()).isEqualTo(next);
        assertThat(span.code()).isIn("(N", "(AFIB").isNotEqualTo(code);
        next = span.endSample();
        code = span.code();
      }
      assertThat(next).isEqualTo(recording.samples());
      assertThat(recording.rhythms().stream().anyMatch(span -> span.code().equals("(AFIB")))
          .isEqualTo(recording.subject().fibrillates());
    }
  }

  @Test
  void givesFibrillationToTheStatedShareOfSubjects() {
    for (double ratio : new double[] {0, 0.05, 0.25, 0.5, 1}) {
      for (int subjects : new int[] {12, 100, 10_000}) {
        SynthesisPlan plan = new SynthesisPlan(25, subjects, 1, 50, ratio, 0, 0, 0, 0, 0);
        RecordingSynthesizer synthesizer = new RecordingSynthesizer(plan);
        long found =
            IntStream.range(0, subjects)
                .filter(subject -> synthesizer.profile(subject).fibrillates())
                .count();
        assertThat((double) found).isCloseTo(ratio * subjects, within(3.0));
      }
    }
  }

  @Test
  void bringsEctopicBeatsEarlyAndPausesAfterVentricularOnes() {
    SynthesisPlan plan = new SynthesisPlan(26, 20, 600, 50, 0, 0.05, 0, 0, 0, 0);
    int ventricular = 0;
    int atrial = 0;
    int all = 0;
    for (int subject = 0; subject < 20; subject++) {
      SyntheticRecording recording = new RecordingSynthesizer(plan).synthesize(subject);
      double mean = recording.subject().heartRate().meanRrSeconds();
      List<SyntheticBeat> beats = recording.beats();
      all += beats.size();
      for (int i = 1; i + 1 < beats.size(); i++) {
        double before = beats.get(i).rSeconds() - beats.get(i - 1).rSeconds();
        double after = beats.get(i + 1).rSeconds() - beats.get(i).rSeconds();
        if (beats.get(i).symbol() != 'N') {
          assertThat(before).isLessThan(0.95 * mean);
        }
        if (beats.get(i).symbol() == 'V') {
          assertThat(before + after).isCloseTo(2 * mean, within(0.6 * mean));
          assertThat(after).isGreaterThan(1.15 * before);
          assertThat(beats.get(i).sbpMmhg()).isLessThan(beats.get(i - 1).sbpMmhg());
          ventricular++;
        }
        atrial += beats.get(i).symbol() == 'A' ? 1 : 0;
      }
    }
    assertThat(ventricular).isGreaterThan(50);
    assertThat(atrial).isGreaterThan(50);
    assertThat((double) (ventricular + atrial) / all).isBetween(0.02, 0.07);
  }

  private static double[] in(SyntheticRecording recording, String code) {
    List<SyntheticBeat> beats = recording.beats();
    return IntStream.range(1, beats.size())
        .filter(
            i ->
                recording.rhythms().stream()
                    .anyMatch(
                        span ->
                            span.code().equals(code)
                                && span.startSample() <= beats.get(i - 1).rSample()
                                && beats.get(i).rSample() < span.endSample()))
        .mapToDouble(i -> beats.get(i).rSeconds() - beats.get(i - 1).rSeconds())
        .toArray();
  }

  private static double[] intervals(List<SyntheticBeat> beats) {
    return IntStream.range(1, beats.size())
        .mapToDouble(i -> beats.get(i).rSeconds() - beats.get(i - 1).rSeconds())
        .toArray();
  }

  /** Root mean square of successive differences over the mean. */
  private static double irregularity(double[] rr) {
    double sum = 0;
    for (int i = 1; i < rr.length; i++) {
      sum += (rr[i] - rr[i - 1]) * (rr[i] - rr[i - 1]);
    }
    return Math.sqrt(sum / (rr.length - 1)) / mean(rr);
  }

  private static double power(double[] spectrum, double lowHz, double highHz) {
    double sum = 0;
    for (int i = (int) (lowHz / STEP_HZ); i < highHz / STEP_HZ; i++) {
      sum += spectrum[i];
    }
    return sum;
  }

  private static double centroid(double[] spectrum, double lowHz, double highHz) {
    double weighted = 0;
    for (int i = (int) (lowHz / STEP_HZ); i < highHz / STEP_HZ; i++) {
      weighted += i * STEP_HZ * spectrum[i];
    }
    return weighted / power(spectrum, lowHz, highHz);
  }

  /** Power of the RR intervals at multiples of {@link #STEP_HZ} up to 0.4 Hz. */
  private static double[] spectrum(List<SyntheticBeat> beats) {
    double[] rr = intervals(beats);
    double mean = mean(rr);
    double[] spectrum = new double[(int) Math.round(0.4 / STEP_HZ) + 1];
    for (int k = 0; k < spectrum.length; k++) {
      double cos = 0;
      double sin = 0;
      for (int i = 0; i < rr.length; i++) {
        double angle = 2 * Math.PI * k * STEP_HZ * beats.get(i).rSeconds();
        cos += (rr[i] - mean) * Math.cos(angle);
        sin += (rr[i] - mean) * Math.sin(angle);
      }
      spectrum[k] = cos * cos + sin * sin;
    }
    return spectrum;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double sd(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / (values.length - 1));
  }
}
