package org.purkinje.pretrain.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.models.m2ae.M2aeEncoder.Projection;
import org.purkinje.models.random.DrawStream;
import org.purkinje.pretrain.heldout.Retrieval.Direction;
import org.purkinje.pretrain.heldout.Retrieval.Hits;

/** A search that finds itself, or breaks ties in its own favour, would beat chance by itself. */
class RetrievalTest {

  private static final Retrieval AMONG_32 = new Retrieval(32, 4, 7);

  @Test
  void findsEveryWindowWhoseSignalsAgree() {
    List<PersonResult> persons = persons(4, 16, (draws, ecg) -> ecg);
    for (Direction direction : Direction.values()) {
      Hits hits = AMONG_32.hits(persons, direction);
      assertThat(hits.recall(every(persons))).isEqualTo(1);
      assertThat(Arrays.stream(hits.asked()).sum()).isEqualTo(4 * 64);
    }
  }

  @Test
  void findsOneInAsManyAsThereAreWhereSignalsAreUnrelated() {
    List<PersonResult> persons = persons(40, 64, (draws, ecg) -> vector(draws));
    Hits hits = AMONG_32.hits(persons, Direction.ECG_TO_PPG);
    assertThat(hits.recall(every(persons))).isCloseTo(1.0 / 32, within(0.006));
  }

  @Test
  void findsByChanceWhereAllAreTheSame() {
    float[] same = {1, 0, 0};
    List<PersonResult> persons =
        List.of(
            new PersonResult("a", "", Map.of(), pairs(64, same)),
            new PersonResult("b", "", Map.of(), pairs(64, same)));
    assertThat(AMONG_32.hits(persons, Direction.PPG_TO_ECG).recall(new int[] {0, 1}))
        .isEqualTo(1.0 / 32);
  }

  @Test
  void searchesAmongFewerWherePairsAreFew() {
    List<PersonResult> persons = persons(2, 5, (draws, ecg) -> ecg);
    assertThat(AMONG_32.candidates(persons)).isEqualTo(10);
    assertThat(AMONG_32.hits(persons, Direction.ECG_TO_PPG).asked()).containsExactly(20, 20);
  }

  @Test
  void refusesToSearchAmongOne() {
    assertThatThrownBy(() -> new Retrieval(1, 4, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retrieval-candidates must be at least 2, got 1");
  }

  private interface Ppg {
    float[] of(DrawStream draws, float[] ecg);
  }

  private static List<PersonResult> persons(int persons, int windows, Ppg ppg) {
    List<PersonResult> results = new ArrayList<>();
    for (int i = 0; i < persons; i++) {
      DrawStream draws = new DrawStream(i, "projections");
      List<Projection> pairs = new ArrayList<>();
      for (int k = 0; k < windows; k++) {
        float[] ecg = vector(draws);
        pairs.add(new Projection(ecg, ppg.of(draws, ecg)));
      }
      results.add(new PersonResult("p" + i, "", Map.of(), pairs));
    }
    return results;
  }

  /** A random direction, so that of two unequal ones the product is below 1. */
  private static float[] vector(DrawStream draws) {
    double[] x = new double[8];
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = draws.nextGaussian();
      squares += x[i] * x[i];
    }
    float[] unit = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      unit[i] = (float) (x[i] / Math.sqrt(squares));
    }
    return unit;
  }

  private static List<Projection> pairs(int windows, float[] vector) {
    return IntStream.range(0, windows).mapToObj(i -> new Projection(vector, vector)).toList();
  }

  private static int[] every(List<PersonResult> persons) {
    return IntStream.range(0, persons.size()).toArray();
  }
}
