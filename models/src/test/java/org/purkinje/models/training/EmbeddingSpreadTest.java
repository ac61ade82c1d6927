package org.purkinje.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracles: closed forms, and NumPy for a matrix without one. */
class EmbeddingSpreadTest {

  @Test
  void isLeastWhereAllAreOne() {
    List<float[]> same = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      same.add(new float[] {0.1f, -0.7f, 3.3f});
    }
    EmbeddingSpread spread = EmbeddingSpread.of(same);
    assertThat(spread.featureSd()).isCloseTo(0, within(1e-12));
    assertThat(spread.effectiveRank()).isEqualTo(1);
  }

  /** Along each axis both ways: mean 0, equal singular values, SD √(2 / 2d) in each dimension. */
  @Test
  void isFullRankWhereTheyPointEverywhereAlike() {
    int d = 5;
    List<float[]> axes = new ArrayList<>();
    for (int i = 0; i < 2 * d; i++) {
      float[] axis = new float[d];
      axis[i % d] = i < d ? 2 : -2;
      axes.add(axis);
    }
    EmbeddingSpread spread = EmbeddingSpread.of(axes);
    assertThat(spread.featureSd()).isCloseTo(1 / Math.sqrt(d), within(1e-12));
    assertThat(spread.effectiveRank()).isCloseTo(d, within(1e-9));
  }

  /** Less their mean, n orthonormal rows have n − 1 singular values of 1. */
  @Test
  void losesOneRankToTheMean() {
    List<float[]> axes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      float[] axis = new float[9];
      axis[i] = 1;
      axes.add(axis);
    }
    assertThat(EmbeddingSpread.of(axes).effectiveRank()).isCloseTo(3, within(1e-9));
  }

  @Test
  void agreesWithNumpy() {
    // NumPy 2.4.6: x = np.array([[(7*i*i + 3*j*j*i + 5*j) % 11 - 4 for j in range(6)] for i in
    // range(20)],
    // float)
    // u = x / np.linalg.norm(x, axis=1, keepdims=True); u.std(axis=0).mean()
    // s = np.linalg.svd(x - x.mean(0), compute_uv=False); p = s / s.sum();
    // np.exp(-(p*np.log(p)).sum())
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      float[] row = new float[6];
      for (int j = 0; j < 6; j++) {
        row[j] = (7 * i * i + 3 * j * j * i + 5 * j) % 11 - 4;
      }
      rows.add(row);
    }
    EmbeddingSpread spread = EmbeddingSpread.of(rows);
    assertThat(spread.featureSd()).isCloseTo(0.3493809257742772, within(1e-9));
    assertThat(spread.effectiveRank()).isCloseTo(5.358869772049313, within(1e-9));
  }
}
