package org.purkinje.pretrain.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinearProbeTest {

  private static final boolean[] Y = {
    true, false, true, true, false, false, true, true, false, false, true, false
  };

  /** Numbers of scikit-learn 1.9.1, LogisticRegression(C, tol=1e-12, solver="newton-cg"). */
  @Test
  void agreesWithScikitLearn() {
    LogisticRegression strict = LogisticRegression.fit(x(), Y, 1);
    assertThat(strict.weights())
        .containsExactly(
            new double[] {0.262947535908772, 1.0368405891880137, -0.3551340904913677},
            within(1e-7));
    assertThat(strict.intercept()).isCloseTo(-0.21144890597617605, within(1e-7));
    LogisticRegression loose = LogisticRegression.fit(x(), Y, 0.1);
    assertThat(loose.weights())
        .containsExactly(
            new double[] {0.5885117656358972, 1.8978804229331367, -0.5117160443786534},
            within(1e-7));
    assertThat(loose.intercept()).isCloseTo(-0.3568492602594846, within(1e-7));
  }

  /** A class that no training window has, or every one, is as likely for one window as another. */
  @Test
  void scoresAClassWithoutAContrastAlike() {
    double[][] scores =
        new LinearProbe(1)
            .scores(
                List.of(new float[] {1, 2}, new float[] {3, 5}),
                List.of(Set.of(0), Set.of(0, 1)),
                List.of(new float[] {0, 0}, new float[] {9, 9}),
                3);
    assertThat(scores[0][0]).isZero();
    assertThat(scores[1][0]).isZero();
    assertThat(scores[1][2]).isZero();
    assertThat(scores[1][1]).isGreaterThan(scores[0][1]);
  }

  /** Units of features change nothing, as they are standardised; nor do those that never vary. */
  @Test
  void doesNotDependOnTheUnitsOfFeatures() {
    List<float[]> items = new ArrayList<>();
    List<float[]> scaled = new ArrayList<>();
    List<Set<Integer>> labels = new ArrayList<>();
    for (int i = 0; i < Y.length; i++) {
      double[] own = x()[i];
      items.add(new float[] {(float) own[0], (float) own[1], 0});
      scaled.add(new float[] {(float) (1000 * own[0]), (float) own[1] - 7, 4});
      labels.add(Y[i] ? Set.of(0) : Set.of(1));
    }
    double[][] of = new LinearProbe(1).scores(items, labels, items, 2);
    double[][] ofScaled = new LinearProbe(1).scores(scaled, labels, scaled, 2);
    for (int i = 0; i < Y.length; i++) {
      assertThat(ofScaled[i]).containsExactly(of[i], within(1e-4));
      assertThat(of[i][1]).isCloseTo(-of[i][0], within(1e-6));
    }
  }

  private static double[][] x() {
    double[][] x = new double[Y.length][];
    for (int i = 0; i < x.length; i++) {
      x[i] = new double[] {Math.sin(i), Math.cos(2.0 * i), (i * i % 7 - 3) / 2.0};
    }
    return x;
  }
}
