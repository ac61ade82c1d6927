package org.purkinje.pretrain.trainer;

import java.util.List;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.training.StepLosses;
import org.purkinje.pretrain.shard.BatchPath;
import org.purkinje.pretrain.shard.Composition;

/**
 * Trains copies of a model at once: in a round each worker trains its own copy on its own batches,
 * then parameters and optimiser state are averaged. What comes of a round follows from the state
 * before it, its first step and its batches.
 */
public interface Trainer extends AutoCloseable {

  /**
   * @param workers copies of the model that are trained at once and averaged, at least 1
   * @param stepsPerRound steps of each worker between two averagings, at least 1
   */
  record Settings(int workers, int stepsPerRound, Composition composition) {}

  /**
   * Trains one round.
   *
   * @param firstStep steps that each worker's model has done before, from 0
   * @param batches shape [workers][steps × batches of a step], a step's one after another
   * @return the losses of every step of every worker, in no order
   */
  List<StepLosses> train(long firstStep, List<List<BatchPath>> batches);

  /** The model's flat parameters, float32 [parameters]; a copy. */
  float[] parameters();

  /** Parameters and moments; a copy. */
  ModelState state();

  @Override
  void close();
}
