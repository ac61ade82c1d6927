package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.beat.BeatTemplate;
import org.purkinje.biosignal.beat.Pulse;
import org.purkinje.biosignal.beat.PulseDetector;
import org.purkinje.biosignal.beat.QrsDetector;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.statistics.Descriptives;

/**
 * Quality of a PPG. Oracle: the rate that ABP and ECG agree on, in windows of intensive care; what
 * was seen is published in docs/windows.md.
 */
class Cinc2015QualityIT {

  private static final int MIN_PULSES = 5;
  private static final double MAX_RATE_DIFFERENCE_BPM = 5;

  private record Judged(boolean isWrong, double quality, double skewness) {}

  @Test
  void tellsAPpgWhoseRateIsWrongByItsPulsesNotByItsSkewness() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to judge pulses of real windows");
    List<Judged> windows = new ArrayList<>();
    for (Path header : Cinc2015Reader.headersWithPressure(Path.of(corpora, "cinc2015"))) {
      windows.addAll(
          judged(
              Cinc2015Reader.prepare(header)
                  .withRPeaks(QrsDetector.withoutBaseline(PressureSignals.FS_HZ)::detect)));
    }
    List<Judged> wrong = windows.stream().filter(Judged::isWrong).toList();
    List<Judged> right = windows.stream().filter(of -> !of.isWrong()).toList();
    assertThat(wrong).hasSize(119);
    assertThat(right).hasSize(1_273);
    assertThat(100 * below(wrong, 0.7)).as("sensitivity").isCloseTo(23.5, within(0.1));
    assertThat(100 - 100 * below(right, 0.7)).as("specificity").isCloseTo(98.7, within(0.1));
    assertThat(100 * below(wrong, 0.8)).as("sensitivity").isCloseTo(44.5, within(0.1));
    assertThat(100 - 100 * below(right, 0.8)).as("specificity").isCloseTo(96.8, within(0.1));
    assertThat(100 * below(wrong, 0.9)).as("sensitivity").isCloseTo(77.3, within(0.1));
    assertThat(100 - 100 * below(right, 0.9)).as("specificity").isCloseTo(89.4, within(0.1));
    assertThat(areaUnderCurve(wrong, right, Judged::quality)).isCloseTo(0.92, within(0.005));
    assertThat(areaUnderCurve(wrong, right, Judged::skewness)).isCloseTo(0.59, within(0.005));
  }

  private static double below(List<Judged> windows, double quality) {
    return windows.stream().filter(of -> of.quality() < quality).count() / (double) windows.size();
  }

  /** The share of pairs of a wrong and a right window of which the wrong one has less. */
  private static double areaUnderCurve(
      List<Judged> wrong, List<Judged> right, ToDoubleFunction<Judged> value) {
    long less =
        wrong.stream()
            .mapToLong(
                of ->
                    right.stream()
                        .filter(other -> value.applyAsDouble(of) < value.applyAsDouble(other))
                        .count())
            .sum();
    return less / ((double) wrong.size() * right.size());
  }

  private static List<Judged> judged(PressureSignals record) {
    PressureProtocol protocol = new PressureProtocol(PressureRules.published());
    List<Judged> judged = new ArrayList<>();
    for (int start : record.windowStarts().toArray()) {
      if (record.refusal(start, SignalKind.ECG, SignalKind.PPG).isPresent()
          || protocol.judge(record, start).abpRefusal().isPresent()) {
        continue;
      }
      double[] z = standardised(record.window(SignalKind.PPG, start));
      List<Pulse> pulses = new PulseDetector(PressureSignals.FS_HZ).detect(z);
      double abp =
          rate(
              AbpBeats.find(record.window(SignalKind.ABP, start), PressureSignals.FS_HZ).stream()
                  .mapToInt(AbpBeat::peakSample));
      boolean isAgreed =
          Math.abs(rate(IntStream.of(record.rPeaks(start))) - abp) <= MAX_RATE_DIFFERENCE_BPM;
      if (pulses.size() >= MIN_PULSES && isAgreed) {
        judged.add(
            new Judged(
                Math.abs(rate(pulses.stream().mapToInt(Pulse::peak)) - abp)
                    > MAX_RATE_DIFFERENCE_BPM,
                BeatTemplate.likeness(
                    z, pulses.stream().mapToInt(Pulse::steepest).toArray(), PressureSignals.FS_HZ),
                Descriptives.skewness(z)));
      }
    }
    return judged;
  }

  private static double[] standardised(double[] window) {
    return Standardisation.of(window).apply(window);
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
