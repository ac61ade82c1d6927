package org.purkinje.pretrain.classification;

import org.purkinje.biosignal.statistics.RankedScores;

/** How well scores tell the records of a class. */
enum Measure {
  AUROC("auroc") {
    @Override
    double of(RankedScores scores, int[] weights) {
      return scores.auroc(weights);
    }
  },
  AVERAGE_PRECISION("average-precision") {
    @Override
    double of(RankedScores scores, int[] weights) {
      return scores.averagePrecision(weights);
    }
  };

  private final String label;

  Measure(String label) {
    this.label = label;
  }

  /** Its name in tables, e.g. {@code auroc}. */
  String label() {
    return label;
  }

  /**
   * @param weights how often each record counts
   * @return NaN where the drawn records do not define it
   */
  abstract double of(RankedScores scores, int[] weights);
}
