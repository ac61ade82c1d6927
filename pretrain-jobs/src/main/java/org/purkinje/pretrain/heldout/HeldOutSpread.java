package org.purkinje.pretrain.heldout;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.purkinje.models.training.EmbeddingSpread;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.WindowEncoder;
import org.purkinje.models.training.WindowMean;
import org.purkinje.pretrain.shard.BatchReader;
import org.purkinje.pretrain.shard.TrainingWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far apart a model's embeddings of held-out windows are, by output of its encoder: {@code
 * feature_sd_*} and {@code effective_rank_*}, see {@link EmbeddingSpread}. A model that has
 * collapsed gives all windows nearly the same one, whatever its loss.
 *
 * @param objective registered type, e.g. {@code m2ae}
 */
record HeldOutSpread(String objective, Map<String, String> settings) implements Serializable {

  private static final Logger LOG = LoggerFactory.getLogger(HeldOutSpread.class);

  /** Windows that bound the work of the singular values. */
  static final int MAX_WINDOWS = 512;

  private static final double MIN_FEATURE_SD = 0.01;
  private static final double MIN_EFFECTIVE_RANK = 2;

  /**
   * The terms of each output that at least two windows have; none if the objective has no encoder.
   *
   * @param windows at most {@value #MAX_WINDOWS}
   * @param parameters flat vector of the model
   */
  Map<String, WindowMean> of(HeldOutWindows windows, float[] parameters) {
    Map<String, List<float[]>> byOutput = new TreeMap<>();
    windows
        .forEach(parameters, this::vectors)
        .forEach(
            batch ->
                batch.forEach(
                    window ->
                        window.forEach(
                            (output, vector) ->
                                byOutput
                                    .computeIfAbsent(output, first -> new ArrayList<>())
                                    .add(vector))));
    Map<String, WindowMean> terms = new TreeMap<>();
    byOutput.forEach(
        (output, vectors) -> {
          if (vectors.size() > 1) {
            EmbeddingSpread spread = EmbeddingSpread.of(vectors);
            warn(output, spread);
            terms.put("feature_sd_" + output, new WindowMean(spread.featureSd(), vectors.size()));
            terms.put(
                "effective_rank_" + output, new WindowMean(spread.effectiveRank(), vectors.size()));
          }
        });
    return terms;
  }

  /** Of each window its vectors by output. */
  private List<Map<String, float[]>> vectors(float[] parameters, List<TrainingWindow> windows) {
    Optional<WindowEncoder> made = ObjectiveFactory.create(objective, settings).encoder(parameters);
    if (made.isEmpty()) {
      return List.of();
    }
    try (WindowEncoder encoder = made.get()) {
      return encoder
          .encode(windows.stream().map(window -> BatchReader.example(window, 0).signals()).toList())
          .stream()
          .<Map<String, float[]>>map(HashMap::new)
          .toList();
    }
  }

  private static void warn(String output, EmbeddingSpread spread) {
    if (spread.featureSd() < MIN_FEATURE_SD || spread.effectiveRank() < MIN_EFFECTIVE_RANK) {
      LOG.warn(
          "embeddings of held-out windows, {}: feature SD {} (at least {} expected), effective rank"
              + " {} (at least {}): the model may have collapsed",
          output,
          spread.featureSd(),
          MIN_FEATURE_SD,
          spread.effectiveRank(),
          MIN_EFFECTIVE_RANK);
    }
  }
}
