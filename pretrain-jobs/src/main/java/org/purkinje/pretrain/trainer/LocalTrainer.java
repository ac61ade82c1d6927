package org.purkinje.pretrain.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.dl4j.ModelCopy;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.pretrain.shard.BatchPath;
import org.purkinje.pretrain.shard.BatchReader;
import org.purkinje.pretrain.shard.ShardReader;

/**
 * Trains on this machine without Spark, each worker on a thread of its own. It ends with the same
 * bits as {@link org.purkinje.pretrain.dl4jspark.ParameterAveragingTrainer}, which adds workers up
 * in the same order.
 */
public final class LocalTrainer implements Trainer {

  private final TrainingSpec spec;
  private final BatchReader batches;
  private final ExecutorService threads;
  private ModelState state;

  /**
   * @param start what the first round begins with
   */
  public LocalTrainer(TrainingSpec spec, ModelState start, Settings settings, ShardReader shards) {
    this.spec = spec;
    this.batches = new BatchReader(settings.composition(), shards);
    this.threads =
        Executors.newFixedThreadPool(
            settings.workers(),
            work -> {
              Thread thread = new Thread(work, "training");
              thread.setDaemon(true);
              return thread;
            });
    this.state = start;
  }

  /** What a worker did in one round. */
  private record WorkerRound(ModelState state, List<StepLosses> losses) {}

  @Override
  public List<StepLosses> train(long firstStep, List<List<BatchPath>> round) {
    List<Future<WorkerRound>> working = new ArrayList<>();
    for (List<BatchPath> own : round) {
      working.add(threads.submit(() -> train(firstStep, own, state)));
    }
    List<WorkerRound> done = working.stream().map(LocalTrainer::await).toList();
    state = ModelState.mean(done.stream().map(WorkerRound::state).toList());
    return done.stream().flatMap(worker -> worker.losses().stream()).toList();
  }

  private WorkerRound train(long firstStep, List<BatchPath> own, ModelState start) {
    ModelCopy copy = new ModelCopy(spec, start, firstStep);
    List<StepLosses> losses = new ArrayList<>();
    for (List<BatchPath> step : BatchPath.steps(own, spec.accumulateBatches())) {
      losses.add(copy.train(batches.read(step)));
    }
    return new WorkerRound(copy.state(), losses);
  }

  private static WorkerRound await(Future<WorkerRound> working) {
    try {
      return working.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a worker failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while workers train", e);
    }
  }

  @Override
  public float[] parameters() {
    return state.parameters().clone();
  }

  @Override
  public ModelState state() {
    return ModelState.mean(List.of(state));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
