package org.purkinje.models.training;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.Tensors;

/**
 * How far apart embeddings are: both fall where a model gives all windows much the same one.
 *
 * @param featureSd SD over the embeddings, each scaled to length 1, of each of their d numbers,
 *     mean over these: 1/√d where they point everywhere alike, 0 where all are one (Chen and He,
 *     2021, Exploring simple Siamese representation learning)
 * @param effectiveRank exponential of the entropy of the singular values, as shares of their sum,
 *     of the embeddings less their mean: 1 to their rank, 1 where all are one (Roy and Vetterli,
 *     2007, The effective rank)
 */
public record EmbeddingSpread(double featureSd, double effectiveRank) {

  /** Singular values relative to the embeddings' size that rounding of float32 leaves of 0. */
  private static final double ROUNDING = 1e-7;

  /**
   * @param embeddings at least one, shape [windows][dimensions]
   */
  public static EmbeddingSpread of(List<float[]> embeddings) {
    int rows = embeddings.size();
    int columns = embeddings.get(0).length;
    double[] raw = new double[rows * columns];
    double[] directions = new double[raw.length];
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      float[] own = embeddings.get(i);
      double length = 0;
      for (float value : own) {
        length += (double) value * value;
      }
      squares += length;
      for (int j = 0; j < columns; j++) {
        raw[i * columns + j] = own[j];
        directions[i * columns + j] = length == 0 ? 0 : own[j] / Math.sqrt(length);
      }
    }
    center(raw, columns);
    center(directions, columns);
    return new EmbeddingSpread(
        meanSd(directions, columns),
        effectiveRank(singularValues(raw, rows, columns), ROUNDING * Math.sqrt(squares)));
  }

  private static void center(double[] matrix, int columns) {
    int rows = matrix.length / columns;
    for (int j = 0; j < columns; j++) {
      double mean = 0;
      for (int i = 0; i < rows; i++) {
        mean += matrix[i * columns + j] / rows;
      }
      for (int i = 0; i < rows; i++) {
        matrix[i * columns + j] -= mean;
      }
    }
  }

  private static double meanSd(double[] centered, int columns) {
    int rows = centered.length / columns;
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      double squares = 0;
      for (int i = 0; i < rows; i++) {
        squares += centered[i * columns + j] * centered[i * columns + j];
      }
      sum += Math.sqrt(squares / rows);
    }
    return sum / columns;
  }

  private static double[] singularValues(double[] matrix, int rows, int columns) {
    torch.set_num_threads(1);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor values = torch.linalg_svdvals(Tensors.of(matrix, rows, columns)).contiguous();
      double[] singular = new double[Math.min(rows, columns)];
      new DoublePointer(values.data_ptr_double()).get(singular);
      return singular;
    }
  }

  private static double effectiveRank(double[] singularValues, double rounding) {
    double sum = 0;
    for (double value : singularValues) {
      sum += value > rounding ? value : 0;
    }
    double entropy = 0;
    for (double value : singularValues) {
      if (value > rounding) {
        entropy -= value / sum * Math.log(value / sum);
      }
    }
    return Math.exp(entropy);
  }
}
