package org.purkinje.pretrain.shard;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One batch as the trainer names it: a shard's file with the batch's place behind {@code #}.
 *
 * @param file the shard's Parquet file
 * @param epoch which composition of the shard
 * @param batch place in that composition
 * @param turn place among the batches of its worker, from 0
 * @param number of the batch among those of all workers and steps, from 0; masks are drawn by it,
 *     so that a window never comes with the same masks twice
 */
public record BatchPath(String file, int shard, int epoch, int batch, long turn, long number)
    implements Serializable {

  private static final Pattern TEXT =
      Pattern.compile("(.*)#shard=(\\d+)&epoch=(\\d+)&batch=(\\d+)&turn=(\\d+)&number=(\\d+)");

  /**
   * @throws IllegalArgumentException if the text is not one of {@link #toString()}
   */
  public static BatchPath parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a batch path: " + text);
    }
    return new BatchPath(
        matcher.group(1),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        Integer.parseInt(matcher.group(4)),
        Long.parseLong(matcher.group(5)),
        Long.parseLong(matcher.group(6)));
  }

  /**
   * The batches of each step.
   *
   * @param own batches of a worker, as many in each step
   * @return shape [steps][batches of a step]
   */
  public static List<List<BatchPath>> steps(List<BatchPath> own, int batchesPerStep) {
    return IntStream.range(0, own.size() / batchesPerStep)
        .mapToObj(step -> own.subList(step * batchesPerStep, (step + 1) * batchesPerStep))
        .toList();
  }

  /** The batches of a step as one text. */
  public static String text(List<BatchPath> step) {
    return step.stream().map(BatchPath::toString).collect(Collectors.joining("\n"));
  }

  /** Those of a text of {@link #text}. */
  public static List<BatchPath> parseStep(String text) {
    return text.lines().map(BatchPath::parse).toList();
  }

  @Override
  public String toString() {
    return "%s#shard=%d&epoch=%d&batch=%d&turn=%d&number=%d"
        .formatted(file, shard, epoch, batch, turn, number);
  }
}
