package org.purkinje.pretrain.shard;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.models.objective.PackedWindow;
import org.purkinje.models.random.DrawStream;

/**
 * Reads the windows of batches as an objective takes them.
 *
 * @param shards reads the shards that they are of
 */
public record BatchReader(Composition composition, ShardReader shards) implements Serializable {

  /**
   * The windows that {@code path} names.
   *
   * @param contrastiveWeight λ at the batch's step
   */
  public List<PackedWindow> read(BatchPath path, float contrastiveWeight) {
    List<TrainingWindow> shard = shards.read(path.file());
    List<PackedWindow> windows = new ArrayList<>();
    for (int row : ShardEpoch.rows(path, shard, composition)) {
      TrainingWindow window = shard.get(row);
      long own = DrawStream.windowSeed(composition.seed(), window.windowKey());
      windows.add(packed(window, DrawStream.windowSeed(own, path.number()), contrastiveWeight));
    }
    return windows;
  }

  /**
   * @param seed what the window's masks are drawn from
   */
  public static PackedWindow packed(TrainingWindow window, long seed, float contrastiveWeight) {
    return new PackedWindow(
        samples(window.ecg()),
        samples(window.ppg()),
        window.isTrustedPair(),
        window.subjectKey(),
        seed,
        contrastiveWeight);
  }

  private static float[] samples(byte[] stored) {
    float[] samples = new float[stored.length / Short.BYTES];
    WindowsTable.decode(ByteBuffer.wrap(stored), samples, 0);
    return samples;
  }
}
