package org.purkinje.pretrain.dl4jspark;

import java.io.Serializable;

/**
 * Weight of the contrastive terms: rises linearly from 0 and stays.
 *
 * @param peak weight after the warm-up
 * @param warmupSteps steps until it is reached
 */
public record ContrastiveWeight(double peak, long warmupSteps) implements Serializable {

  float at(long step) {
    return (float) (warmupSteps == 0 ? peak : peak * Math.min(1.0, (double) step / warmupSteps));
  }
}
