package org.purkinje.pretrain.classification;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.purkinje.biosignal.statistics.RankedScores;

/**
 * Scores of the graded records by class, ready for draws of their persons.
 *
 * @param byClass scores of each class that is graded, by its number
 * @param personOfRecord number of each record's person
 */
record GradedScores(Map<Integer, RankedScores> byClass, int[] personOfRecord) {

  /**
   * @param scores shape [records][classes]
   * @param truth shape [records][classes]
   * @param graded numbers of the classes that are graded
   */
  static GradedScores of(
      double[][] scores, boolean[][] truth, List<Integer> graded, int[] personOfRecord) {
    Map<Integer, RankedScores> byClass = new TreeMap<>();
    for (int of : graded) {
      double[] own = new double[scores.length];
      boolean[] has = new boolean[scores.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = scores[i][of];
        has[i] = truth[i][of];
      }
      byClass.put(of, new RankedScores(own, has));
    }
    return new GradedScores(byClass, personOfRecord);
  }

  /**
   * Mean of a measure over the classes for which the draw defines it; NaN if it does for none.
   *
   * @param persons drawn, some several times, some not
   */
  double macro(Measure measure, int[] persons) {
    int[] weights = weights(persons);
    double sum = 0;
    int classes = 0;
    for (RankedScores scores : byClass.values()) {
      double value = measure.of(scores, weights);
      if (!Double.isNaN(value)) {
        sum += value;
        classes++;
      }
    }
    return sum / classes;
  }

  /** A measure of one class. */
  double ofClass(Measure measure, int number, int[] persons) {
    return measure.of(Objects.requireNonNull(byClass.get(number)), weights(persons));
  }

  private int[] weights(int[] persons) {
    int[] times = new int[persons.length];
    for (int person : persons) {
      times[person]++;
    }
    int[] weights = new int[personOfRecord.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = times[personOfRecord[i]];
    }
    return weights;
  }
}
