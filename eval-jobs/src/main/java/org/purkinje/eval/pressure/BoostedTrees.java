package org.purkinje.eval.pressure;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;

/**
 * A trained LightGBM model.
 *
 * @param text LightGBM's own text form
 * @param trees how many of the trees are used, up to the smallest validation error
 */
record BoostedTrees(String text, int trees) {

  /** One estimate per row, shape [rows]. */
  double[] predict(Examples examples) {
    if (examples.rows() == 0) {
      return new double[0];
    }
    LightGbmNatives.load();
    try (LGBMBooster booster = LGBMBooster.loadModelFromString(text)) {
      return booster.predictForMat(
          examples.inputs(),
          examples.rows(),
          examples.columns(),
          /* isRowMajor= */ true,
          PredictionType.C_API_PREDICT_NORMAL,
          "num_threads=1");
    } catch (LGBMException e) {
      throw new IllegalStateException(
          "LightGBM could not predict %,d examples of %,d inputs: %s"
              .formatted(examples.rows(), examples.columns(), e.getMessage()),
          e);
    }
  }
}
