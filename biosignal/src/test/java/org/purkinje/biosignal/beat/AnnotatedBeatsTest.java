package org.purkinje.biosignal.beat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.BeatClass;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.recording.RecordAnnotation;

/**
 * A beat that is counted twice, in flutter or with an interval that is none would go unseen into
 * what a classifier learns from.
 */
class AnnotatedBeatsTest {

  private static final double FS = 100;

  @Test
  void takesBeatsAloneWithTheirClass() {
    AnnotatedBeats beats =
        of("10 +", "100 N", "190 ~", "200 A", "290 |", "300 V", "400 F", "500 Q");
    assertThat(beats.beats())
        .extracting(AnnotatedBeats.Beat::beatClass)
        .containsExactly(BeatClass.N, BeatClass.S, BeatClass.V, BeatClass.F, BeatClass.Q);
    assertThat(beats.beats())
        .extracting(AnnotatedBeats.Beat::seconds)
        .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(beats.leftOut()).isEmpty();
    assertThat(beats.isPaced()).isFalse();
  }

  @Test
  void leavesIntervalsAtTheEndsOfARecordAbsent() {
    List<AnnotatedBeats.Beat> beats = of("100 N", "180 N", "280 V").beats();
    assertThat(previous(beats)).containsExactly(Double.NaN, 0.8, 1.0);
    assertThat(next(beats)).containsExactly(0.8, 1.0, Double.NaN);
    assertThat(beats.get(0).rr().localMean()).isNaN();
    assertThat(beats.get(0).rr().previousToNext()).isNaN();
    assertThat(beats.get(1).rr().oneBefore()).isNaN();
    assertThat(beats.get(2).rr().oneBefore()).isEqualTo(0.8);
    assertThat(beats.get(2).rr().nextToMedian()).isNaN();
    assertThat(of("100 N").beats().get(0).rr())
        .isEqualTo(new RrContext(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
  }

  /** Intervals of 0.01 s, 0.02 s … 0.12 s: the mean of the last ten, and the median of all 12. */
  @Test
  void comparesAnIntervalWithThoseAroundIt() {
    List<String> codes = new ArrayList<>();
    int sample = 0;
    for (int i = 0; i <= 12; i++) {
      sample += i;
      codes.add(sample + " N");
    }
    RrContext rr = of(codes.toArray(String[]::new)).beats().get(11).rr();
    assertThat(rr.oneBefore()).isCloseTo(0.10, within(1e-12));
    assertThat(rr.previous()).isCloseTo(0.11, within(1e-12));
    assertThat(rr.next()).isCloseTo(0.12, within(1e-12));
    assertThat(rr.localMean()).isCloseTo(0.065, within(1e-12));
    assertThat(rr.median()).isCloseTo(0.065, within(1e-12));
    assertThat(rr.previousToLocalMean()).isCloseTo(11 / 6.5, within(1e-12));
    assertThat(rr.nextToLocalMean()).isCloseTo(12 / 6.5, within(1e-12));
    assertThat(rr.previousToMedian()).isCloseTo(11 / 6.5, within(1e-12));
    assertThat(rr.nextToMedian()).isCloseTo(12 / 6.5, within(1e-12));
    assertThat(rr.previousToNext()).isCloseTo(11 / 12.0, within(1e-12));
    assertThat(rr.previousToOneBefore()).isCloseTo(1.1, within(1e-12));
  }

  /** At the marks themselves too, as the peer in Python has it. */
  @Test
  void leavesOutBeatsOfVentricularFlutter() {
    AnnotatedBeats beats =
        of(
            "100 N", "200 N", "250 [", "250 V", "260 !", "280 V", "300 !", "320 V", "320 ]",
            "400 N", "500 N");
    assertThat(samples(beats)).containsExactly(100L, 200L, 400L, 500L);
    assertThat(beats.leftOut())
        .extracting(
            of ->
                of.annotation().annotation().sample()
                    + " "
                    + of.reason().label()
                    + ": "
                    + of.detail())
        .containsExactly(
            "250 flutter: ventricular flutter from 2.500 s to 3.200 s",
            "280 flutter: ventricular flutter from 2.500 s to 3.200 s",
            "320 flutter: ventricular flutter from 2.500 s to 3.200 s");
    assertThat(previous(beats.beats()))
        .as("no interval across flutter")
        .containsExactly(Double.NaN, 1.0, Double.NaN, 1.0);
    assertThat(next(beats.beats())).containsExactly(1.0, Double.NaN, 1.0, Double.NaN);
    assertThat(beats.beats().get(2).rr().localMean()).isEqualTo(1);
  }

  @Test
  void takesFlutterWithoutAnEndToLastToTheRecordsEnd() {
    AnnotatedBeats beats = of("50 ]", "100 N", "200 [", "300 N", "400 N");
    assertThat(samples(beats)).containsExactly(100L);
    assertThat(beats.leftOut()).hasSize(2);
    assertThat(beats.leftOut().get(0).detail())
        .isEqualTo("ventricular flutter from 2.000 s to the record's end");
  }

  @Test
  void hasNoIntervalWithAFlutterWaveWithin() {
    assertThat(previous(of("100 N", "150 !", "200 N", "300 N").beats()))
        .containsExactly(Double.NaN, Double.NaN, 1.0);
  }

  @Test
  void takesOneBeatAtAnInstant() {
    AnnotatedBeats beats = of("100 N", "200 N", "200 V", "300 N");
    assertThat(samples(beats)).containsExactly(100L, 200L, 300L);
    assertThat(previous(beats.beats())).containsExactly(Double.NaN, 1.0, 1.0);
    assertThat(beats.leftOut())
        .extracting(of -> of.reason().label() + ": " + of.detail())
        .containsExactly("duplicate: V at the instant of N");
  }

  @Test
  void leavesOutABeatWhoseTimeIsNoNumber() {
    AnnotatedBeats beats =
        AnnotatedBeats.of(List.of(annotation(Double.NaN, 1, "N"), annotation(1, 100, "N")));
    assertThat(samples(beats)).containsExactly(100L);
    assertThat(beats.leftOut())
        .extracting(of -> of.reason().label() + ": " + of.detail())
        .containsExactly("time: time NaN s");
  }

  @Test
  void tellsPacedRecordsByTheirBeats() {
    assertThat(of("100 N", "200 /").isPaced()).isTrue();
    assertThat(of("100 N", "200 f").isPaced()).isTrue();
    assertThat(of("100 N", "150 ^", "200 Q").isPaced()).isFalse();
  }

  @Test
  void doesNotDependOnTheOrderOfTheList() {
    List<RecordAnnotation> list =
        new ArrayList<>(
            list("100 N", "200 V", "200 N", "250 [", "250 N", "300 ]", "400 N", "400 /", "500 N"));
    AnnotatedBeats expected = AnnotatedBeats.of(list);
    Random random = new Random(5);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(list, random);
      assertThat(AnnotatedBeats.of(list)).isEqualTo(expected);
    }
  }

  private static AnnotatedBeats of(String... codes) {
    return AnnotatedBeats.of(list(codes));
  }

  /**
   * @param codes sample and symbol of each
   */
  private static List<RecordAnnotation> list(String... codes) {
    return Arrays.stream(codes)
        .map(code -> code.split(" "))
        .map(of -> annotation(Long.parseLong(of[0]) / FS, Long.parseLong(of[0]), of[1]))
        .toList();
  }

  private static RecordAnnotation annotation(double seconds, long sample, String symbol) {
    return new RecordAnnotation(
        "atr", seconds, OptionalDouble.empty(), Annotation.of(sample, StandardCodes.of(symbol)));
  }

  private static Stream<Long> samples(AnnotatedBeats beats) {
    return beats.beats().stream().map(beat -> beat.annotation().annotation().sample());
  }

  private static List<Double> previous(List<AnnotatedBeats.Beat> beats) {
    return beats.stream().map(beat -> rounded(beat.rr().previous())).toList();
  }

  private static List<Double> next(List<AnnotatedBeats.Beat> beats) {
    return beats.stream().map(beat -> rounded(beat.rr().next())).toList();
  }

  private static double rounded(double seconds) {
    return Double.isNaN(seconds) ? seconds : Math.round(seconds * 1e9) / 1e9;
  }
}
