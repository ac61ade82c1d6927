package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
