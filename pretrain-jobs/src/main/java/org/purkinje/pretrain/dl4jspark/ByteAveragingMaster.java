package org.purkinje.pretrain.dl4jspark;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.jspecify.annotations.Nullable;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.training.StepLosses;
import scala.Tuple2;

/**
 * Parameter averaging that moves parameters and moments as plain bytes: to each executor once, and
 * back in parts that are averaged on the executors, each part's workers in their order. What a
 * worker did counts once, however often Spark tries its task, and the mean is the same bits
 * whichever ends first.
 *
 * <p>A partition of the paths is what one worker trains on. Where driver and workers are one
 * process nothing is serialised.
 */
final class ByteAveragingMaster extends PathsTrainingMaster {

  /** What workers of this process have ended with, by round, worker and attempt. */
  private static final Map<String, ModelState> ENDED = new ConcurrentHashMap<>();

  private final boolean oneProcess;
  private List<StepLosses> losses = List.of();

  /**
   * @param oneProcess whether workers are threads of the driver
   */
  ByteAveragingMaster(boolean oneProcess) {
    this.oneProcess = oneProcess;
  }

  /** Of every step of every worker in the last round, by worker. */
  List<StepLosses> losses() {
    return losses;
  }

  @Override
  public void executeTrainingPaths(
      @Nullable SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> paths,
      @Nullable DataSetLoader dataSets,
      MultiDataSetLoader loader) {
    ComputationGraph model = graph.getNetwork();
    SharedState start =
        SharedState.of(
            JavaSparkContext.fromSparkContext(paths.context()),
            PretrainingGraph.state(model),
            oneProcess);
    try {
      WorkerTask task =
          new WorkerTask(
              start, PretrainingGraph.spec(model), PretrainingGraph.firstStep(model), loader);
      WorkerTask.Round mean =
          oneProcess ? inProcess(task, paths) : inParts(task, paths, model.numParams());
      PretrainingGraph.assign(model, mean.state());
      losses = mean.losses();
    } finally {
      start.forget();
    }
  }

  private static WorkerTask.Round inParts(WorkerTask task, JavaRDD<String> paths, long parameters) {
    List<StatePart> parts =
        paths
            .mapPartitionsWithIndex(
                (worker, own) -> {
                  WorkerTask.Round round = task.train(own);
                  return StatePart.of(worker, round.state(), round.losses());
                },
                false)
            .mapToPair(part -> new Tuple2<>(part.part(), part))
            .groupByKey(paths.context().defaultParallelism())
            .values()
            .map(StatePart::mean)
            .collect();
    return new WorkerTask.Round(
        StatePart.join(parts, Math.toIntExact(parameters)),
        parts.stream().flatMap(part -> part.losses().stream()).toList());
  }

  /** What a worker of this process leaves: its losses, and where its state is. */
  private record Left(String state, List<StepLosses> losses) implements Serializable {}

  private static WorkerTask.Round inProcess(WorkerTask task, JavaRDD<String> paths) {
    String name = UUID.randomUUID() + "/";
    try {
      List<Left> left =
          paths
              .mapPartitionsWithIndex(
                  (worker, own) -> {
                    WorkerTask.Round round = task.train(own);
                    String state = name + worker + "/" + TaskContext.get().taskAttemptId();
                    ENDED.put(state, round.state());
                    return List.of(new Left(state, round.losses())).iterator();
                  },
                  false)
              .collect();
      return new WorkerTask.Round(
          ModelState.mean(left.stream().map(of -> ended(of.state())).toList()),
          left.stream().flatMap(of -> of.losses().stream()).toList());
    } finally {
      ENDED.keySet().removeIf(state -> state.startsWith(name));
    }
  }

  private static ModelState ended(String name) {
    ModelState state = ENDED.get(name);
    if (state == null) {
      throw new IllegalStateException("no worker of this process has left " + name);
    }
    return state;
  }
}
