package org.purkinje.pretrain.heldout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.ObjectiveEvaluation;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.WindowMean;
import org.purkinje.pretrain.shard.BatchReader;
import org.purkinje.pretrain.shard.ShardFile;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.shard.TrainingWindow;
import scala.Tuple2;

/**
 * The loss terms of a model on held-out windows, with the same windows and masks each time, so that
 * a curve of them shows the model alone.
 */
public final class HeldOutLosses {

  private final JavaSparkContext spark;
  private final String objective;
  private final Map<String, String> settings;
  private final long seed;
  private final List<HeldOutBatch> batches;
  private final ShardReader shards;

  /**
   * @param objective registered type, e.g. {@code m2ae}
   * @param windows windows to evaluate on, at most
   * @param seed of the masks
   */
  public HeldOutLosses(
      JavaSparkContext spark,
      List<ShardFile> shards,
      String objective,
      Map<String, String> settings,
      int windows,
      long seed) {
    this.spark = spark;
    this.objective = objective;
    this.settings = settings;
    this.seed = seed;
    this.batches = HeldOutBatch.of(shards, windows);
    this.shards = ShardReader.of(spark);
  }

  /**
   * The mean of each term over the windows that have it.
   *
   * @param parameters flat vector of the model
   */
  public Map<String, WindowMean> of(float[] parameters) {
    Broadcast<float[]> shared = spark.broadcast(parameters);
    String type = objective;
    Map<String, String> with = settings;
    long masks = seed;
    ShardReader reader = shards;
    List<Tuple2<Long, Map<String, WindowMean>>> losses =
        new ArrayList<>(
            spark
                .parallelize(batches, Math.min(batches.size(), 4 * spark.defaultParallelism()))
                .zipWithIndex()
                .mapToPair(
                    batch ->
                        new Tuple2<>(
                            batch._2(),
                            losses(batch._1(), reader, type, with, shared.value(), masks)))
                .collect());
    shared.destroy();
    // One order of summation, so that the same model gives the same digits.
    losses.sort(Comparator.comparing(Tuple2::_1));
    Map<String, WindowMean> means = new TreeMap<>();
    losses.forEach(
        batch -> batch._2().forEach((term, mean) -> means.merge(term, mean, WindowMean::and)));
    return means;
  }

  private static Map<String, WindowMean> losses(
      HeldOutBatch batch,
      ShardReader reader,
      String type,
      Map<String, String> settings,
      float[] parameters,
      long seed) {
    List<TrainingWindow> shard = reader.read(batch.file());
    List<TrainingExample> examples = new ArrayList<>();
    for (int row : batch.rows()) {
      TrainingWindow window = shard.get(row);
      examples.add(BatchReader.example(window, DrawStream.windowSeed(seed, window.windowKey())));
    }
    try (ObjectiveEvaluation evaluation =
        new ObjectiveEvaluation(ObjectiveFactory.create(type, settings), parameters)) {
      return evaluation.losses(examples);
    }
  }
}
