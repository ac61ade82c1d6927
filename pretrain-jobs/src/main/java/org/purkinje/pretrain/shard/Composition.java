package org.purkinje.pretrain.shard;

import java.io.Serializable;
import java.util.Optional;

/**
 * What a batch is made of.
 *
 * @param batchSize windows in a batch, at least 1
 * @param pairShare share of them that are trusted pairs, 0 to 1 and, unless 0, one window at least;
 *     drawn again and again where a shard has fewer; a shard of one kind alone gives batches of
 *     that kind
 * @param mix how much of each corpus; pairs, and the rest, are mixed each by themselves
 * @param seed of every draw
 */
public record Composition(int batchSize, double pairShare, CorpusMix mix, long seed)
    implements Serializable {

  /** Windows of one subject in {@value #SUBJECT_CAP_OF}, at most. */
  private static final int SUBJECT_CAP = 4;

  private static final int SUBJECT_CAP_OF = 256;

  public Composition {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch-size must be at least 1, got " + batchSize);
    }
    if (!(pairShare >= 0 && pairShare <= 1)) {
      throw new IllegalArgumentException("pair-share must be 0 to 1, got " + pairShare);
    }
    if (pairShare > 0 && pairs(pairShare, batchSize) == 0) {
      throw new IllegalArgumentException(
          "pair-share %s of batch-size %d must be one window at least; give 0, or %s and more"
              .formatted(pairShare, batchSize, 1.0 / batchSize));
    }
  }

  /** Trusted pairs in a batch. */
  int pairs() {
    return pairs(pairShare, batchSize);
  }

  private static int pairs(double share, int size) {
    return (int) Math.round(share * size);
  }

  /**
   * What windows are never drawn, as batches have no place for their kind; empty if all are.
   *
   * @param windows there are
   * @param trustedPairs of them
   */
  public Optional<String> undrawn(long windows, long trustedPairs) {
    if (trustedPairs == 0 || trustedPairs == windows) {
      return Optional.empty(); // batches are of the one kind there is
    }
    if (pairs() == 0) {
      return Optional.of(
          "%,d of %,d windows are trusted pairs, and are never drawn with pair-share 0"
              .formatted(trustedPairs, windows));
    }
    if (pairs() == batchSize) {
      return Optional.of(
          "%,d of %,d windows are no trusted pairs, and are never drawn with pair-share %s of batch-size %d"
              .formatted(windows - trustedPairs, windows, pairShare, batchSize));
    }
    return Optional.empty();
  }

  /**
   * Windows of one subject in a batch, at most 4 in 256 and at least 1; exceeded only where a shard
   * has too few subjects. Overlapping windows of one subject are near copies, and InfoNCE takes
   * them for positives of each other.
   */
  int windowsPerSubject() {
    return Math.max(1, batchSize * SUBJECT_CAP / SUBJECT_CAP_OF);
  }
}
