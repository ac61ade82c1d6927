package org.purkinje.pretrain.heldout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.purkinje.models.m2ae.M2aeEncoder;
import org.purkinje.models.random.DrawStream;

/**
 * Finding a window by its other signal: of {@code candidates} windows of held-out persons, that
 * with the largest product of unit vectors. Chance is 1 / candidates.
 *
 * @param candidates windows among which one is right, at least 2
 * @param draws times that all pairs are dealt into groups of candidates
 */
public record Retrieval(int candidates, int draws, long seed) {

  public Retrieval {
    if (candidates < 2) {
      throw new IllegalArgumentException(
          "retrieval-candidates must be at least 2, got " + candidates);
    }
    if (draws < 1) {
      throw new IllegalArgumentException("retrieval-draws must be at least 1, got " + draws);
    }
  }

  /** Which signal is asked by which. */
  enum Direction {
    ECG_TO_PPG("ecg-to-ppg", M2aeEncoder.Projection::ecg, M2aeEncoder.Projection::ppg),
    PPG_TO_ECG("ppg-to-ecg", M2aeEncoder.Projection::ppg, M2aeEncoder.Projection::ecg);

    private final String label;
    private final Function<M2aeEncoder.Projection, float[]> query;
    private final Function<M2aeEncoder.Projection, float[]> answer;

    Direction(
        String label,
        Function<M2aeEncoder.Projection, float[]> query,
        Function<M2aeEncoder.Projection, float[]> answer) {
      this.label = label;
      this.query = query;
      this.answer = answer;
    }

    String label() {
      return label;
    }
  }

  /**
   * How often a person's windows were asked for and found at the first rank.
   *
   * @param asked shape [persons]
   * @param found shape [persons]
   */
  record Hits(long[] asked, long[] found) {

    /** Share found over the persons, some of them perhaps repeated; NaN if none was asked for. */
    double recall(int[] persons) {
      long allAsked = 0;
      long allFound = 0;
      for (int person : persons) {
        allAsked += asked[person];
        allFound += found[person];
      }
      return allFound / (double) allAsked;
    }
  }

  private record Pair(int person, M2aeEncoder.Projection projection) {}

  /** The candidates there are: fewer where there are fewer pairs. */
  int candidates(List<PersonResult> persons) {
    return Math.min(candidates, persons.stream().mapToInt(person -> person.pairs().size()).sum());
  }

  /** Pairs that fill no group in one dealing may do so in another. */
  Hits hits(List<PersonResult> persons, Direction direction) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < persons.size(); i++) {
      for (M2aeEncoder.Projection projection : persons.get(i).pairs()) {
        pairs.add(new Pair(i, projection));
      }
    }
    Hits hits = new Hits(new long[persons.size()], new long[persons.size()]);
    int group = candidates(persons);
    for (int draw = 0; draw < draws; draw++) {
      List<Pair> dealt = shuffled(pairs, draw);
      for (int from = 0; group > 1 && from + group <= dealt.size(); from += group) {
        count(dealt.subList(from, from + group), direction, hits);
      }
    }
    return hits;
  }

  private static void count(List<Pair> group, Direction direction, Hits hits) {
    for (int asked = 0; asked < group.size(); asked++) {
      float[] query = direction.query.apply(group.get(asked).projection());
      int best = 0;
      double bestScore = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < group.size(); i++) {
        double score = product(query, direction.answer.apply(group.get(i).projection()));
        if (score > bestScore) {
          bestScore = score;
          best = i;
        }
      }
      int person = group.get(asked).person();
      hits.asked()[person]++;
      hits.found()[person] += best == asked ? 1 : 0;
    }
  }

  private List<Pair> shuffled(List<Pair> pairs, int draw) {
    DrawStream draws = new DrawStream(DrawStream.windowSeed(seed, draw), "retrieval");
    List<Pair> order = new ArrayList<>(pairs);
    for (int i = order.size() - 1; i > 0; i--) {
      int j = draws.nextInt(i + 1);
      Pair moved = order.get(i);
      order.set(i, order.get(j));
      order.set(j, moved);
    }
    return order;
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
