package org.purkinje.pretrain.dl4jspark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;
import org.purkinje.models.dl4j.ObjectiveLayer;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.training.StepLosses;
import org.purkinje.pretrain.shard.BatchPath;
import org.purkinje.pretrain.shard.BatchReader;
import org.purkinje.pretrain.shard.Composition;
import org.purkinje.pretrain.shard.ShardReader;

/**
 * Trains by parameter averaging: in a round each worker trains its own copy of the model on its own
 * batches, then parameters and optimiser state are averaged. Each worker counts its steps on from
 * the round's first, so that learning rate and bias correction go on where the last round ended.
 */
public final class ParameterAveragingTrainer {

  /**
   * @param workers copies of the model that are trained at once and averaged
   * @param stepsPerRound steps of each worker between two averagings
   */
  public record Settings(int workers, int stepsPerRound, Composition composition) {}

  private final JavaSparkContext spark;
  private final ComputationGraph graph;
  private final SparkComputationGraph distributed;
  private final ShardReader shards;
  private final Settings settings;

  private ParameterAveragingTrainer(
      JavaSparkContext spark, ComputationGraph graph, Settings settings) {
    this.spark = spark;
    this.graph = graph;
    this.settings = settings;
    this.shards = ShardReader.of(spark);
    int batchSize = settings.composition().batchSize();
    // Each path is one whole batch, loaded on the thread that trains on it.
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(settings.workers(), batchSize)
            .batchSizePerWorker(batchSize)
            .averagingFrequency(settings.stepsPerRound())
            .workerPrefetchNumBatches(0)
            .saveUpdater(true)
            .repartionData(Repartition.Never)
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .rngSeed(settings.composition().seed())
            .build();
    this.distributed = new SparkComputationGraph(spark, graph, master);
  }

  /**
   * A trainer of a new model.
   *
   * @param first its parameters at the start, shape [parameters]; empty to draw them
   */
  public static ParameterAveragingTrainer start(
      JavaSparkContext spark, ObjectiveLayer layer, Settings settings, Optional<float[]> first) {
    ComputationGraph graph = new ComputationGraph(PretrainingGraph.of(layer));
    graph.init();
    first.ifPresent(values -> graph.setParams(Nd4j.createFromArray(values)));
    return new ParameterAveragingTrainer(spark, graph, settings);
  }

  /** A trainer that goes on from a file of {@link #save}. */
  public static ParameterAveragingTrainer resume(
      JavaSparkContext spark, Path checkpoint, Settings settings) throws IOException {
    ComputationGraph graph = ModelSerializer.restoreComputationGraph(checkpoint.toFile(), true);
    return new ParameterAveragingTrainer(spark, graph, settings);
  }

  /**
   * Trains one round.
   *
   * @param firstStep steps that each worker's model has done before, from 0
   * @param batches shape [workers][steps]
   * @return the losses of every step of every worker
   */
  public List<StepLosses> train(long firstStep, List<List<BatchPath>> batches) {
    CollectionAccumulator<StepLosses> losses = spark.sc().collectionAccumulator("losses");
    JavaRDD<String> paths =
        spark
            .parallelize(batches, settings.workers())
            .flatMap(own -> own.stream().map(BatchPath::toString).iterator());
    PretrainingGraph.countFrom(graph, Math.toIntExact(firstStep));
    distributed.fitPaths(
        paths,
        new BatchLoader(
            new BatchReader(settings.composition(), shards),
            PretrainingGraph.objective(graph),
            losses));
    PretrainingGraph.countAll(graph, Math.toIntExact(firstStep + settings.stepsPerRound()));
    return List.copyOf(losses.value());
  }

  /** Writes configuration, parameters and optimiser state. */
  public void save(Path file) throws IOException {
    ModelSerializer.writeModel(graph, file.toFile(), true);
  }

  /** The model's flat parameters, float32 [parameters]; a copy. */
  public float[] parameters() {
    return PretrainingGraph.parameters(graph);
  }

  /** The parameters in a file of {@link #save}, float32 [parameters]. */
  public static float[] parameters(Path checkpoint) throws IOException {
    return PretrainingGraph.parameters(
        ModelSerializer.restoreComputationGraph(checkpoint.toFile(), false));
  }
}
