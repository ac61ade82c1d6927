package org.purkinje.eval.pressure;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Trains LightGBM regression trees on squared errors, one thread, the same trees each time; native
 * memory is freed before it returns.
 */
final class GradientBoosting {

  private final BoostingSettings settings;
  private final int seed;

  /**
   * @param seed of the draws of examples and inputs, 0 or above
   */
  GradientBoosting(BoostingSettings settings, int seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /**
   * Stops when the validation error has not fallen for so many rounds, and keeps the trees up to
   * its smallest value.
   */
  BoostedTrees train(Examples training, Examples validation) {
    LightGbmNatives.load();
    String parameters = parameters();
    try (LGBMDataset trainingRows = rows(training, parameters, null);
        LGBMDataset validationRows = rows(validation, parameters, trainingRows);
        LGBMBooster booster = LGBMBooster.create(trainingRows, parameters)) {
      booster.addValidData(validationRows);
      int best = boost(booster);
      return new BoostedTrees(
          booster.saveModelToString(0, best, LGBMBooster.FeatureImportanceType.SPLIT), best);
    } catch (LGBMException e) {
      throw new IllegalStateException(
          "LightGBM could not train on %,d examples of %,d inputs: %s"
              .formatted(training.rows(), training.columns(), e.getMessage()),
          e);
    }
  }

  private int boost(LGBMBooster booster) throws LGBMException {
    double smallest = Double.POSITIVE_INFINITY;
    int best = 1;
    for (int trees = 1; trees <= settings.trees(); trees++) {
      booster.updateOneIter();
      double error = booster.getEval(/* first validation set */ 1)[0];
      if (error < smallest) {
        smallest = error;
        best = trees;
      } else if (trees - best >= settings.earlyStoppingRounds()) {
        break;
      }
    }
    return best;
  }

  private String parameters() {
    return String.format(
        Locale.ROOT,
        "objective=regression metric=l2 learning_rate=%s num_leaves=%d min_data_in_leaf=%d"
            + " bagging_fraction=%s bagging_freq=1 feature_fraction=%s seed=%d num_threads=1"
            + " deterministic=true force_row_wise=true verbosity=-1",
        settings.learningRate(),
        settings.leaves(),
        settings.minDataInLeaf(),
        settings.baggingFraction(),
        settings.featureFraction(),
        seed);
  }

  private static LGBMDataset rows(
      Examples examples, String parameters, @Nullable LGBMDataset binsOf) throws LGBMException {
    LGBMDataset rows =
        LGBMDataset.createFromMat(
            examples.inputs(),
            examples.rows(),
            examples.columns(),
            /* isRowMajor= */ true,
            parameters,
            binsOf);
    float[] targets = new float[examples.rows()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) examples.targetsMmhg()[i];
    }
    rows.setField("label", targets);
    return rows;
  }
}
