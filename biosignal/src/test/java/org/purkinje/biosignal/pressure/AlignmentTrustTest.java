package org.purkinje.biosignal.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.synthesis.RecordingSynthesizer;
import org.purkinje.biosignal.synthesis.SynthesisPlan;
import org.purkinje.biosignal.synthesis.SyntheticChannel;
import org.purkinje.biosignal.synthesis.SyntheticRecording;
import org.purkinje.biosignal.window.RawSignal;

/**
 * Oracle: synthetic recordings whose pulses follow the pressure, and whose PPG is then delayed, or
 * sampled by a clock that is fast by a known share.
 */
class AlignmentTrustTest {

  private static final double FS = 125;
  private static final int SECONDS = 1_200;
  private static final int SUBJECTS = 4;
  private static final RecordingSynthesizer SYNTHESIZER =
      new RecordingSynthesizer(new SynthesisPlan(23, SUBJECTS, SECONDS, FS, 0, 0.01, 1, 20, 10, 0));

  @Test
  void trustsPulsesThatFollowThePressure() {
    for (int subject = 0; subject < SUBJECTS; subject++) {
      assertThat(trust(subject, 0, 0)).as("subject %d", subject).isEqualTo(AlignmentTrust.TRUSTED);
    }
  }

  /**
   * In 20 minutes 500 ppm are 0.6 s, so that pulses soon arrive too late or too early, and 200 ppm
   * 0.24 s; 50 ppm, 0.06 s, are within what pressure does.
   */
  @Test
  void findsAClockThatIsFastOrSlow() {
    for (int subject = 0; subject < SUBJECTS; subject++) {
      assertThat(trust(subject, 0, 500e-6))
          .as("fast, subject %d", subject)
          .isEqualTo(AlignmentTrust.BAD);
      assertThat(trust(subject, 0, -500e-6))
          .as("slow, subject %d", subject)
          .isEqualTo(AlignmentTrust.BAD);
      assertThat(trust(subject, 0, 200e-6))
          .as("a little fast, subject %d", subject)
          .isEqualTo(AlignmentTrust.BAD);
      assertThat(trust(subject, 0, 50e-6)).isEqualTo(AlignmentTrust.TRUSTED);
    }
  }

  @Test
  void findsPulsesThatDoNotArriveInTime() {
    for (int subject = 0; subject < SUBJECTS; subject++) {
      assertThat(trust(subject, 0.4, 0)).as("subject %d", subject).isEqualTo(AlignmentTrust.BAD);
    }
  }

  @Test
  void knowsNothingOfAFewWindowsOrOfNone() {
    List<PressureJudgement> windows = judged(0, 0, 0);
    assertThat(AlignmentTrust.measured(List.of())).isEqualTo(AlignmentTrust.UNKNOWN);
    List<PressureJudgement> ofOneHeart =
        windows.stream().filter(window -> window.pairRefusal().isEmpty()).toList();
    assertThat(AlignmentTrust.measured(ofOneHeart.subList(0, 10)))
        .isEqualTo(AlignmentTrust.UNKNOWN);
    assertThat(AlignmentTrust.measured(ofOneHeart.subList(0, 11)))
        .isEqualTo(AlignmentTrust.TRUSTED);
  }

  @Test
  void takesAKnownClock() {
    assertThat(AlignmentTrust.ofClock(true)).isEqualTo(AlignmentTrust.TRUSTED);
    assertThat(AlignmentTrust.ofClock(false)).isEqualTo(AlignmentTrust.UNKNOWN);
  }

  private static AlignmentTrust trust(int subject, double delaySeconds, double fast) {
    return AlignmentTrust.measured(judged(subject, delaySeconds, fast));
  }

  /**
   * @param delaySeconds how much later the PPG is stored
   * @param fast how much too fast its clock is: more of its samples pass in a second
   */
  private static List<PressureJudgement> judged(int subject, double delaySeconds, double fast) {
    SyntheticRecording recording = SYNTHESIZER.synthesize(subject);
    double[] ppg = recording.signal(SyntheticChannel.PPG);
    double[] stored =
        IntStream.range(0, ppg.length)
            .mapToDouble(i -> at(ppg, i / (1 + fast) - delaySeconds * FS))
            .toArray();
    PressureSignals signals =
        PressureSignals.prepare(
            new RawSignal(recording.signal(SyntheticChannel.LEAD_II), FS),
            new RawSignal(stored, FS),
            RawSignal.absent());
    PressureProtocol protocol = new PressureProtocol(PressureRules.published());
    return signals.windowStarts().mapToObj(start -> protocol.judge(signals, start)).toList();
  }

  /** Linear between samples. */
  private static double at(double[] x, double position) {
    int before = (int) Math.floor(position);
    if (before < 0 || before + 1 >= x.length) {
      return x[Math.max(0, Math.min(x.length - 1, before))];
    }
    return x[before] + (position - before) * (x[before + 1] - x[before]);
  }
}
