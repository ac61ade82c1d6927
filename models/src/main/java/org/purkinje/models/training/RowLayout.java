package org.purkinje.models.training;

import java.io.Serializable;
import java.util.LinkedHashMap;

/**
 * Named blocks of the row of floats in which an example travels to its objective. 64-bit numbers
 * are split into four 16-bit pieces, which floats hold exactly, the least significant first.
 */
public final class RowLayout implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int PIECES = 4;
  private static final int PIECE_BITS = 16;
  private static final long PIECE_MASK = 0xFFFF;

  private final LinkedHashMap<String, Block> blockByName = new LinkedHashMap<>();
  private int length;

  /**
   * @param from column of its first float
   */
  record Block(int from, int length) implements Serializable {}

  /** A layout without blocks, which the methods below add. */
  public RowLayout() {}

  /** A yes or no. */
  public RowLayout flag(String name) {
    return floats(name, 1);
  }

  /** A 64-bit number. */
  public RowLayout number(String name) {
    return floats(name, PIECES);
  }

  /** {@code count} floats. */
  public RowLayout floats(String name, int count) {
    if (blockByName.putIfAbsent(name, new Block(length, count)) != null) {
      throw new IllegalArgumentException("a row has one block %s, got a second".formatted(name));
    }
    length += count;
    return this;
  }

  /** Floats in a row. */
  public int length() {
    return length;
  }

  Block block(String name) {
    Block block = blockByName.get(name);
    if (block == null) {
      throw new IllegalArgumentException(
          "a row has blocks %s, got %s".formatted(blockByName.keySet(), name));
    }
    return block;
  }

  /** The number whose pieces {@code at} gives. */
  static long number(PieceReader at) {
    long value = 0;
    for (int piece = 0; piece < PIECES; piece++) {
      value |= (long) at.read(piece) << (PIECE_BITS * piece);
    }
    return value;
  }

  /** Gives one of the pieces of a number. */
  @FunctionalInterface
  interface PieceReader {
    float read(int piece);
  }

  /** One row of a batch while it is filled; what is not set is 0. */
  public final class Row {

    private final float[] rows;
    private final int start;

    /**
     * @param rows all rows, one after another
     * @param index which of them
     */
    public Row(float[] rows, int index) {
      this.rows = rows;
      this.start = index * length;
    }

    public void set(String block, boolean value) {
      rows[start + block(block).from()] = value ? 1 : 0;
    }

    public void set(String block, long value) {
      for (int piece = 0; piece < PIECES; piece++) {
        rows[start + block(block).from() + piece] = (value >>> (PIECE_BITS * piece)) & PIECE_MASK;
      }
    }

    /**
     * @throws IllegalArgumentException if the block has another length
     */
    public void set(String block, float[] values) {
      Block to = block(block);
      if (values.length != to.length()) {
        throw new IllegalArgumentException(
            "block %s has %d floats, got %d".formatted(block, to.length(), values.length));
      }
      System.arraycopy(values, 0, rows, start + to.from(), values.length);
    }
  }
}
