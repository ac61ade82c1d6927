package org.purkinje.biosignal.hdf5;

import io.jhdf.Constants;
import io.jhdf.Utils;
import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.indexing.ChunkImpl;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Where the chunks of a dataset are, as the arrays of HDF5's version 4 layout list them: elements
 * in the order of the chunks, each an address, and of filtered chunks a length and a mask of the
 * filters passed over. Chunks that were never written are left out.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">HDF5 File
 *     Format 3.0, VII.C and VII.D</a>
 */
final class ChunkArray {

  private static final int MASK_BYTES = 4;
  private static final int CHECKSUM_BYTES = 4;

  private final HdfBackingStorage storage;
  private final ChunkGrid grid;
  private final long header;
  private final int offsetBytes;
  private final List<Chunk> chunks = new ArrayList<>();
  private int client;
  private int elementBytes;
  private long index;

  private ChunkArray(HdfBackingStorage storage, ChunkGrid grid, long header) {
    this.storage = storage;
    this.grid = grid;
    this.header = header;
    this.offsetBytes = storage.getSizeOfOffsets();
  }

  /** Chunks of a dataset none of whose axes is unlimited. */
  static List<Chunk> fixed(HdfBackingStorage storage, ChunkGrid grid, long address) {
    ChunkArray array = new ChunkArray(storage, grid, address);
    ByteBuffer in =
        array.block(
            address, "FAHD", 8 + storage.getSizeOfLengths() + array.offsetBytes + CHECKSUM_BYTES);
    array.client = in.get(5);
    array.elementBytes = in.get();
    int pageElements = 1 << in.get();
    long count = Utils.readBytesAsUnsignedLong(in, storage.getSizeOfLengths());
    array.requireFew(count);
    long block = Utils.readBytesAsUnsignedLong(in, array.offsetBytes);
    if (block != Constants.UNDEFINED_ADDRESS) {
      array.readFixedBlock(block, (int) count, pageElements);
    }
    return array.chunks;
  }

  /** Chunks that lie one after the other, allocated all at once. */
  static List<Chunk> implicit(HdfBackingStorage storage, ChunkGrid grid, long address) {
    ChunkArray array = new ChunkArray(storage, grid, address);
    long count = grid.longestCount();
    array.requireFew(count);
    for (long index = 0; index < count; index++) {
      if (grid.holds(index)) {
        array.chunks.add(
            new ChunkImpl(
                address + index * grid.chunkBytes(), grid.chunkBytes(), grid.offset(index)));
      }
    }
    return array.chunks;
  }

  private void readFixedBlock(long block, int count, int pageElements) {
    int prefix = 6 + offsetBytes;
    int pages = count > pageElements ? (count + pageElements - 1) / pageElements : 0;
    if (pages == 0) {
      readElements(
          block(block, "FADB", prefix + count * elementBytes + CHECKSUM_BYTES), prefix, count);
      return;
    }
    int bitmapBytes = (pages + 7) / 8;
    ByteBuffer in = block(block, "FADB", prefix + bitmapBytes + CHECKSUM_BYTES);
    byte[] bitmap = new byte[bitmapBytes];
    in.get(prefix, bitmap);
    readPages(block + prefix + bitmapBytes + CHECKSUM_BYTES, bitmap, 0, count, pageElements);
  }

  /** Chunks of a dataset of which one axis is unlimited. */
  static List<Chunk> extensible(HdfBackingStorage storage, ChunkGrid grid, long address) {
    ChunkArray array = new ChunkArray(storage, grid, address);
    int lengthBytes = storage.getSizeOfLengths();
    ByteBuffer in =
        array.block(address, "EAHD", 12 + 6 * lengthBytes + array.offsetBytes + CHECKSUM_BYTES);
    array.client = in.get(5);
    array.elementBytes = in.get();
    int maxBits = in.get();
    int indexElements = in.get();
    int minElements = in.get();
    int minPointers = in.get();
    int pageElements = 1 << in.get();
    in.position(in.position() + 4 * lengthBytes);
    long count = Utils.readBytesAsUnsignedLong(in, lengthBytes);
    array.requireFew(count);
    in.position(in.position() + lengthBytes);
    long indexBlock = Utils.readBytesAsUnsignedLong(in, array.offsetBytes);
    if (indexBlock != Constants.UNDEFINED_ADDRESS) {
      new Extensible(array, maxBits, indexElements, minElements, minPointers, pageElements, count)
          .read(indexBlock);
    }
    return array.chunks;
  }

  /**
   * The blocks of an extensible array, which grow: super block u has 2^(u/2) data blocks of
   * 2^((u+1)/2) times the fewest elements; those of the first are listed in the index block.
   */
  private record Extensible(
      ChunkArray array,
      int maxBits,
      int indexElements,
      int minElements,
      int minPointers,
      int pageElements,
      long count) {

    void read(long indexBlock) {
      int offset = array.offsetBytes;
      int inIndex = 2 * Integer.numberOfTrailingZeros(minPointers);
      int supers = 1 + maxBits - Integer.numberOfTrailingZeros(minElements);
      int prefix = 6 + offset;
      int blocks = 2 * (minPointers - 1);
      int bytes =
          prefix
              + indexElements * array.elementBytes
              + (blocks + Math.max(0, supers - inIndex)) * offset
              + CHECKSUM_BYTES;
      ByteBuffer in = array.block(indexBlock, "EAIB", bytes);
      array.readElements(in, prefix, indexElements);
      for (int u = 0; u < supers && array.index < count; u++) {
        if (u < inIndex) {
          for (int block = 0; block < 1 << (u / 2); block++) {
            readBlock(Utils.readBytesAsUnsignedLong(in, offset), u, new byte[0], 0);
          }
        } else {
          readSuper(Utils.readBytesAsUnsignedLong(in, offset), u);
        }
      }
    }

    private int elements(int u) {
      return minElements << ((u + 1) / 2);
    }

    private void readSuper(long address, int u) {
      int blocks = 1 << (u / 2);
      if (address == Constants.UNDEFINED_ADDRESS) {
        array.index += (long) blocks * elements(u);
        return;
      }
      int pages = elements(u) > pageElements ? elements(u) / pageElements : 0;
      byte[] bitmap = new byte[blocks * ((pages + 7) / 8)];
      int prefix = 6 + array.offsetBytes + (maxBits + 7) / 8;
      ByteBuffer in =
          array.block(
              address,
              "EASB",
              prefix + bitmap.length + blocks * array.offsetBytes + CHECKSUM_BYTES);
      in.position(prefix);
      in.get(bitmap);
      for (int block = 0; block < blocks && array.index < count; block++) {
        readBlock(Utils.readBytesAsUnsignedLong(in, array.offsetBytes), u, bitmap, block * pages);
      }
    }

    private void readBlock(long address, int u, byte[] bitmap, int firstPage) {
      int elements = elements(u);
      if (address == Constants.UNDEFINED_ADDRESS) {
        array.index += elements;
        return;
      }
      int prefix = 6 + array.offsetBytes + (maxBits + 7) / 8;
      if (elements <= pageElements) {
        int bytes = prefix + elements * array.elementBytes + CHECKSUM_BYTES;
        array.readElements(array.block(address, "EADB", bytes), prefix, elements);
      } else {
        array.block(address, "EADB", prefix + CHECKSUM_BYTES);
        array.readPages(
            address + prefix + CHECKSUM_BYTES, bitmap, firstPage, elements, pageElements);
      }
    }
  }

  /** Pages whose bit is not set were never written to the file. */
  private void readPages(
      long address, byte[] bitmap, int firstPage, int elements, int pageElements) {
    long at = address;
    for (int first = 0, page = firstPage; first < elements; first += pageElements, page++) {
      int count = Math.min(pageElements, elements - first);
      int bytes = count * elementBytes + CHECKSUM_BYTES;
      if ((bitmap[page / 8] & (0x80 >> (page % 8))) != 0) {
        readElements(verified(storage.readBufferFromAddress(at, bytes)), 0, count);
      } else {
        index += count;
      }
      at += bytes;
    }
  }

  private void readElements(ByteBuffer in, int from, int count) {
    in.position(from);
    for (int i = 0; i < count; i++) {
      long address = Utils.readBytesAsUnsignedLong(in, offsetBytes);
      int length = grid.chunkBytes();
      BitSet mask = new BitSet();
      if (client == 1) {
        length = Utils.readBytesAsUnsignedInt(in, elementBytes - offsetBytes - MASK_BYTES);
        byte[] bits = new byte[MASK_BYTES];
        in.get(bits);
        mask = BitSet.valueOf(bits);
      }
      if (address != Constants.UNDEFINED_ADDRESS && grid.holds(index)) {
        chunks.add(new ChunkImpl(address, length, grid.offset(index), mask));
      }
      index++;
    }
  }

  private ByteBuffer block(long address, String signature, int bytes) {
    ByteBuffer in = storage.readBufferFromAddress(address, bytes);
    byte[] found = new byte[4];
    in.get(0, found);
    if (!new String(found, StandardCharsets.ISO_8859_1).equals(signature)) {
      throw new HdfException("no chunk index " + signature + " at address " + address);
    }
    verified(in);
    in.position(signature.startsWith("HD", 2) ? 6 : 6 + offsetBytes);
    if (!signature.endsWith("HD") && in.getLong(6) != header && offsetBytes == Long.BYTES) {
      throw new HdfException("chunk index at address " + address + " of another dataset");
    }
    return in;
  }

  private static ByteBuffer verified(ByteBuffer in) {
    in.position(0);
    ChecksumUtils.validateChecksum(in);
    in.position(0);
    return in;
  }

  /** A damaged number must not become memory. */
  private void requireFew(long count) {
    if (count < 0 || count > storage.size()) {
      throw new HdfException("chunk index of " + count + " chunks");
    }
  }
}
