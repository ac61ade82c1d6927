package org.purkinje.biosignal.wfdb;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The storage formats of signal(5) that can be read.
 *
 * @see <a href="https://physionet.org/physiotools/wag/signal-5.htm">WFDB signal(5)</a>
 */
public enum SampleFormat {
  FORMAT_0(0, 16),
  FORMAT_8(8, 8, 1, new FixedWidthCodecs.Format8(), 0),
  FORMAT_16(16, 16, 2, new FixedWidthCodecs.Format16(), 0),
  FORMAT_24(24, 24, 3, new FixedWidthCodecs.Format24(), 0),
  FORMAT_32(32, 32, 4, new FixedWidthCodecs.Format32(), 0),
  FORMAT_61(61, 16, 2, new FixedWidthCodecs.Format61(), 0),
  FORMAT_80(80, 8, 1, new FixedWidthCodecs.Format80(), 0),
  FORMAT_160(160, 16, 2, new FixedWidthCodecs.Format160(), 0),
  FORMAT_212(212, 12, 3, new Format212Codec(), 0, 2),
  FORMAT_310(310, 10, 4, new Format310Codec(), 0, 2, 4),
  FORMAT_311(311, 10, 4, new Format311Codec(), 0, 2, 3),
  FORMAT_508(508, 8),
  FORMAT_516(516, 16),
  FORMAT_524(524, 24);

  private final int code;
  private final int bits;
  private final int packBytes;

  @SuppressWarnings("ImmutableEnumChecker") // Codecs have no state.
  private final @Nullable SampleCodec codec;

  @SuppressWarnings("ImmutableEnumChecker") // Never changed or given away.
  private final int[] bytesOfFirst;

  /**
   * @param bytesOfFirst bytes that the first 0, 1, … samples of a pack take when the others are
   *     absent
   */
  SampleFormat(int code, int bits, int packBytes, SampleCodec codec, int... bytesOfFirst) {
    this.code = code;
    this.bits = bits;
    this.packBytes = packBytes;
    this.codec = codec;
    this.bytesOfFirst = bytesOfFirst;
  }

  /** A format without packed samples. */
  SampleFormat(int code, int bits) {
    this.code = code;
    this.bits = bits;
    this.packBytes = 0;
    this.codec = null;
    this.bytesOfFirst = new int[] {0};
  }

  /** The format whose header code is {@code code}, if it can be read. */
  public static Optional<SampleFormat> ofCode(int code) {
    return Arrays.stream(values()).filter(format -> format.code == code).findFirst();
  }

  /** All codes that can be read, e.g. {@code 16, 212}. */
  static String codes() {
    return Arrays.stream(values())
        .map(format -> Integer.toString(format.code))
        .collect(Collectors.joining(", "));
  }

  /** The number by which headers call the format. */
  public int code() {
    return code;
  }

  /** Bits of a stored sample. */
  public int bits() {
    return bits;
  }

  /**
   * Value that stands for a missing sample, adu: the smallest that can be stored. Differences have
   * none, so theirs is a value that they do not reach.
   */
  public int missingCode() {
    return isDifference() ? Integer.MIN_VALUE : -1 << (bits - 1);
  }

  /** Largest value that can be stored, adu. */
  public int largest() {
    return ~(-1 << (bits - 1));
  }

  /** Whether what is stored are differences between samples, the first to the initial value. */
  boolean isDifference() {
    return this == FORMAT_8;
  }

  /** Whether there is no file: every sample is missing. */
  public boolean isNull() {
    return this == FORMAT_0;
  }

  /** Whether a file is a FLAC stream, whose samples take no fixed number of bytes. */
  public boolean isCompressed() {
    return !isNull() && codec == null;
  }

  /** Whether {@link WfdbRecordWriter} writes it: samples, not differences, in fixed places. */
  public boolean isWritable() {
    return codec != null && !isDifference();
  }

  /** Samples that share a run of whole bytes. */
  int packSamples() {
    return bytesOfFirst.length;
  }

  /** Bytes that {@code samples} samples take from the start of a file. */
  long bytes(long samples) {
    return samples / packSamples() * packBytes + bytesOfFirst[(int) (samples % packSamples())];
  }

  /** Samples that lie wholly in the first {@code bytes} bytes of a file. */
  long samples(long bytes) {
    int left = (int) (bytes % packBytes);
    int first = packSamples() - 1;
    while (bytesOfFirst[first] > left) {
      first--;
    }
    return bytes / packBytes * packSamples() + first;
  }

  /**
   * @throws IllegalStateException unless the format is packed
   */
  SampleCodec codec() {
    if (codec == null) {
      throw new IllegalStateException("format %d has no packed samples".formatted(code));
    }
    return codec;
  }
}
