package org.purkinje.biosignal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankedScoresTest {

  private static final double[] SCORES = {0.9, 0.8, 0.8, 0.7, 0.6, 0.6, 0.6, 0.3, 0.2, 0.1};
  private static final boolean[] TRUTH = {
    true, true, false, true, false, true, false, false, true, false
  };
  private static final int[] ONCE = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

  /** Numbers of scikit-learn 1.9.1, roc_auc_score and average_precision_score. */
  @Test
  void agreesWithScikitLearnOnTies() {
    RankedScores scores = new RankedScores(SCORES, TRUTH);
    assertThat(scores.auroc(ONCE)).isCloseTo(0.7, within(1e-15));
    assertThat(scores.averagePrecision(ONCE)).isCloseTo(0.7087301587301587, within(1e-15));
    int[] weights = {1, 2, 1, 0, 3, 1, 2, 1, 1, 2};
    assertThat(scores.auroc(weights)).isCloseTo(0.7444444444444445, within(1e-15));
    assertThat(scores.averagePrecision(weights)).isCloseTo(0.6633333333333333, within(1e-15));
  }

  @Test
  void countsPairsByDefinition() {
    double pairs = 0;
    for (int i = 0; i < SCORES.length; i++) {
      for (int j = 0; j < SCORES.length; j++) {
        if (TRUTH[i] && !TRUTH[j]) {
          pairs += SCORES[i] > SCORES[j] ? 1 : SCORES[i] == SCORES[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(new RankedScores(SCORES, TRUTH).auroc(ONCE)).isCloseTo(pairs / 25, within(1e-15));
  }

  @Test
  void answersChanceAndPrevalenceWhereAllScoresAreEqual() {
    RankedScores scores = new RankedScores(new double[10], TRUTH);
    assertThat(scores.auroc(ONCE)).isEqualTo(0.5);
    assertThat(scores.averagePrecision(ONCE)).isEqualTo(0.5);
  }

  @Test
  void isUndefinedForOneKindAlone() {
    RankedScores scores = new RankedScores(SCORES, TRUTH);
    int[] positive = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    int[] negative = {0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
    assertThat(scores.auroc(positive)).isNaN();
    assertThat(scores.auroc(negative)).isNaN();
    assertThat(scores.averagePrecision(negative)).isNaN();
  }

  @Test
  void refusesScoresThatAreNoNumbers() {
    assertThatThrownBy(() -> new RankedScores(new double[] {1, Double.NaN}, new boolean[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("score of item 1 must be finite, got NaN");
  }
}
