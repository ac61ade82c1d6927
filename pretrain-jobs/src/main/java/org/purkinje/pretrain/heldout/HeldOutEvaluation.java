package org.purkinje.pretrain.heldout;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.purkinje.models.training.WindowMean;
import org.purkinje.pretrain.shard.ShardFile;

/** The terms of a training's curve on held-out windows: losses, and how far embeddings spread. */
public final class HeldOutEvaluation {

  private final HeldOutWindows windows;
  private final HeldOutWindows fewer;
  private final HeldOutLosses losses;
  private final HeldOutSpread spread;

  /**
   * @param objective registered type, e.g. {@code m2ae}
   * @param windows windows to evaluate on, at most
   * @param seed of the masks
   */
  public HeldOutEvaluation(
      JavaSparkContext spark,
      List<ShardFile> shards,
      String objective,
      Map<String, String> settings,
      int windows,
      long seed) {
    this.windows = new HeldOutWindows(spark, shards, windows);
    this.fewer = new HeldOutWindows(spark, shards, Math.min(windows, HeldOutSpread.MAX_WINDOWS));
    this.losses = new HeldOutLosses(objective, settings, seed);
    this.spread = new HeldOutSpread(objective, settings);
  }

  /**
   * Each term with the windows that have it.
   *
   * @param parameters flat vector of the model
   * @throws IllegalStateException if the loss is not finite; the text names windows
   */
  public Map<String, WindowMean> of(float[] parameters) {
    Map<String, WindowMean> terms = new TreeMap<>(losses.of(windows, parameters));
    terms.putAll(spread.of(fewer, parameters));
    return terms;
  }
}
