package org.purkinje.pretrain.dl4jspark;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.pretrain.shard.BatchPath;
import org.purkinje.pretrain.shard.BatchReader;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.trainer.Trainer;

/**
 * Trains by DL4J's parameter averaging on Spark. Each worker counts its steps on from the round's
 * first, so that learning rate and bias correction go on where the last round ended.
 */
public final class ParameterAveragingTrainer implements Trainer {

  private final JavaSparkContext spark;
  private final ComputationGraph graph;
  private final ByteAveragingMaster master;
  private final SparkComputationGraph distributed;
  private final ShardReader shards;
  private final Settings settings;

  /**
   * @param start what the first round begins with
   */
  public ParameterAveragingTrainer(
      JavaSparkContext spark, TrainingSpec spec, ModelState start, Settings settings) {
    this(spark, spec, start, settings, spark.isLocal());
  }

  /**
   * @param oneProcess whether workers are threads of the driver
   */
  ParameterAveragingTrainer(
      JavaSparkContext spark,
      TrainingSpec spec,
      ModelState start,
      Settings settings,
      boolean oneProcess) {
    this.spark = spark;
    this.graph = PretrainingGraph.of(spec, start, 0);
    this.settings = settings;
    this.shards = ShardReader.of(spark);
    this.master = new ByteAveragingMaster(oneProcess);
    this.distributed = new SparkComputationGraph(spark, graph, master);
  }

  @Override
  public List<StepLosses> train(long firstStep, List<List<BatchPath>> batches) {
    int batchesPerStep = PretrainingGraph.spec(graph).accumulateBatches();
    JavaRDD<String> paths =
        spark
            .parallelize(batches, settings.workers())
            .flatMap(
                own ->
                    BatchPath.steps(own, batchesPerStep).stream().map(BatchPath::text).iterator());
    PretrainingGraph.countFrom(graph, Math.toIntExact(firstStep));
    distributed.fitPaths(
        paths,
        new BatchLoader(
            new BatchReader(settings.composition(), shards), PretrainingGraph.objective(graph)));
    return master.losses();
  }

  @Override
  public float[] parameters() {
    return PretrainingGraph.parameters(graph);
  }

  @Override
  public ModelState state() {
    return PretrainingGraph.state(graph);
  }

  /** Nothing: the context is the session's. */
  @Override
  public void close() {}
}
