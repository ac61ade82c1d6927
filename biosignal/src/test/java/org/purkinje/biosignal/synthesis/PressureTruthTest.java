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
   * Between two true R peaks lie the end of one pulse and the start of the next; the walk goes from
   * trough to peak to trough, each found as the extremum between its neighbours.
   */
  private static void checkExtrema(SyntheticRecording recording) {
    double fs = recording.fs();
    double[] abp = recording.signal(SyntheticChannel.ABP);
    List<SyntheticBeat> beats = recording.beats();
    for (int i = 1; i + 2 < beats.size(); i++) {
      SyntheticBeat beat = beats.get(i);
      SyntheticBeat next = beats.get(i + 1);
      int from = (int) ((beat.rSeconds() + beat.patSeconds()) * fs);
      int to = (int) ((next.rSeconds() + next.patSeconds()) * fs);
      double sbp = Double.NEGATIVE_INFINITY;
      int peak = from;
      for (int s = Math.max(0, from - (int) (0.1 * fs)); s < to; s++) {
        if (s >= from - 1 && abp[s] > sbp && s < from + 0.25 * fs) {
          sbp = abp[s];
          peak = s;
        }
      }
      double dbp = sbp;
      for (int s = peak; s < to; s++) {
        dbp = Math.min(dbp, abp[s]);
      }
      assertThat(sbp).as("SBP of beat %s", beat).isCloseTo(beat.sbpMmhg(), within(0.5));
      assertThat(dbp).as("DBP of beat %s", beat).isCloseTo(beat.dbpMmhg(), within(0.5));
    }
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
