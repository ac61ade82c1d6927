package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A subject that depends on its neighbours would make a corpus depend on its partitions. */
class RecordingSynthesizerTest {

  private static final SynthesisPlan FAULTY =
      new SynthesisPlan(11, 40, 30, 250, 0.3, 0.05, 1, 300, 300, 0.3);

  @Test
  void makesTheSameSubjectAloneAndAfterOthers() {
    SyntheticRecording alone = new RecordingSynthesizer(FAULTY).synthesize(7);
    RecordingSynthesizer shared = new RecordingSynthesizer(FAULTY);
    shared.synthesize(12);
    shared.synthesize(3);
    assertSame(shared.synthesize(7), alone);
  }

  @Test
  void makesTheSameSubjectInALargerCorpus() {
    SynthesisPlan larger = new SynthesisPlan(11, 4_000, 30, 250, 0.3, 0.05, 1, 300, 300, 0.3);
    assertSame(
        new RecordingSynthesizer(larger).synthesize(7),
        new RecordingSynthesizer(FAULTY).synthesize(7));
  }

  @Test
  void makesAnotherSubjectForAnotherIndexOrSeed() {
    double[] samples = clean(5, 30, 0).signal(SyntheticChannel.LEAD_II);
    assertThat(Arrays.equals(clean(5, 30, 1).signal(SyntheticChannel.LEAD_II), samples)).isFalse();
    assertThat(Arrays.equals(clean(6, 30, 0).signal(SyntheticChannel.LEAD_II), samples)).isFalse();
  }

  @Test
  void beginsALongerRecordingWithTheShorterOne() {
    SynthesisPlan shorter = new SynthesisPlan(3, 4, 40, 250, 0.5, 0.1, 1, 0, 0, 0);
    SynthesisPlan longer = new SynthesisPlan(3, 4, 90, 250, 0.5, 0.1, 1, 0, 0, 0);
    for (int subject = 0; subject < 4; subject++) {
      SyntheticRecording start = new RecordingSynthesizer(shorter).synthesize(subject);
      SyntheticRecording whole = new RecordingSynthesizer(longer).synthesize(subject);
      for (SyntheticChannel channel : SyntheticChannel.values()) {
        int differs =
            Arrays.mismatch(
                Arrays.copyOf(whole.signal(channel), shorter.samples()), start.signal(channel));
        assertThat(differs).isEqualTo(-1);
      }
      assertThat(whole.beats()).startsWith(start.beats().toArray(new SyntheticBeat[0]));
    }
  }

  @Test
  void keepsBeatsAndPressuresWhateverTheNoiseAndFaults() {
    SynthesisPlan quiet = new SynthesisPlan(11, 40, 30, 250, 0.3, 0.05, 0, 0, 0, 0);
    for (int subject = 0; subject < 10; subject++) {
      assertThat(new RecordingSynthesizer(quiet).synthesize(subject).beats())
          .isEqualTo(new RecordingSynthesizer(FAULTY).synthesize(subject).beats());
    }
  }

  @Test
  void makesSamplesMissingExactlyWhereGapsAndDroppedLeadsSay() {
    int missingSamples = 0;
    int droppedLeads = 0;
    for (int subject = 0; subject < 40; subject++) {
      SyntheticRecording recording = new RecordingSynthesizer(FAULTY).synthesize(subject);
      for (SyntheticChannel channel : SyntheticChannel.values()) {
        boolean[] missing = new boolean[recording.samples()];
        for (Fault fault : recording.faults()) {
          if (fault.channel() == channel && fault.kind().missing()) {
            Arrays.fill(missing, fault.startSample(), fault.endSample(), true);
          }
          droppedLeads += fault.channel() == channel && fault.kind() == FaultKind.LEAD_OFF ? 1 : 0;
        }
        double[] samples = recording.signal(channel);
        for (int i = 0; i < samples.length; i++) {
          assertThat(Double.isNaN(samples[i])).isEqualTo(missing[i]);
          missingSamples += missing[i] ? 1 : 0;
        }
      }
    }
    assertThat(missingSamples).isGreaterThan(10_000);
    assertThat(droppedLeads).isBetween(11, 13);
  }

  @Test
  void changesSamplesOnlyInsideTheEpisodesWhenThereIsNoOtherNoise() {
    SynthesisPlan moving = new SynthesisPlan(2, 5, 200, 125, 0, 0, 0, 0, 200, 0);
    SyntheticRecording moved = new RecordingSynthesizer(moving).synthesize(4);
    SyntheticRecording still =
        new RecordingSynthesizer(SynthesisPlan.cleanSinus(2, 5, 200, 125)).synthesize(4);
    assertThat(moved.faults())
        .extracting(Fault::kind)
        .contains(FaultKind.MOTION, FaultKind.MUSCLE_NOISE);
    for (SyntheticChannel channel : SyntheticChannel.values()) {
      List<Fault> faults =
          moved.faults().stream().filter(fault -> fault.channel() == channel).toList();
      for (int i = 0; i < moved.samples(); i++) {
        int sample = i;
        boolean inside =
            faults.stream()
                .anyMatch(fault -> fault.startSample() <= sample && sample < fault.endSample());
        boolean changed = moved.signal(channel)[i] != still.signal(channel)[i];
        assertThat(changed).isEqualTo(inside);
      }
    }
  }

  @Test
  void keepsTheBeatsAtAnotherSamplingFrequency() {
    SynthesisPlan fine = SynthesisPlan.cleanSinus(5, 1, 20, 500);
    List<SyntheticBeat> atFine = new RecordingSynthesizer(fine).synthesize(0).beats();
    List<SyntheticBeat> atCoarse = clean(5, 20, 0).beats();
    assertThat(atFine).extracting(SyntheticBeat::rSeconds).isEqualTo(rTimes(atCoarse));
    assertThat(clean(5, 20, 0).samples()).isEqualTo(5_000);
    assertThat(new RecordingSynthesizer(fine).synthesize(0).samples()).isEqualTo(10_000);
  }

  @Test
  void peaksInLeadIiWithinOneSampleOfEachSinusR() {
    for (int subject = 0; subject < 20; subject++) {
      SyntheticRecording recording = clean(5, 30, subject);
      double[] lead = recording.signal(SyntheticChannel.LEAD_II);
      for (SyntheticBeat beat : recording.beats()) {
        int peak = Math.max(0, beat.rSample() - 25);
        for (int i = peak; i < Math.min(lead.length, beat.rSample() + 25); i++) {
          peak = lead[i] > lead[peak] ? i : peak;
        }
        assertThat(peak).isBetween(beat.rSample() - 1, beat.rSample() + 1);
      }
    }
  }

  @Test
  void refusesASubjectOutsideThePlan() {
    assertThatThrownBy(() -> new RecordingSynthesizer(FAULTY).synthesize(40))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("subject must be 0 to 39, got 40");
  }

  private static SyntheticRecording clean(long seed, double seconds, int subject) {
    return new RecordingSynthesizer(SynthesisPlan.cleanSinus(seed, 100, seconds, 250))
        .synthesize(subject);
  }

  private static List<Double> rTimes(List<SyntheticBeat> beats) {
    return beats.stream().map(SyntheticBeat::rSeconds).toList();
  }

  private static void assertSame(SyntheticRecording actual, SyntheticRecording expected) {
    assertThat(actual.subject()).isEqualTo(expected.subject());
    assertThat(actual.beats()).isEqualTo(expected.beats());
    assertThat(actual.rhythms()).isEqualTo(expected.rhythms());
    assertThat(actual.faults()).isEqualTo(expected.faults());
    for (SyntheticChannel channel : SyntheticChannel.values()) {
      assertThat(Arrays.equals(actual.signal(channel), expected.signal(channel))).isTrue();
    }
  }
}
