package org.purkinje.biosignal.wfdb;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The storage formats of signal(5) that can be read and written.
 *
 * @see <a href="https://physionet.org/physiotools/wag/signal-5.htm">WFDB signal(5)</a>
 */
public enum SampleFormat {
  FORMAT_16(16, 16, 1, 2, new Format16Codec()),
  FORMAT_212(212, 12, 2, 3, new Format212Codec());

  private final int code;
  private final int bits;
  private final int packSamples;
  private final int packBytes;

  @SuppressWarnings("ImmutableEnumChecker") // Codecs have no state.
  private final SampleCodec codec;

  SampleFormat(int code, int bits, int packSamples, int packBytes, SampleCodec codec) {
    this.code = code;
    this.bits = bits;
    this.packSamples = packSamples;
    this.packBytes = packBytes;
    this.codec = codec;
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

  /** Smallest value that can be stored, adu; it stands for a missing sample. */
  public int missingCode() {
    return -(1 << (bits - 1));
  }

  /** Largest value that can be stored, adu. */
  public int largest() {
    return (1 << (bits - 1)) - 1;
  }

  /** Samples that share a run of whole bytes. */
  int packSamples() {
    return packSamples;
  }

  /** Bytes that {@code samples} samples take from the start of a file. */
  long bytes(long samples) {
    return (samples * packBytes + packSamples - 1) / packSamples;
  }

  /** Samples that lie wholly in the first {@code bytes} bytes of a file. */
  long samples(long bytes) {
    return bytes * packSamples / packBytes;
  }

  SampleCodec codec() {
    return codec;
  }
}
