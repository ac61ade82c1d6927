package org.purkinje.models.loss;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.Tensors;

/**
 * Symmetric InfoNCE between two signals; all windows of the anchor's subject are its positives.
 *
 * <p>{@code −½ mean_i [ log Σ_{j∈Pos(i)} exp(s_ij) / Σ_j exp(s_ij) + the same for s' ]} with {@code
 * s = g_e g_p' / τ}. After van den Oord et al., 2018, Representation learning with contrastive
 * predictive coding.
 *
 * <p>B windows, C width.
 */
public final class InfoNce {
  private InfoNce() {}

  /**
   * @param ecg unit vectors [B, C]
   * @param ppg unit vectors [B, C], same windows
   * @param subjects subject of each window, length B
   * @param temperature τ, a scalar
   * @return a scalar
   */
  public static Tensor loss(Tensor ecg, Tensor ppg, List<Long> subjects, Tensor temperature) {
    Tensor scores = ecg.mm(ppg.t()).div(temperature); // [B, B]
    Tensor others = otherSubjects(subjects);
    Tensor up = logShare(scores, others).add(logShare(scores.t(), others));
    return up.mul(new Scalar(-0.5));
  }

  /**
   * The loss of answering every pair the same score: ln B where each subject has one window, less
   * where a subject has several.
   */
  public static double chance(List<Long> subjects) {
    double sum = 0;
    for (Long anchor : subjects) {
      long positives = subjects.stream().filter(anchor::equals).count();
      sum += Math.log(subjects.size() / (double) positives);
    }
    return sum / subjects.size();
  }

  /** Mean over anchors of the log share of the positives in the anchor's row. */
  private static Tensor logShare(Tensor scores, Tensor others) {
    Tensor positives = scores.masked_fill(others, new Scalar(Double.NEGATIVE_INFINITY));
    return torch.logsumexp(positives, 1).sub(torch.logsumexp(scores, 1)).mean();
  }

  /** bool [B, B], true where the subjects differ. */
  private static Tensor otherSubjects(List<Long> subjects) {
    boolean[][] differ = new boolean[subjects.size()][subjects.size()];
    for (int i = 0; i < differ.length; i++) {
      for (int j = 0; j < differ.length; j++) {
        differ[i][j] = !subjects.get(i).equals(subjects.get(j));
      }
    }
    return Tensors.of(differ);
  }
}
