package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads pressures off the noise-free waveform by its extrema alone. */
class PressureTruthTest {

  @Test
  void reachesTheTrueSystolicAndDiastolicPressureInEachBeat() {
    for (double fs : new double[] {125, 250}) {
      SynthesisPlan plan = new SynthesisPlan(31, 30, 120, fs, 0.3, 0.05, 0, 0, 0, 0);
      for (int subject = 0; subject < 30; subject++) {
        checkExtrema(new RecordingSynthesizer(plan).synthesize(subject));
      }
    }
  }

  /**
   * Walks from the trough before the upstroke (the least sample between R peak and PPG foot) to the
   * peak within 0.3 s after it and on to the least sample before the next PPG foot.
   */
  private static void checkExtrema(SyntheticRecording recording) {
    double fs = recording.fs();
    double[] abp = recording.signal(SyntheticChannel.ABP);
    List<SyntheticBeat> beats = recording.beats();
    for (int i = 1; i + 2 < beats.size(); i++) {
      SyntheticBeat beat = beats.get(i);
      int foot = footSample(beat, fs);
      int nextFoot = footSample(beats.get(i + 1), fs);
      int trough = beat.rSample();
      for (int s = trough; s <= foot; s++) {
        trough = abp[s] < abp[trough] ? s : trough;
      }
      int peak = trough;
      for (int s = trough; s < Math.min(nextFoot, trough + 0.3 * fs); s++) {
        peak = abp[s] > abp[peak] ? s : peak;
      }
      double dbp = abp[peak];
      for (int s = peak; s < nextFoot; s++) {
        dbp = Math.min(dbp, abp[s]);
      }
      assertThat(abp[peak]).as("SBP of %s", beat).isCloseTo(beat.sbpMmhg(), within(0.5));
      assertThat(dbp).as("DBP of %s", beat).isCloseTo(beat.dbpMmhg(), within(0.5));
    }
  }

  private static int footSample(SyntheticBeat beat, double fs) {
    return (int) ((beat.rSeconds() + beat.patSeconds()) * fs);
  }

  @Test
  void risesFastEnoughForAnUndampedLine() {
    SynthesisPlan plan = new SynthesisPlan(32, 40, 60, 125, 0.2, 0.02, 1, 0, 0, 0);
    for (int subject = 0; subject < 40; subject++) {
      SyntheticRecording recording = new RecordingSynthesizer(plan).synthesize(subject);
      double[] abp =
          ZeroPhaseFilter.lowPass(recording.signal(SyntheticChannel.ABP), recording.fs(), 20);
      for (int start = 0; start + 1_250 <= abp.length; start += 1_250) {
        double steepest = 0;
        for (int i = start + 1; i < start + 1_250; i++) {
          steepest = Math.max(steepest, (abp[i] - abp[i - 1]) * recording.fs());
        }
        assertThat(steepest).isBetween(250.0, 3_000.0);
      }
    }
  }

  @Test
  void variesWithinASubjectOverMinutes() {
    SynthesisPlan plan = SynthesisPlan.cleanSinus(33, 40, 1_800, 50);
    int wide = 0;
    for (int subject = 0; subject < 40; subject++) {
      double low = Double.POSITIVE_INFINITY;
      double high = 0;
      for (double sbp : minuteMeans(new RecordingSynthesizer(plan).synthesize(subject).beats())) {
        low = Math.min(low, sbp);
        high = Math.max(high, sbp);
      }
      assertThat(high - low).isBetween(2.0, 45.0);
      wide += high - low > 20 ? 1 : 0;
    }
    assertThat(wide).isBetween(4, 25);
  }

  private static double[] minuteMeans(List<SyntheticBeat> beats) {
    double[] sums = new double[30];
    int[] counts = new int[30];
    for (SyntheticBeat beat : beats) {
      int minute = (int) Math.min(29, beat.rSeconds() / 60);
      sums[minute] += beat.sbpMmhg();
      counts[minute]++;
    }
    for (int minute = 0; minute < 30; minute++) {
      sums[minute] /= counts[minute];
    }
    return sums;
  }
}
