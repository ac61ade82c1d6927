package org.purkinje.biosignal.statistics;

import java.util.stream.IntStream;

/**
 * How well scores tell items that have a property from those that have not, each item counted as
 * often as a weight says; sorted once, so that many weights, such as those of a bootstrap, cost
 * little.
 */
public final class RankedScores {

  private final int[] order; // of the items, highest score first
  private final boolean[] isPositive; // in that order
  private final boolean[] endsTie; // whether the next score is a lower one

  /**
   * @param scores finite, shape [items]
   * @param isPositive whether each item has the property, shape [items]
   */
  public RankedScores(double[] scores, boolean[] isPositive) {
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isFinite(scores[i])) {
        throw new IllegalArgumentException(
            "score of item %d must be finite, got %s".formatted(i, scores[i]));
      }
    }
    int items = scores.length;
    order =
        IntStream.range(0, items)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.isPositive = new boolean[items];
    endsTie = new boolean[items];
    for (int i = 0; i < items; i++) {
      this.isPositive[i] = isPositive[order[i]];
      endsTie[i] = i == items - 1 || scores[order[i]] != scores[order[i + 1]];
    }
  }

  /**
   * Area under the receiver operating characteristic: how often a positive item has a higher score
   * than a negative one, ties counted half. After Hanley and McNeil, 1982, The meaning and use of
   * the area under a ROC curve.
   *
   * @param weights how often each item counts, shape [items]
   * @return 0 to 1; NaN without positive or without negative items
   */
  public double auroc(int[] weights) {
    double positives = 0;
    double negatives = 0;
    double pairs = 0;
    double tiedPositives = 0;
    double tiedNegatives = 0;
    for (int i = 0; i < order.length; i++) {
      int weight = weights[order[i]];
      tiedPositives += isPositive[i] ? weight : 0;
      tiedNegatives += isPositive[i] ? 0 : weight;
      if (endsTie[i]) {
        pairs += tiedNegatives * (positives + tiedPositives / 2);
        positives += tiedPositives;
        negatives += tiedNegatives;
        tiedPositives = 0;
        tiedNegatives = 0;
      }
    }
    return pairs / (positives * negatives);
  }

  /**
   * Average precision: precision at each score that occurs, weighted by the share of the positive
   * items that it adds, as scikit-learn's {@code average_precision_score}.
   *
   * @param weights how often each item counts, shape [items]
   * @return 0 to 1; NaN without positive items
   */
  public double averagePrecision(int[] weights) {
    double items = 0;
    double positives = 0;
    double sum = 0;
    double tiedPositives = 0;
    for (int i = 0; i < order.length; i++) {
      int weight = weights[order[i]];
      items += weight;
      tiedPositives += isPositive[i] ? weight : 0;
      if (endsTie[i] && tiedPositives > 0) {
        positives += tiedPositives;
        sum += tiedPositives * positives / items;
        tiedPositives = 0;
      }
    }
    return sum / positives;
  }
}
