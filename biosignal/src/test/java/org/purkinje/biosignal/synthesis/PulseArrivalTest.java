package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PulseArrivalTest {

  @Test
  void isTheDelayOfTheFootThatIntersectingTangentsFind() {
    double fs = 125;
    SynthesisPlan plan = SynthesisPlan.cleanSinus(41, 60, 60, fs);
    for (int subject = 0; subject < 60; subject++) {
      SyntheticRecording recording = new RecordingSynthesizer(plan).synthesize(subject);
      double[] ppg = recording.signal(SyntheticChannel.PPG);
      for (SyntheticBeat beat : recording.beats()) {
        if (beat.rSeconds() > 0.3 && beat.rSeconds() < 59) {
          double r = beat.rSeconds();
          double foot = TangentFoot.seconds(ppg, fs, r + 0.1, r + 0.55);
          assertThat(foot - r).isCloseTo(beat.patSeconds(), within(1 / fs));
        }
      }
    }
  }

  @Test
  void passesTheArterialLineBeforeTheFinger() {
    double fs = 250;
    SyntheticRecording recording =
        new RecordingSynthesizer(SynthesisPlan.cleanSinus(42, 1, 60, fs)).synthesize(0);
    for (SyntheticBeat beat : recording.beats()) {
      if (beat.rSeconds() > 0.3 && beat.rSeconds() < 59) {
        double r = beat.rSeconds();
        double line =
            TangentFoot.seconds(recording.signal(SyntheticChannel.ABP), fs, r + 0.05, r + 0.5);
        assertThat(r + beat.patSeconds() - line).isBetween(0.02, 0.12);
      }
    }
  }

  @Test
  void staysWithinItsBoundsInEveryRhythm() {
    SynthesisPlan plan = new SynthesisPlan(43, 200, 120, 50, 0.3, 0.1, 0, 0, 0, 0);
    for (int subject = 0; subject < 200; subject++) {
      for (SyntheticBeat beat : new RecordingSynthesizer(plan).synthesize(subject).beats()) {
        assertThat(beat.patSeconds()).isBetween(0.12, 0.45);
        assertThat(beat.sbpMmhg() - beat.dbpMmhg()).isGreaterThanOrEqualTo(14 - 1e-9);
        assertThat(beat.dbpMmhg()).isGreaterThanOrEqualTo(35);
      }
    }
  }

  @Test
  void fallsStrictlyWithMeanPressure() {
    RecordingSynthesizer synthesizer =
        new RecordingSynthesizer(SynthesisPlan.cleanSinus(44, 200, 1, 50));
    for (int subject = 0; subject < 200; subject++) {
      SubjectProfile profile = synthesizer.profile(subject);
      double set = profile.pressure().mapMmhg();
      double last = Double.POSITIVE_INFINITY;
      for (double map = set - 25; map <= set + 25; map += 1) {
        double pat = profile.arrival().patSeconds(map);
        assertThat(pat).isLessThan(last);
        last = pat;
      }
    }
  }

  @Test
  void followsThatRelationUpToTheJitterWithinEachSubject() {
    SynthesisPlan plan = SynthesisPlan.cleanSinus(45, 20, 900, 50);
    double[] correlations = new double[20];
    for (int subject = 0; subject < 20; subject++) {
      SyntheticRecording recording = new RecordingSynthesizer(plan).synthesize(subject);
      PulseArrival arrival = recording.subject().arrival();
      for (SyntheticBeat beat : recording.beats()) {
        double map = beat.dbpMmhg() + (beat.sbpMmhg() - beat.dbpMmhg()) / 3;
        double jitter = 3 * arrival.pepJitterSeconds() + 1e-9;
        assertThat(beat.patSeconds()).isCloseTo(arrival.patSeconds(map), within(jitter));
      }
      correlations[subject] = rankCorrelation(recording.beats());
    }
    Arrays.sort(correlations);
    assertThat(correlations[19]).isLessThan(-0.4);
    assertThat(correlations[10]).isLessThan(-0.85);
  }

  private static double rankCorrelation(List<SyntheticBeat> beats) {
    int[] bySbp = ranks(beats, Comparator.comparingDouble(i -> beats.get(i).sbpMmhg()));
    int[] byPat = ranks(beats, Comparator.comparingDouble(i -> beats.get(i).patSeconds()));
    double n = beats.size();
    double sum = 0;
    for (int i = 0; i < beats.size(); i++) {
      double difference = bySbp[i] - byPat[i];
      sum += difference * difference;
    }
    return 1 - 6 * sum / (n * (n * n - 1));
  }

  private static int[] ranks(List<SyntheticBeat> beats, Comparator<Integer> order) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < beats.size(); i++) {
      indices.add(i);
    }
    indices.sort(order);
    int[] ranks = new int[beats.size()];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[indices.get(rank)] = rank;
    }
    return ranks;
  }
}
