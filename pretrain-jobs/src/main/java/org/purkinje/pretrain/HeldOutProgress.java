package org.purkinje.pretrain;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How the loss on held-out windows has gone.
 *
 * @param bestRound round after which it was lowest, the first of equal ones
 * @param bestLoss what it was then
 * @param checksSince evaluations after that one
 */
record HeldOutProgress(int bestRound, double bestLoss, int checksSince) {

  /**
   * @param lossByRound of each evaluation; empty before the first
   */
  static Optional<HeldOutProgress> of(SortedMap<Integer, Double> lossByRound) {
    Optional<HeldOutProgress> progress = Optional.empty();
    for (Map.Entry<Integer, Double> check : lossByRound.entrySet()) {
      HeldOutProgress own = new HeldOutProgress(check.getKey(), check.getValue(), 0);
      progress = Optional.of(progress.map(before -> before.then(own)).orElse(own));
    }
    return progress;
  }

  private HeldOutProgress then(HeldOutProgress next) {
    return next.bestLoss < bestLoss
        ? next
        : new HeldOutProgress(bestRound, bestLoss, checksSince + 1);
  }
}
