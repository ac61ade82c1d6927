package org.purkinje.pretrain.dl4jspark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.nd4j.common.loader.Source;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.dl4j.ModelCopy;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingSpec;

/** What a worker does in a round: trains a copy of the model on its batches, one after another. */
record WorkerTask(SharedState start, TrainingSpec spec, long firstStep, MultiDataSetLoader loader)
    implements Serializable {

  /** What comes of it. */
  record Round(ModelState state, List<StepLosses> losses) {}

  /**
   * @param steps each as {@link BatchLoader} takes it
   */
  Round train(Iterator<String> steps) {
    ModelCopy copy = new ModelCopy(spec, start.value(), firstStep);
    List<StepLosses> losses = new ArrayList<>();
    while (steps.hasNext()) {
      losses.add(copy.train(load(steps.next())));
    }
    return new Round(copy.state(), losses);
  }

  private MultiDataSet load(String batch) {
    try {
      return loader.load(new Named(batch));
    } catch (IOException e) {
      throw new UncheckedIOException(batch + " cannot be read", e);
    }
  }

  /** A batch by its name alone. */
  private record Named(String path) implements Source {

    @Override
    public String getPath() {
      return path;
    }

    @Override
    public InputStream getInputStream() {
      throw new UnsupportedOperationException("a batch is no stream: " + path);
    }
  }
}
