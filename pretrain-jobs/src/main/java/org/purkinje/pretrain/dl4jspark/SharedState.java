package org.purkinje.pretrain.dl4jspark;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.purkinje.models.checkpoint.ModelState;

/**
 * A model's state on its way from the driver to its workers: as plain bytes, once to each executor;
 * by reference where they are one process.
 */
final class SharedState implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Map<String, ModelState> HERE = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final @Nullable Broadcast<FloatBlock[]> sent;

  private SharedState(@Nullable Broadcast<FloatBlock[]> sent) {
    this.sent = sent;
  }

  /**
   * @param oneProcess whether workers are threads of the driver
   * @param state not copied where that is so
   */
  static SharedState of(JavaSparkContext spark, ModelState state, boolean oneProcess) {
    if (oneProcess) {
      SharedState shared = new SharedState(null);
      HERE.put(shared.name, state);
      return shared;
    }
    return new SharedState(
        spark.broadcast(
            new FloatBlock[] {
              new FloatBlock(state.parameters()),
              new FloatBlock(state.firstMoments()),
              new FloatBlock(state.secondMoments())
            }));
  }

  /** Not to be changed: other workers of the process read it too. */
  ModelState value() {
    if (sent == null) {
      ModelState here = HERE.get(name);
      if (here == null) {
        throw new IllegalStateException("state %s is not in this process".formatted(name));
      }
      return here;
    }
    FloatBlock[] vectors = sent.value();
    return new ModelState(vectors[0].values(), vectors[1].values(), vectors[2].values());
  }

  /** Frees it everywhere. */
  void forget() {
    HERE.remove(name);
    if (sent != null) {
      sent.destroy();
    }
  }
}
