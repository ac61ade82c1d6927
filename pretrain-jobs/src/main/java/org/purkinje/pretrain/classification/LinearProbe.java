package org.purkinje.pretrain.classification;

import java.util.List;
import java.util.Set;

/**
 * Classes from frozen features: a logistic regression for each class, on features standardised by
 * the mean and SD of the training windows; one that does not vary there counts as 0.
 *
 * @param l2 strength of the penalty, above 0
 */
record LinearProbe(double l2) {

  /**
   * @param training features of the training windows, at least one
   * @param labels classes of each of them
   * @param evaluated features of the windows to score
   * @param classes there are
   * @return log odds, shape [windows to score][classes]
   */
  double[][] scores(
      List<float[]> training, List<Set<Integer>> labels, List<float[]> evaluated, int classes) {
    Standardisation scale = Standardisation.of(training);
    double[][] x = training.stream().map(scale::apply).toArray(double[][]::new);
    double[][] z = evaluated.stream().map(scale::apply).toArray(double[][]::new);
    double[][] scores = new double[z.length][classes];
    for (int of = 0; of < classes; of++) {
      boolean[] y = new boolean[x.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = labels.get(i).contains(of);
      }
      LogisticRegression model = LogisticRegression.fit(x, y, l2);
      for (int i = 0; i < z.length; i++) {
        scores[i][of] = model.score(z[i]);
      }
    }
    return scores;
  }

  /**
   * @param sd 0 where a feature does not vary
   */
  private record Standardisation(double[] mean, double[] sd) {

    static Standardisation of(List<float[]> items) {
      int features = items.get(0).length;
      double[] mean = new double[features];
      double[] sd = new double[features];
      for (int j = 0; j < features; j++) {
        for (float[] item : items) {
          mean[j] += item[j] / items.size();
        }
        for (float[] item : items) {
          sd[j] += (item[j] - mean[j]) * (item[j] - mean[j]) / items.size();
        }
        sd[j] = Math.sqrt(sd[j]);
      }
      return new Standardisation(mean, sd);
    }

    double[] apply(float[] item) {
      double[] z = new double[item.length];
      for (int j = 0; j < z.length; j++) {
        z[j] = sd[j] == 0 ? 0 : (item[j] - mean[j]) / sd[j];
      }
      return z;
    }
  }
}
