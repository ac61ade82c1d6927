package org.purkinje.pretrain.dl4jspark;

import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.nd4j.common.loader.Source;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.pretrain.shard.BatchPath;
import org.purkinje.pretrain.shard.BatchReader;

/**
 * Loads the batches of a step, as {@link BatchPath#text} names them, on the thread that then trains
 * on them.
 */
final class BatchLoader implements MultiDataSetLoader {

  private static final long serialVersionUID = 1L;

  private final BatchReader reader;
  private final TorchObjective objective;

  BatchLoader(BatchReader reader, TorchObjective objective) {
    this.reader = reader;
    this.objective = objective;
  }

  @Override
  public MultiDataSet load(Source source) {
    return PretrainingGraph.batch(objective, reader.read(BatchPath.parseStep(source.getPath())));
  }
}
