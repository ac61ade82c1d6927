package org.purkinje.biosignal.hdf5;

import java.util.stream.IntStream;

/**
 * The chunks of a dataset in the order in which arrays list them: row by row over the axes' longest
 * lengths, an unlimited axis before the others.
 *
 * @param shape lengths of the axes now
 * @param longest what they may become; negative where unlimited
 * @param chunk lengths of a chunk's axes
 * @param chunkBytes bytes of a chunk without filters
 */
record ChunkGrid(long[] shape, long[] longest, int[] chunk, int chunkBytes) {

  /** Place of a chunk's first element. */
  long[] offset(long index) {
    long rest = index;
    long[] offset = new long[shape.length];
    int[] order = order();
    for (int i = order.length - 1; i > 0; i--) {
      int axis = order[i];
      long chunks = chunks(longest[axis], chunk[axis]);
      offset[axis] = rest % chunks * chunk[axis];
      rest /= chunks;
    }
    offset[order[0]] = rest * chunk[order[0]];
    return offset;
  }

  /** Whether the dataset reaches to a chunk, which it may not after it was cut shorter. */
  boolean holds(long index) {
    return holds(offset(index));
  }

  /** Whether the dataset reaches to the chunk at a place. */
  boolean holds(long[] offset) {
    return IntStream.range(0, shape.length).allMatch(axis -> offset[axis] < shape[axis]);
  }

  /** How many chunks the dataset has now. */
  long count() {
    return count(shape);
  }

  /** How many chunks it has at its longest; of no meaning where an axis is unlimited. */
  long longestCount() {
    return count(longest);
  }

  private long count(long[] lengths) {
    long count = 1;
    for (int axis = 0; axis < lengths.length; axis++) {
      count = Math.multiplyExact(count, chunks(lengths[axis], chunk[axis]));
    }
    return count;
  }

  private int[] order() {
    return IntStream.concat(
            IntStream.range(0, shape.length).filter(axis -> longest[axis] < 0),
            IntStream.range(0, shape.length).filter(axis -> longest[axis] >= 0))
        .toArray();
  }

  private static long chunks(long length, int chunk) {
    return (length + chunk - 1) / chunk;
  }
}
