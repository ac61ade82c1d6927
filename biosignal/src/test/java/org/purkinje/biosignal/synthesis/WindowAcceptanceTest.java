package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Judges 10 s windows at 125 Hz by the rules for pressure windows: SBP 60 to 240, DBP 30 to 140,
 * pulse pressure 15 to 150 mmHg, no flat ABP, steepest rise of 250 mmHg/s, heart rates of ECG and
 * PPG within 10 %, PPG template correlation of 0.8. The truth is not used.
 */
class WindowAcceptanceTest {

  private static final double FS = 125;
  private static final int WINDOW = 1_250;

  @Test
  void acceptsMostWindowsWithUsualNoiseAndRhythms() {
    SynthesisPlan plan = new SynthesisPlan(61, 60, 60, FS, 0.1, 0.01, 1, 0, 0, 0);
    int windows = 0;
    int accepted = 0;
    for (int subject = 0; subject < plan.subjects(); subject++) {
      SyntheticRecording recording = new RecordingSynthesizer(plan).synthesize(subject);
      double[] ecg = ZeroPhaseFilter.band(recording.signal(SyntheticChannel.LEAD_II), FS, 0.5, 40);
      double[] ppg = ZeroPhaseFilter.band(recording.signal(SyntheticChannel.PPG), FS, 0.5, 8);
      double[] abp = ZeroPhaseFilter.lowPass(recording.signal(SyntheticChannel.ABP), FS, 20);
      for (int start = 0; start + WINDOW <= ecg.length; start += WINDOW) {
        windows++;
        boolean good =
            acceptsPressure(Arrays.copyOfRange(abp, start, start + WINDOW))
                && acceptsPulse(
                    Arrays.copyOfRange(ecg, start, start + WINDOW),
                    Arrays.copyOfRange(ppg, start, start + WINDOW));
        accepted += good ? 1 : 0;
      }
    }
    assertThat((double) accepted / windows).isGreaterThan(0.9);
  }

  private static boolean acceptsPressure(double[] abp) {
    List<Integer> rises = steepest(abp);
    double sbp = 0;
    double dbp = 0;
    double steepest = 0;
    int beats = 0;
    for (int i = 1; i < rises.size(); i++) {
      double[] pulse = Arrays.copyOfRange(abp, rises.get(i - 1), rises.get(i));
      sbp += Arrays.stream(pulse).max().orElseThrow();
      dbp += Arrays.stream(pulse).min().orElseThrow();
      beats++;
    }
    int flat = 0;
    int longestFlat = 0;
    for (int i = 1; i < abp.length; i++) {
      steepest = Math.max(steepest, (abp[i] - abp[i - 1]) * FS);
      flat = Math.abs(abp[i] - abp[i - 1]) < 1e-3 ? flat + 1 : 0;
      longestFlat = Math.max(longestFlat, flat);
    }
    sbp /= beats;
    dbp /= beats;
    return beats >= 5
        && sbp >= 60
        && sbp <= 240
        && dbp >= 30
        && dbp <= 140
        && sbp - dbp >= 15
        && sbp - dbp <= 150
        && steepest >= 250
        && longestFlat <= 0.5 * FS;
  }

  private static boolean acceptsPulse(double[] ecg, double[] ppg) {
    List<Integer> complexes = steepest(ecg);
    List<Integer> pulses = steepest(ppg);
    double ratio = rate(complexes) / rate(pulses);
    return Math.abs(ratio - 1) <= 0.1 && templateCorrelation(ppg, pulses) >= 0.8;
  }

  /** Samples of the steepest rises: above half the median of the second-by-second maxima. */
  private static List<Integer> steepest(double[] samples) {
    double[] rise = new double[samples.length];
    for (int i = 1; i + 1 < samples.length; i++) {
      rise[i] = samples[i + 1] - samples[i - 1];
    }
    double[] maxima = new double[samples.length / (int) FS];
    for (int i = 0; i < rise.length; i++) {
      int second = Math.min(maxima.length - 1, (int) (i / FS));
      maxima[second] = Math.max(maxima[second], rise[i]);
    }
    Arrays.sort(maxima);
    double threshold = 0.5 * maxima[maxima.length / 2];
    List<Integer> found = new ArrayList<>();
    int reach = (int) (0.2 * FS);
    for (int i = 0; i < rise.length; i++) {
      int from = Math.max(0, i - reach);
      int to = Math.min(rise.length, i + reach + 1);
      double highest = Arrays.stream(rise, from, to).max().orElseThrow();
      if (rise[i] > threshold && rise[i] == highest) {
        found.add(i);
      }
    }
    return found;
  }

  private static double rate(List<Integer> events) {
    return (events.size() - 1) * FS * 60 / (events.get(events.size() - 1) - events.get(0));
  }

  private static double templateCorrelation(double[] ppg, List<Integer> pulses) {
    int before = (int) (0.2 * FS);
    int length = (int) (0.6 * FS);
    List<double[]> cut = new ArrayList<>();
    for (int pulse : pulses) {
      if (pulse >= before && pulse - before + length <= ppg.length) {
        cut.add(Arrays.copyOfRange(ppg, pulse - before, pulse - before + length));
      }
    }
    double[] template = new double[length];
    for (double[] pulse : cut) {
      for (int i = 0; i < length; i++) {
        template[i] += pulse[i] / cut.size();
      }
    }
    return cut.stream().mapToDouble(pulse -> correlation(pulse, template)).average().orElse(0);
  }

  private static double correlation(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
