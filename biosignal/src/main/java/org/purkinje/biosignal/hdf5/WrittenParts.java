package org.purkinje.biosignal.hdf5;

import io.jhdf.Constants;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.chunked.ChunkOffset;
import java.util.Optional;

/**
 * Which parts of a dataset the file has storage for. HDF5 allocates it late: elsewhere the library
 * gives the fill value, which is no sample.
 */
final class WrittenParts {

  private final Optional<ChunkedDataset> chunks;
  private final boolean isNothing;
  private final boolean isWhole;

  private WrittenParts(Optional<ChunkedDataset> chunks, boolean isNothing, boolean isWhole) {
    this.chunks = chunks;
    this.isNothing = isNothing;
    this.isWhole = isWhole;
  }

  static WrittenParts of(Dataset dataset) {
    if (dataset instanceof ChunkedDataset chunked) {
      long written =
          chunked.written().values().stream()
              .filter(chunk -> chunked.grid().holds(chunk.getChunkOffset()))
              .count();
      return new WrittenParts(
          Optional.of(chunked), written == 0, written == chunked.grid().count());
    }
    boolean isNothing =
        dataset instanceof ContiguousDataset contiguous
            && contiguous.getDataAddress() == Constants.UNDEFINED_ADDRESS;
    return new WrittenParts(Optional.empty(), isNothing, !isNothing);
  }

  boolean isNothing() {
    return isNothing;
  }

  boolean isWhole() {
    return isWhole;
  }

  /**
   * Whether an element was written, and so all others of its chunk.
   *
   * @param place of the element on each axis
   */
  boolean holds(long[] place) {
    if (isNothing || isWhole) {
      return isWhole;
    }
    int[] chunk = chunks.orElseThrow().grid().chunk();
    long[] offset = new long[place.length];
    for (int axis = 0; axis < offset.length; axis++) {
      offset[axis] = place[axis] / chunk[axis] * chunk[axis];
    }
    return chunks.orElseThrow().written().containsKey(new ChunkOffset(offset));
  }

  /** How many elements along an axis from a place on are in the same chunk. */
  long toChunkEnd(int axis, long place) {
    return chunks
        .map(of -> of.grid().chunk()[axis] - place % of.grid().chunk()[axis])
        .orElse(Long.MAX_VALUE);
  }
}
