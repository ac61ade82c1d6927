package org.purkinje.pretrain.dl4jspark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.purkinje.models.dl4j.ObjectiveLayer;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.dl4j.StepLosses;
import org.purkinje.pretrain.shard.BatchPath;

/**
 * Trains by parameter averaging: in a round each worker trains its own copy of the model on its own
 * batches, then parameters and optimiser state are averaged.
 */
public final class ParameterAveragingTrainer {

  private final JavaSparkContext spark;
  private final ComputationGraph graph;
  private final SparkComputationGraph distributed;
  private final int workers;
  private final int batchSize;
  private final long seed;
  private final ContrastiveWeight contrastiveWeight;

  private ParameterAveragingTrainer(
      JavaSparkContext spark,
      ComputationGraph graph,
      int workers,
      int steps,
      int batchSize,
      long seed,
      ContrastiveWeight contrastiveWeight) {
    this.spark = spark;
    this.graph = graph;
    this.workers = workers;
    this.batchSize = batchSize;
    this.seed = seed;
    this.contrastiveWeight = contrastiveWeight;
    // Each path is one whole batch, loaded on the thread that trains on it.
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(workers, batchSize)
            .batchSizePerWorker(batchSize)
            .averagingFrequency(steps)
            .workerPrefetchNumBatches(0)
            .saveUpdater(true)
            .repartionData(Repartition.Never)
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .rngSeed(seed)
            .build();
    this.distributed = new SparkComputationGraph(spark, graph, master);
  }

  /** A trainer of a new model. */
  public static ParameterAveragingTrainer start(
      JavaSparkContext spark,
      ObjectiveLayer layer,
      int workers,
      int steps,
      int batchSize,
      long seed,
      ContrastiveWeight contrastiveWeight) {
    ComputationGraph graph = new ComputationGraph(PretrainingGraph.of(layer));
    graph.init();
    return new ParameterAveragingTrainer(
        spark, graph, workers, steps, batchSize, seed, contrastiveWeight);
  }

  /** A trainer that goes on from a file of {@link #save}. */
  public static ParameterAveragingTrainer resume(
      JavaSparkContext spark,
      Path checkpoint,
      int workers,
      int steps,
      int batchSize,
      long seed,
      ContrastiveWeight contrastiveWeight) {
    try {
      ComputationGraph graph = ModelSerializer.restoreComputationGraph(checkpoint.toFile(), true);
      return new ParameterAveragingTrainer(
          spark, graph, workers, steps, batchSize, seed, contrastiveWeight);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Trains one round.
   *
   * @param batches shape [workers][steps]
   * @return the losses of every step of every worker
   */
  public List<StepLosses> train(List<List<BatchPath>> batches) {
    CollectionAccumulator<StepLosses> losses = spark.sc().collectionAccumulator("losses");
    JavaRDD<String> paths =
        spark
            .parallelize(batches, workers)
            .flatMap(own -> own.stream().map(BatchPath::toString).iterator());
    distributed.fitPaths(paths, new BatchLoader(batchSize, seed, contrastiveWeight, losses));
    return List.copyOf(losses.value());
  }

  /** Writes configuration, parameters and optimiser state. */
  public void save(File file) throws IOException {
    ModelSerializer.writeModel(graph, file, true);
  }

  /** The model's flat parameters, float32 [parameters]. */
  public float[] parameters() {
    return flat(graph);
  }

  /** The parameters in a file of {@link #save}, float32 [parameters]. */
  public static float[] parameters(Path checkpoint) {
    try {
      return flat(ModelSerializer.restoreComputationGraph(checkpoint.toFile(), false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] flat(ComputationGraph graph) {
    INDArray parameters = graph.params();
    return parameters.reshape(parameters.length()).toFloatVector();
  }
}
