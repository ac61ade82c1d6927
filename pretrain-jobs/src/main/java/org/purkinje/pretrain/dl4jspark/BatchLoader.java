package org.purkinje.pretrain.dl4jspark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.util.CollectionAccumulator;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.nd4j.common.loader.Source;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.models.dl4j.LossRecorder;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.dl4j.StepLosses;
import org.purkinje.models.objective.PackedWindow;
import org.purkinje.models.random.DrawStream;
import org.purkinje.pretrain.shard.BatchPath;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.shard.TrainingPlan;
import org.purkinje.pretrain.shard.TrainingWindow;

/**
 * Loads the batch that a {@link BatchPath} names, on the thread that then trains on it, and has the
 * losses of that thread collected.
 */
final class BatchLoader implements MultiDataSetLoader {

  private static final long serialVersionUID = 1L;

  private final int batchSize;
  private final long seed;
  private final ContrastiveWeight contrastiveWeight;
  private final CollectionAccumulator<StepLosses> losses;

  BatchLoader(
      int batchSize,
      long seed,
      ContrastiveWeight contrastiveWeight,
      CollectionAccumulator<StepLosses> losses) {
    this.batchSize = batchSize;
    this.seed = seed;
    this.contrastiveWeight = contrastiveWeight;
    this.losses = losses;
  }

  @Override
  public MultiDataSet load(Source source) {
    LossRecorder.useInThisThread(losses::add);
    BatchPath path = BatchPath.parse(source.getPath());
    List<TrainingWindow> shard = ShardReader.read(path.file());
    float weight = contrastiveWeight.at(path.step());
    List<PackedWindow> windows = new ArrayList<>();
    for (int row : TrainingPlan.rows(path, shard.size(), batchSize, seed)) {
      windows.add(packed(shard.get(row), path, weight));
    }
    return PretrainingGraph.batch(windows);
  }

  private PackedWindow packed(TrainingWindow window, BatchPath path, float weight) {
    return new PackedWindow(
        samples(window.ecg()),
        samples(window.ppg()),
        window.subjectKey(),
        DrawStream.windowSeed(seed, window.windowKey() + path.epoch()),
        weight);
  }

  private static float[] samples(byte[] stored) {
    float[] samples = new float[stored.length / Short.BYTES];
    WindowsTable.decode(ByteBuffer.wrap(stored), samples, 0);
    return samples;
  }
}
