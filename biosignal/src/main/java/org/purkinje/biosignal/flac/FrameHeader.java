package org.purkinje.biosignal.flac;

import java.io.IOException;

/**
 * The head of a frame.
 *
 * @param block samples of each channel in the frame
 * @param channels 1 to 8
 * @param stereo how two channels were combined
 * @param bits of a sample
 */
record FrameHeader(int block, int channels, Stereo stereo, int bits) {

  /** How a frame stores two channels. */
  enum Stereo {
    INDEPENDENT,
    LEFT_SIDE,
    SIDE_RIGHT,
    MID_SIDE
  }

  private static final int SYNC = 0x7FFC;
  private static final int[] BITS = {0, 8, 12, 0, 16, 20, 24, 0};

  /** Reads a head, from its synchronisation code to its checksum. */
  static FrameHeader read(BitInput in, FlacStreamInfo info) throws IOException {
    Bytes bytes = new Bytes(in);
    int sync = bytes.next() << 8 | bytes.next();
    if (sync >>> 1 != SYNC) {
      throw in.broken("frame must start with FFF8 or FFF9, got %04X".formatted(sync));
    }
    int sizes = bytes.next();
    int layout = bytes.next();
    skipNumber(in, bytes);
    int block = block(sizes >>> 4, in, bytes);
    switch (sizes & 15) {
      case 12 -> bytes.next();
      case 13, 14 -> {
        bytes.next();
        bytes.next();
      }
      default -> {}
    }
    int crc = bytes.crc;
    int stored = in.unsigned(8);
    if (stored != crc) {
      throw in.broken("checksum of the frame's head must be %02X, got %02X".formatted(crc, stored));
    }
    if (block > info.largestBlock()) {
      throw in.broken(
          "frame must have at most the %d samples of the stream's head, got %d"
              .formatted(info.largestBlock(), block));
    }
    int assignment = layout >>> 4;
    int channels = assignment < 8 ? assignment + 1 : 2;
    int code = layout >>> 1 & 7;
    int bits = code == 0 ? info.bits() : BITS[code];
    if (assignment > 10 || channels != info.channels() || bits != info.bits()) {
      throw in.broken(
          "frame must have the stream's %d channels of %d bits, got channel code %d, size code %d"
              .formatted(info.channels(), info.bits(), assignment, code));
    }
    Stereo stereo = assignment < 8 ? Stereo.INDEPENDENT : Stereo.values()[assignment - 7];
    return new FrameHeader(block, channels, stereo, bits);
  }

  /** The number of the frame or of its first sample, in as many bytes as UTF-8 would take. */
  private static void skipNumber(BitInput in, Bytes bytes) throws IOException {
    int first = bytes.next();
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    if (ones == 1 || ones > 7) {
      throw in.broken("frame number must be coded as in UTF-8, got %02X".formatted(first));
    }
    for (int i = 1; i < ones; i++) {
      bytes.next();
    }
  }

  private static int block(int code, BitInput in, Bytes bytes) throws IOException {
    return switch (code) {
      case 0 -> throw in.broken("frame must have a number of samples, got code 0");
      case 1 -> 192;
      case 2, 3, 4, 5 -> 576 << (code - 2);
      case 6 -> bytes.next() + 1;
      case 7 -> (bytes.next() << 8 | bytes.next()) + 1;
      default -> 256 << (code - 8);
    };
  }

  /** Bytes of the head with their CRC-8. */
  private static final class Bytes {
    private final BitInput in;
    private int crc;

    Bytes(BitInput in) {
      this.in = in;
    }

    int next() throws IOException {
      int value = in.unsigned(8);
      crc = Crc.add8(crc, value);
      return value;
    }
  }
}
