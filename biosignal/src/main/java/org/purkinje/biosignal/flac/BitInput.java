package org.purkinje.biosignal.flac;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.purkinje.biosignal.MalformedFileException;

/**
 * Reads bits, the highest of each byte first, and keeps the CRC-16 of the bytes since {@link
 * #startCrc}.
 *
 * <p>The next bits wait at the high end of a 64-bit word. What lies below the {@code ready} highest
 * ones are bits of the stream too, so filling it up writes over them what they were.
 */
final class BitInput {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int CAPACITY = 1 << 16;

  /** Zeros behind the end of the stream, so that a word can always be taken whole. */
  private static final int PADDING = 8;

  private final String source;
  private final InputStream in;
  private final byte[] buffer = new byte[CAPACITY + PADDING];
  private long bufferStart;
  private int next;
  private int limit;
  private boolean ended;
  private long word;
  private int ready;
  private int crcFrom;
  private int crc;

  BitInput(String source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  /**
   * @param count 0 to 32
   */
  int unsigned(int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    need(count);
    int bits = (int) (word >>> (64 - count));
    skip(count);
    return bits;
  }

  /**
   * Two's complement.
   *
   * @param count 0 to 32
   */
  int signed(int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    need(count);
    int bits = (int) (word >> (64 - count));
    skip(count);
    return bits;
  }

  /** Zeros before the next one, which is read too. */
  int zeros() throws IOException {
    int zeros = 0;
    while (true) {
      need(1);
      int run = Long.numberOfLeadingZeros(word);
      if (run < ready) {
        skip(run + 1);
        return zeros + run;
      }
      zeros += ready;
      skip(ready);
    }
  }

  /**
   * Reads Rice-coded numbers: quotient in unary, remainder in {@code parameter} bits, the sign
   * lowest.
   */
  void rice(int parameter, int[] numbers, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      if (ready < 32) {
        fill();
      }
      int run = Long.numberOfLeadingZeros(word);
      int folded;
      if (run + 1 + parameter <= ready) {
        // The remainder starts behind the 1 that ends the quotient.
        long rest = word << run << 1;
        folded = run << parameter | (int) (rest >>> 1 >>> (63 - parameter));
        skip(run + 1 + parameter);
      } else {
        folded = zeros() << parameter;
        folded |= unsigned(parameter);
      }
      numbers[i] = folded >>> 1 ^ -(folded & 1);
    }
  }

  void align() {
    skip(ready & 7);
  }

  /** Whether the stream has no further byte; to be asked at a whole byte. */
  boolean atEnd() throws IOException {
    if (ready == 0) {
      fill();
    }
    return ready == 0;
  }

  /** Bytes read so far, a begun one included. */
  long position() {
    return bufferStart + next - (ready >>> 3);
  }

  void startCrc() {
    crcFrom = consumed();
    crc = 0;
  }

  /** CRC-16 (polynomial 0x8005) of the whole bytes read since {@link #startCrc}. */
  int crc() {
    addCrc(consumed());
    return crc;
  }

  MalformedFileException broken(String problem) {
    return new MalformedFileException(source, "byte " + position(), problem);
  }

  private int consumed() {
    return next - ((ready + 7) >>> 3);
  }

  private void addCrc(int to) {
    crc = Crc.add16(crc, buffer, crcFrom, to);
    crcFrom = to;
  }

  private void skip(int count) {
    word <<= count;
    ready -= count;
  }

  private void need(int count) throws IOException {
    if (ready < count) {
      fill();
      if (ready < count) {
        throw broken("stream must go on for %d bits, got its end".formatted(count - ready));
      }
    }
  }

  /** Fills the word with 56 bits or more, or with all that are left. */
  private void fill() throws IOException {
    if (next + Long.BYTES > limit && !ended) {
      fillBuffer();
    }
    // Behind the limit lie zeros; the bits taken from there are not counted.
    word |= (long) LONG.get(buffer, next) >>> ready;
    int bytes = Math.min((63 - ready) >>> 3, limit - next);
    next += bytes;
    ready += 8 * bytes;
  }

  private void fillBuffer() throws IOException {
    int kept = consumed();
    addCrc(kept);
    System.arraycopy(buffer, kept, buffer, 0, limit - kept);
    bufferStart += kept;
    next -= kept;
    limit -= kept;
    crcFrom = 0;
    int got = in.readNBytes(buffer, limit, CAPACITY - limit);
    limit += got;
    ended = limit < CAPACITY;
    Arrays.fill(buffer, limit, limit + PADDING, (byte) 0);
  }
}
