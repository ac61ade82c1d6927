package org.purkinje.pretrain.classification;

import java.io.Serializable;
import java.util.Map;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.WindowEncoder;

/**
 * A network that was pretrained, and the same before any training.
 *
 * @param pretraining its name
 * @param objective registered type of what it was trained for
 * @param settings of its objective
 * @param parameters trained, shape [parameters]
 */
public record Network(
    String pretraining, String objective, Map<String, String> settings, float[] parameters)
    implements Serializable {

  /**
   * @param seed of new parameters
   */
  float[] parameters(Start start, long seed) {
    return switch (start) {
      case PRETRAINED -> parameters;
      case SCRATCH -> make().layout().startingValues(seed);
    };
  }

  /**
   * What it makes of windows.
   *
   * @throws IllegalArgumentException if its objective is no way to vectors
   */
  WindowEncoder encoder(Start start, long seed) {
    return make()
        .encoder(parameters(start, seed))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "pretraining %s: objective %s gives no vectors of windows"
                        .formatted(pretraining, objective)));
  }

  private TorchObjective make() {
    return ObjectiveFactory.create(objective, settings);
  }
}
