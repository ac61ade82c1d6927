package org.purkinje.ingest.overlap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.synthesis.Digitizer;
import org.purkinje.biosignal.synthesis.RecordingSynthesizer;
import org.purkinje.biosignal.synthesis.SynthesisPlan;
import org.purkinje.biosignal.synthesis.SyntheticChannel;
import org.purkinje.biosignal.synthesis.SyntheticRecording;
import org.purkinje.ingest.overlap.WaveformAnchors.Anchor;

/** A copy that has no anchor in common with its source would be certified as another person's. */
class WaveformAnchorsTest {

  private static final double FS = 250;
  private static final int MISSING = -32_768;
  private static final RecordingSynthesizer PEOPLE =
      new RecordingSynthesizer(new SynthesisPlan(5, 6, 240, FS, 0.3, 0.02, 1, 0, 0, 0));

  @Test
  void findsAWholeCopyAtEveryAnchor() {
    double[] source = signal(0, SyntheticChannel.LEAD_II);
    assertThat(anchors(source)).hasSizeGreaterThan(200).isEqualTo(anchors(source.clone()));
  }

  @Test
  void findsHalfOfTheAnchorsOfAnExcerptAtAnotherGainSignAndOffsetAfterRounding() {
    for (SyntheticChannel channel : SyntheticChannel.values()) {
      double[] source = signal(1, channel);
      for (double gain : new double[] {2, 0.5, -1, -0.7}) {
        int from = 60 * (int) FS + 17;
        double[] excerpt =
            Arrays.stream(Arrays.copyOfRange(source, from, from + 60 * (int) FS))
                .map(sample -> Math.rint(gain * sample + 37))
                .toArray();
        assertThat(secondsShared(anchors(source), anchors(excerpt), from))
            .as("%s times %s", channel, gain)
            .isGreaterThanOrEqualTo(20);
      }
    }
  }

  @Test
  void sharesNothingBetweenPersonsOrLeads() {
    List<List<Anchor>> all = new ArrayList<>();
    for (int person = 0; person < 6; person++) {
      for (SyntheticChannel channel : SyntheticChannel.values()) {
        all.add(anchors(signal(person, channel)));
      }
    }
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        assertThat(mostSecondsShared(all.get(i), all.get(j))).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void passesOverTestSignals() {
    assertThat(anchors(periodic(t -> 0))).isEmpty();
    List<List<Anchor>> all = new ArrayList<>();
    for (double hz : new double[] {0.7, 1, 1.037, 1.25, 2.3}) {
      all.add(anchors(periodic(t -> Math.sin(2 * Math.PI * hz * t))));
      all.add(anchors(periodic(t -> hz * t % 1)));
      all.add(anchors(periodic(t -> hz * t % 1 < 0.5 ? 0 : 1)));
      all.add(anchors(periodic(t -> Math.sin(2 * Math.PI * hz * (t + 0.1234)))));
      all.add(anchors(periodic(t -> (hz * t + 0.777) % 1)));
    }
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        assertThat(mostSecondsShared(all.get(i), all.get(j))).isLessThan(3);
      }
    }
  }

  @Test
  void findsTheSameHoweverTheSamplesAreChunkedAndNothingNearMissingOnes() {
    double[] source = signal(2, SyntheticChannel.PPG);
    int gap = 100 * (int) FS;
    source[gap] = Double.NaN;
    List<Anchor> whole = anchors(source);
    WaveformAnchors chunked = new WaveformAnchors(FS);
    List<Anchor> found = new ArrayList<>();
    for (int from = 0; from < source.length; from += 777) {
      chunked.add(Arrays.copyOfRange(source, from, Math.min(source.length, from + 777)));
      found.addAll(chunked.take());
    }
    assertThat(found).isEqualTo(whole);
    assertThat(whole).extracting(Anchor::sample).noneMatch(at -> Math.abs(at - gap) <= FS);
    assertThat(whole).extracting(Anchor::sample).anyMatch(at -> at > gap + 2 * FS);
  }

  @Test
  void tellsEqualShapesAtTwoSamplingFrequenciesApart() {
    double[] source = signal(3, SyntheticChannel.LEAD_II);
    WaveformAnchors other = new WaveformAnchors(FS + 0.01);
    other.add(source);
    assertThat(hashes(other.take())).doesNotContainAnyElementsOf(hashes(anchors(source)));
  }

  private static double[] signal(int person, SyntheticChannel channel) {
    SyntheticRecording recording = PEOPLE.synthesize(person);
    return IntStream.of(
            Digitizer.digitize(
                recording.signal(channel), channel.scale(), -32_767, 32_767, MISSING))
        .mapToDouble(sample -> sample == MISSING ? Double.NaN : sample)
        .toArray();
  }

  private static double[] periodic(DoubleUnaryOperator volts) {
    return IntStream.range(0, 60 * (int) FS)
        .mapToDouble(i -> Math.rint(500 * volts.applyAsDouble(i / FS)))
        .toArray();
  }

  private static List<Anchor> anchors(double[] samples) {
    WaveformAnchors anchors = new WaveformAnchors(FS);
    anchors.add(samples);
    return anchors.take();
  }

  private static List<Long> hashes(List<Anchor> anchors) {
    return anchors.stream().map(Anchor::hash).toList();
  }

  private static int secondsShared(List<Anchor> source, List<Anchor> copy, long offset) {
    Set<Anchor> places = new HashSet<>(source);
    Set<Long> seconds = new HashSet<>();
    for (Anchor anchor : copy) {
      if (places.contains(new Anchor(anchor.hash(), anchor.sample() + offset))) {
        seconds.add((long) (anchor.sample() / FS));
      }
    }
    return seconds.size();
  }

  private static int mostSecondsShared(List<Anchor> one, List<Anchor> other) {
    Set<Long> offsets = new HashSet<>();
    for (Anchor a : one) {
      for (Anchor b : other) {
        if (a.hash() == b.hash()) {
          offsets.add(a.sample() - b.sample());
        }
      }
    }
    return offsets.stream().mapToInt(offset -> secondsShared(one, other, offset)).max().orElse(0);
  }
}
