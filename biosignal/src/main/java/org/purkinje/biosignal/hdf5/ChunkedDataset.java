package org.purkinje.biosignal.hdf5;

import io.jhdf.Constants;
import io.jhdf.api.Dataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.storage.HdfBackingStorage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dataset that says where its chunks are, with the indexes that the library misreads. */
interface ChunkedDataset extends Dataset {

  /** The chunks that were written, by the place of their first element. */
  Map<ChunkOffset, Chunk> written();

  ChunkGrid grid();

  /** The same dataset; empty if it is not stored in chunks. */
  static Optional<ChunkedDataset> of(Dataset dataset, HdfBackingStorage storage) {
    if (dataset instanceof ChunkedDataset chunked) {
      return Optional.of(chunked);
    }
    if (dataset instanceof ChunkedDatasetV3 version3) {
      return Optional.of(new Version3(version3, storage));
    }
    return dataset instanceof ChunkedDatasetV4 version4
        ? Optional.of(new Version4(version4, storage))
        : Optional.empty();
  }

  private static ChunkGrid grid(ChunkedDatasetBase dataset) {
    int[] chunk = dataset.getChunkDimensions();
    return new ChunkGrid(
        dataset.getDimensionsAsLong(),
        dataset.getMaxSize(),
        chunk,
        Math.multiplyExact(
            Arrays.stream(chunk).reduce(1, Math::multiplyExact), dataset.getDataType().getSize()));
  }

  /** Indexed by a tree. */
  final class Version3 extends ChunkedDatasetV3 implements ChunkedDataset {

    private Version3(ChunkedDatasetV3 of, HdfBackingStorage storage) {
      super(storage, of.getAddress(), of.getName(), of.getParent(), of.getHeader());
    }

    @Override
    public Map<ChunkOffset, Chunk> written() {
      return getChunkLookup();
    }

    @Override
    public ChunkGrid grid() {
      return ChunkedDataset.grid(this);
    }
  }

  /** Indexed in one of five ways. */
  final class Version4 extends ChunkedDatasetV4 implements ChunkedDataset {

    private Map<ChunkOffset, Chunk> chunks = Map.of();

    private Version4(ChunkedDatasetV4 of, HdfBackingStorage storage) {
      super(storage, of.getAddress(), of.getName(), of.getParent(), of.getHeader());
    }

    @Override
    public Map<ChunkOffset, Chunk> written() {
      return getChunkLookup();
    }

    @Override
    public ChunkGrid grid() {
      return ChunkedDataset.grid(this);
    }

    @Override
    protected Map<ChunkOffset, Chunk> getChunkLookup() {
      ChunkedDataLayoutMessageV4 layout = oh.getMessageOfType(ChunkedDataLayoutMessageV4.class);
      long address = layout.getAddress();
      if (address == Constants.UNDEFINED_ADDRESS) {
        return Map.of();
      }
      if (chunks.isEmpty()) {
        switch (layout.getIndexingType()) {
          case ChunkedDataLayoutMessageV4.IMPLICIT_INDEX ->
              chunks = byOffset(ChunkArray.implicit(hdfBackingStorage, grid(), address));
          case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX ->
              chunks = byOffset(ChunkArray.fixed(hdfBackingStorage, grid(), address));
          case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX ->
              chunks = byOffset(ChunkArray.extensible(hdfBackingStorage, grid(), address));
          default -> chunks = super.getChunkLookup();
        }
      }
      return chunks;
    }

    private static Map<ChunkOffset, Chunk> byOffset(List<Chunk> chunks) {
      Map<ChunkOffset, Chunk> byOffset = new LinkedHashMap<>();
      chunks.forEach(chunk -> byOffset.put(new ChunkOffset(chunk.getChunkOffset()), chunk));
      return byOffset;
    }
  }
}
