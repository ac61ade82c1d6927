package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.filter.Butterworth;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.pressure.AbpBeat;
import org.purkinje.biosignal.pressure.AbpBeats;

/** Oracle: the times and pressures that clean pulses were made from. */
class PulseTruthTest {

  private static final int SUBJECTS = 40;
  private static final double WINDOW_SECONDS = 10;

  @ParameterizedTest
  @ValueSource(doubles = {100, 125, 250, 500})
  void findsEachBeatOfAnAbpOnceAndItsPressures(double fs) {
    RecordingSynthesizer synthesizer =
        new RecordingSynthesizer(SynthesisPlan.cleanSinus(52, SUBJECTS, 60, fs));
    for (int subject = 0; subject < SUBJECTS; subject++) {
      SyntheticRecording recording = synthesizer.synthesize(subject);
      List<SyntheticBeat> truth = recording.beats();
      for (int start = 0; start + length(fs) <= recording.samples(); start += length(fs)) {
        double[] window = window(recording, SyntheticChannel.ABP, start);
        List<AbpBeat> found = AbpBeats.find(window, fs);
        for (int i = 1; i < found.size(); i++) {
          AbpBeat beat = found.get(i);
          int at = beatBefore(truth, (start + beat.peakSample()) / fs);
          SyntheticBeat own = truth.get(at);
          assertThat(beat.systolicMmhg())
              .as("SBP of %s", own)
              .isCloseTo(own.sbpMmhg(), within(0.5));
          assertThat(beat.minimumMmhg())
              .as("DBP before %s", own)
              .isCloseTo(truth.get(at - 1).dbpMmhg(), within(0.5));
          assertThat(beatBefore(truth, (start + found.get(i - 1).peakSample()) / fs))
              .isEqualTo(at - 1);
          assertThat(window[beat.peakSample()])
              .isGreaterThanOrEqualTo(
                  Arrays.stream(
                          window,
                          beat.peakSample() - 2,
                          Math.min(window.length, beat.peakSample() + 3))
                      .max()
                      .orElseThrow());
        }
      }
    }
  }

  /**
   * Feet from 0.3 s after a window's start to 0.8 s before its end: of those nearer the pulse may
   * be cut in two. As made, and as windows hold them: filtered, 0.5 to 8 Hz, the foot comes up to 4
   * ms later.
   */
  @ParameterizedTest
  @CsvSource({
    "50, false",
    "64, false",
    "100, false",
    "125, false",
    "250, false",
    "500, false",
    "64, true",
    "100, true",
    "125, true",
    "250, true"
  })
  void findsTheFootOfEachPulseWithinASample(double fs, boolean filtered) {
    RecordingSynthesizer synthesizer =
        new RecordingSynthesizer(SynthesisPlan.cleanSinus(52, SUBJECTS, 60, fs));
    int found = 0;
    for (int subject = 0; subject < SUBJECTS; subject++) {
      SyntheticRecording recording = synthesizer.synthesize(subject);
      double[] ppg = recording.signal(SyntheticChannel.PPG);
      double[] passed =
          filtered
              ? Butterworth.bandpass(3, 0.5, 8, fs).filtfiltMirrored(ppg, (int) (4 * fs))
              : ppg;
      for (int start = 0; start + length(fs) <= ppg.length; start += length(fs)) {
        double[] window = Arrays.copyOfRange(passed, start, start + length(fs));
        double[] z = Standardisation.of(window).apply(window);
        double first = start + 0.3 * fs;
        double last = start + length(fs) - 0.8 * fs;
        int from = start;
        double[] feet =
            new PulseDetector(fs)
                .detect(z).stream()
                    .mapToDouble(pulse -> from + pulse.footSamples())
                    .filter(foot -> foot > first - 1 && foot < last + 1)
                    .toArray();
        double[] truth =
            recording.beats().stream()
                .mapToDouble(beat -> (beat.rSeconds() + beat.patSeconds()) * fs)
                .filter(foot -> foot > first && foot < last)
                .toArray();
        for (double foot : truth) {
          assertThat(Arrays.stream(feet).filter(other -> Math.abs(other - foot) <= 1).count())
              .as("pulse of %s at %s s", recording.name(), foot / fs)
              .isEqualTo(1);
        }
        assertThat(feet.length - truth.length)
            .as("pulses of %s that there are not, and up to one at each edge", recording.name())
            .isBetween(0, 2);
        found += truth.length;
      }
    }
    assertThat(found).isGreaterThan(2_600);
  }

  /**
   * Oracle: a pulse of {@link PulseTrain} rises for a known time from its foot and falls from its
   * peak, so that the peak lies at {@code foot + (1 - 5/48) rise}. Pulses 0.6 to 1.2 s apart, 90 to
   * 160 over 60 to 90 mmHg, rising for 0.08 to 0.2 s.
   */
  @ParameterizedTest
  @ValueSource(doubles = {64, 100, 125, 250, 500})
  void findsTheSystolicPeakWithinASample(double fs) {
    Random random = new Random(9);
    int pulses = 0;
    for (int record = 0; record < 40; record++) {
      double rise = 0.09 + 0.09 * random.nextDouble();
      PulseMorphology shape = new PulseMorphology(rise, rise + 0.16, 0.45, rise + 0.24, 0.5);
      double[] abp = new double[(int) (30 * fs)];
      PulseTrain train = new PulseTrain(shape, fs, abp);
      List<Double> truth = new ArrayList<>();
      double diastolic = 60 + 25 * random.nextDouble();
      double systolic = diastolic + 30 + 40 * random.nextDouble();
      double foot = -0.5;
      while (foot < 31) {
        double rr = 0.6 + 0.6 * random.nextDouble();
        double width = 0.9 + 0.2 * random.nextDouble();
        train.append(
            foot,
            diastolic + 5 * random.nextDouble(),
            systolic + 5 * random.nextDouble(),
            width,
            rr);
        truth.add((foot + (1 - 5.0 / 48) * rise * width) * fs);
        foot += rr;
      }
      for (AbpBeat beat : AbpBeats.find(abp, fs)) {
        assertThat(truth)
            .as("peak at sample %d of record %d", beat.peakSample(), record)
            .anyMatch(peak -> Math.abs(peak - beat.peakSample()) <= 1);
        pulses++;
      }
    }
    assertThat(pulses).as("of some 1,330, less the first of each record").isGreaterThan(1_250);
  }

  private static int length(double fs) {
    return (int) (WINDOW_SECONDS * fs);
  }

  private static double[] window(
      SyntheticRecording recording, SyntheticChannel channel, int start) {
    return Arrays.copyOfRange(recording.signal(channel), start, start + length(recording.fs()));
  }

  private static int beatBefore(List<SyntheticBeat> beats, double seconds) {
    int at = 0;
    while (at + 1 < beats.size() && beats.get(at + 1).rSeconds() < seconds) {
      at++;
    }
    return at;
  }
}
