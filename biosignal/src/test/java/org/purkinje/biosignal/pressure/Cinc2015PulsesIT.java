package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.beat.QrsDetector;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.statistics.Descriptives;

/** Oracle: the other signal of the same heart, over windows of intensive care that lack nothing. */
class Cinc2015PulsesIT {

  @Test
  void findsTheSameRateInPpgAndAbp() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to compare pulses of real windows");
    int windows = 0;
    int agree = 0;
    for (Path header : Cinc2015Reader.headersWithPressure(Path.of(corpora, "cinc2015"))) {
      PressureSignals record = Cinc2015Reader.prepare(header);
      for (int start : record.windowStarts().toArray()) {
        if (record.hasGap(SignalKind.PPG, start) || record.hasGap(SignalKind.ABP, start)) {
          continue;
        }
        double[] ppg = record.window(SignalKind.PPG, start);
        double ppgRate =
            rate(
                new PulseDetector(PressureSignals.FS_HZ)
                    .detect(Standardisation.of(ppg).apply(ppg)).stream().mapToInt(Pulse::peak));
        double abpRate =
            rate(
                AbpBeats.find(record.window(SignalKind.ABP, start), PressureSignals.FS_HZ).stream()
                    .mapToInt(AbpBeat::peakSample));
        windows++;
        agree += Math.abs(ppgRate - abpRate) <= 5 ? 1 : 0;
      }
    }
    assertThat(windows).isGreaterThan(1_500);
    assertThat((double) agree / windows).isGreaterThan(0.8);
  }

  /**
   * In the noise of intensive care the gradient's R peaks agree more often, 1,518 times; those of
   * windows did 1,490 times before what is unlike the beats near it was left out.
   */
  @Test
  void findsTheRateOfTheAbpInTheEcgNearlyAsOftenAsTheGradient() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to compare beats of real windows");
    int gradient = 0;
    int own = 0;
    for (Path header : Cinc2015Reader.headersWithPressure(Path.of(corpora, "cinc2015"))) {
      PressureSignals byGradient = Cinc2015Reader.prepare(header);
      PressureSignals byQrs =
          byGradient.withRPeaks(QrsDetector.withoutBaseline(PressureSignals.FS_HZ)::detect);
      for (int start : byQrs.windowStarts().toArray()) {
        if (byQrs.hasGap(SignalKind.ECG, start) || byQrs.hasGap(SignalKind.ABP, start)) {
          continue;
        }
        double abp =
            rate(
                AbpBeats.find(byQrs.window(SignalKind.ABP, start), PressureSignals.FS_HZ).stream()
                    .mapToInt(AbpBeat::peakSample));
        gradient += Math.abs(rate(IntStream.of(byGradient.rPeaks(start))) - abp) <= 5 ? 1 : 0;
        own += Math.abs(rate(IntStream.of(byQrs.rPeaks(start))) - abp) <= 5 ? 1 : 0;
      }
    }
    assertThat(gradient).isEqualTo(1_518);
    assertThat(own).isGreaterThanOrEqualTo(1_500);
  }

  /** Of the median interval between peaks, per minute. */
  private static double rate(IntStream peaks) {
    int[] at = peaks.toArray();
    double[] intervals =
        IntStream.range(1, at.length)
            .mapToDouble(i -> (at[i] - at[i - 1]) / PressureSignals.FS_HZ)
            .toArray();
    return 60 / Descriptives.median(intervals);
  }
}
