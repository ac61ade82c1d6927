package org.purkinje.pretrain.dl4jspark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.training.StepLosses;

/**
 * A stretch of a worker's parameters and moments, if the optimiser keeps any, which lie one after
 * another as one vector.
 *
 * @param worker whose it is, from 0; of a mean the number of workers
 * @param losses of the worker's steps, with the first part alone
 */
record StatePart(int worker, int part, FloatBlock values, List<StepLosses> losses)
    implements Serializable {

  /** 8 MB: some 50 parts of a model of 32 million parameters. */
  private static final int FLOATS = 1 << 21;

  StatePart {
    losses = List.copyOf(losses);
  }

  /** The parts of a state, made as they are asked for. */
  static Iterator<StatePart> of(int worker, ModelState state, List<StepLosses> losses) {
    long floats = (long) state.vectors().length * state.parameters().length;
    int parts = Math.max(1, Math.toIntExact((floats + FLOATS - 1) / FLOATS));
    return IntStream.range(0, parts)
        .mapToObj(
            part ->
                new StatePart(
                    worker,
                    part,
                    new FloatBlock(slice(state, part, floats)),
                    part == 0 ? losses : List.of()))
        .iterator();
  }

  /** The mean of one part over all workers, added in the workers' order. */
  static StatePart mean(Iterable<StatePart> ofWorkers) {
    List<StatePart> parts = new ArrayList<>();
    ofWorkers.forEach(parts::add);
    parts.sort(Comparator.comparingInt(StatePart::worker));
    List<ModelState> states =
        parts.stream().map(part -> ModelState.withoutMoments(part.values.values())).toList();
    return new StatePart(
        parts.size(),
        parts.get(0).part,
        new FloatBlock(ModelState.mean(states).parameters()),
        parts.stream().flatMap(part -> part.losses.stream()).toList());
  }

  /** The state that parts are of, in whatever order. */
  static ModelState join(List<StatePart> parts, int parameters) {
    long floats = parts.stream().mapToLong(part -> part.values.values().length).sum();
    float[][] vectors = new float[(int) (floats / parameters)][parameters];
    for (StatePart part : parts) {
      float[] values = part.values.values();
      copy(vectors, (long) part.part * FLOATS, values, true);
    }
    return ModelState.of(vectors);
  }

  private static float[] slice(ModelState state, int part, long floats) {
    long from = (long) part * FLOATS;
    float[] values = new float[(int) Math.min(FLOATS, floats - from)];
    copy(state.vectors(), from, values, false);
    return values;
  }

  /**
   * Copies between a stretch and the vectors one after another.
   *
   * @param from where the stretch begins in the vectors
   */
  private static void copy(float[][] vectors, long from, float[] stretch, boolean intoVectors) {
    int length = vectors[0].length;
    for (int done = 0; done < stretch.length; ) {
      float[] vector = vectors[(int) ((from + done) / length)];
      int at = (int) ((from + done) % length);
      int count = Math.min(stretch.length - done, length - at);
      if (intoVectors) {
        System.arraycopy(stretch, done, vector, at, count);
      } else {
        System.arraycopy(vector, at, stretch, done, count);
      }
      done += count;
    }
  }
}
