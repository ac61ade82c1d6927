package org.purkinje.pretrain.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.TrainingExample;

/**
 * Reads the examples of batches.
 *
 * @param shards reads the shards that they are of
 */
public record BatchReader(Composition composition, ShardReader shards) implements Serializable {

  /** The examples that {@code path} names. */
  public List<TrainingExample> read(BatchPath path) {
    List<TrainingWindow> shard = shards.read(path.file());
    List<TrainingExample> examples = new ArrayList<>();
    for (int row : ShardEpoch.rows(path, shard, composition)) {
      TrainingWindow window = shard.get(row);
      long own = DrawStream.windowSeed(composition.seed(), window.windowKey());
      examples.add(example(window, DrawStream.windowSeed(own, path.number())));
    }
    return examples;
  }

  /** The examples of all batches of a step, one batch after another. */
  public List<TrainingExample> read(List<BatchPath> step) {
    return step.stream().flatMap(path -> read(path).stream()).toList();
  }

  /**
   * @param seed what the window's masks are drawn from
   */
  public static TrainingExample example(TrainingWindow window, long seed) {
    Map<String, float[]> signals = new HashMap<>();
    window.signals().forEach((name, stored) -> signals.put(name, WindowSignals.decode(stored)));
    return new TrainingExample(
        window.windowId(), window.subjectKey(), window.isTrustedPair(), signals, seed);
  }
}
