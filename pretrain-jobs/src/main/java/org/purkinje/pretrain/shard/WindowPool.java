package org.purkinje.pretrain.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/**
 * Rows of a shard that are dealt in a shuffled order without end: shuffled anew whenever all are
 * dealt, and a row that would exceed its subject's share of a batch waits for the next.
 */
final class WindowPool {

  private final int[] rows;
  private final IntToLongFunction subjectByRow;
  private final long seed;
  private final String purpose;
  private final Deque<Integer> waiting = new ArrayDeque<>();
  private int shuffles;

  /**
   * @param rows of the shard, at least one
   */
  WindowPool(List<Integer> rows, IntToLongFunction subjectByRow, long seed, String purpose) {
    this.rows = rows.stream().mapToInt(Integer::intValue).toArray();
    this.subjectByRow = subjectByRow;
    this.seed = seed;
    this.purpose = purpose;
  }

  /**
   * Deals one row.
   *
   * @param takenBySubject windows of each subject in the batch so far; the row's is counted
   * @param cap most windows of a subject
   */
  int deal(Map<Long, Integer> takenBySubject, int cap) {
    int row = removeFirst(takenBySubject, cap);
    if (row < 0) {
      // Rows that all wait for their subjects' next batch are not doubled: nothing would end that.
      if (waiting.size() < rows.length) {
        refill();
      }
      for (int relaxed = cap; row < 0; relaxed++) {
        row = removeFirst(takenBySubject, relaxed);
      }
    }
    takenBySubject.merge(subjectByRow.applyAsLong(row), 1, Integer::sum);
    return row;
  }

  /** The first row that waits and whose subject has less than the cap; -1 if there is none. */
  private int removeFirst(Map<Long, Integer> takenBySubject, int cap) {
    Iterator<Integer> next = waiting.iterator();
    while (next.hasNext()) {
      int row = next.next();
      if (takenBySubject.getOrDefault(subjectByRow.applyAsLong(row), 0) < cap) {
        next.remove();
        return row;
      }
    }
    return -1;
  }

  private void refill() {
    List<Integer> shuffled = new ArrayList<>(rows.length);
    Arrays.stream(Shuffle.permutation(rows.length, seed, purpose, shuffles++))
        .forEach(place -> shuffled.add(rows[place]));
    waiting.addAll(shuffled);
  }
}
