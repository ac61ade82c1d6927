package org.purkinje.pretrain.heldout;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.purkinje.pretrain.shard.ShardFile;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.shard.TrainingWindow;
import scala.Tuple2;

/** Windows of held-out subjects, the same each time, on which a model is tried batch by batch. */
final class HeldOutWindows {

  private final JavaSparkContext spark;
  private final List<HeldOutBatch> batches;
  private final ShardReader shards;

  /**
   * @param windows at most; more are thinned out evenly
   */
  HeldOutWindows(JavaSparkContext spark, List<ShardFile> shards, int windows) {
    this.spark = spark;
    this.batches = HeldOutBatch.of(shards, windows);
    this.shards = ShardReader.of(spark);
  }

  /** What a model makes of a batch. */
  @FunctionalInterface
  interface Trial<T> extends Serializable {

    /**
     * @param parameters flat vector of the model
     */
    T of(float[] parameters, List<TrainingWindow> windows);
  }

  /** The results of all batches, in the batches' order, so that sums over them are the same. */
  <T> List<T> forEach(float[] parameters, Trial<T> trial) {
    Broadcast<float[]> shared = spark.broadcast(parameters);
    ShardReader reader = shards;
    List<Tuple2<Long, T>> results =
        new ArrayList<>(
            spark
                .parallelize(batches, Math.min(batches.size(), 4 * spark.defaultParallelism()))
                .zipWithIndex()
                .mapToPair(
                    batch ->
                        new Tuple2<>(batch._2(), trial.of(shared.value(), batch._1().read(reader))))
                .collect());
    shared.destroy();
    results.sort(Comparator.comparing(Tuple2::_1));
    return results.stream().map(Tuple2::_2).toList();
  }
}
