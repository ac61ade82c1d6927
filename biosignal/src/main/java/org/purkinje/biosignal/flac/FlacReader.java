package org.purkinje.biosignal.flac;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.purkinje.biosignal.MalformedFileException;

/**
 * Decodes a FLAC stream frame by frame. The checksums of every frame and, at the end, the MD5 of
 * all samples are compared with the stored ones.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9639">RFC 9639</a>
 */
public final class FlacReader {

  private static final int MARKER = 0x664C6143;
  private static final int STREAM_INFO = 0;
  private static final int STREAM_INFO_BYTES = 34;
  private static final String UNKNOWN_MD5 = "0".repeat(32);

  private final BitInput in;
  private final FlacStreamInfo info;
  private final Subframe subframe;
  private final int[][] block;
  private final MessageDigest md5;
  private final byte[] pcm;
  private long samplesRead;

  private FlacReader(BitInput in, FlacStreamInfo info) {
    this.in = in;
    this.info = info;
    this.subframe = new Subframe(in);
    this.block = new int[info.channels()][info.largestBlock()];
    this.pcm = new byte[info.channels() * info.largestBlock() * pcmBytes(info)];
    try {
      this.md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads the stream up to its first frame. The caller closes {@code stream}.
   *
   * @param source name of the file in error messages
   * @throws MalformedFileException if it is not a FLAC stream of 4 to 24 bits
   */
  public static FlacReader open(String source, InputStream stream) throws IOException {
    BitInput in = new BitInput(source, stream);
    int marker = in.unsigned(32);
    if (marker != MARKER) {
      throw in.broken("file must start with fLaC, got %08X".formatted(marker));
    }
    boolean last = in.unsigned(1) == 1;
    int type = in.unsigned(7);
    int length = in.unsigned(24);
    if (type != STREAM_INFO || length != STREAM_INFO_BYTES) {
      throw in.broken(
          "first block must be the stream's head of 34 bytes, got type %d of %d bytes"
              .formatted(type, length));
    }
    FlacStreamInfo info = info(in);
    while (!last) {
      last = in.unsigned(1) == 1;
      in.unsigned(7);
      for (int left = in.unsigned(24); left > 0; left--) {
        in.unsigned(8);
      }
    }
    return new FlacReader(in, info);
  }

  public FlacStreamInfo info() {
    return info;
  }

  /**
   * Decodes the next frame into {@link #samples}.
   *
   * @return its samples per channel; 0 at the end of the stream
   * @throws MalformedFileException if a checksum, the number of samples or a rule of the format is
   *     broken
   */
  public int readFrame() throws IOException {
    if (in.atEnd()) {
      verifyStream();
      return 0;
    }
    in.startCrc();
    FrameHeader frame = FrameHeader.read(in, info);
    for (int c = 0; c < frame.channels(); c++) {
      subframe.read(frame.bits() + (isSide(frame.stereo(), c) ? 1 : 0), frame.block(), block[c]);
    }
    in.align();
    int crc = in.crc();
    int stored = in.unsigned(16);
    if (stored != crc) {
      throw in.broken("checksum of the frame must be %04X, got %04X".formatted(crc, stored));
    }
    separate(frame);
    addToMd5(frame.block());
    samplesRead += frame.block();
    return frame.block();
  }

  /** The last frame's samples, shape [channels][at least its samples]; overwritten by the next. */
  public int[][] samples() {
    return block;
  }

  private static FlacStreamInfo info(BitInput in) throws IOException {
    in.unsigned(16);
    int largestBlock = in.unsigned(16);
    in.unsigned(24);
    in.unsigned(24);
    int rateHz = in.unsigned(20);
    int channels = in.unsigned(3) + 1;
    int bits = in.unsigned(5) + 1;
    long samples = ((long) in.unsigned(4) << 32) | (in.unsigned(32) & 0xFFFF_FFFFL);
    byte[] md5 = new byte[16];
    for (int i = 0; i < md5.length; i++) {
      md5[i] = (byte) in.unsigned(8);
    }
    if (largestBlock < 16 || bits < 4 || bits > 24) {
      throw in.broken(
          "stream must have frames of 16 samples or more and 4 to 24 bits, got %d and %d"
              .formatted(largestBlock, bits));
    }
    return new FlacStreamInfo(
        largestBlock, rateHz, channels, bits, samples, HexFormat.of().formatHex(md5));
  }

  private static boolean isSide(FrameHeader.Stereo stereo, int channel) {
    return switch (stereo) {
      case INDEPENDENT -> false;
      case LEFT_SIDE, MID_SIDE -> channel == 1;
      case SIDE_RIGHT -> channel == 0;
    };
  }

  private void separate(FrameHeader frame) {
    if (frame.stereo() == FrameHeader.Stereo.INDEPENDENT) {
      return;
    }
    int[] left = block[0];
    int[] right = block[1];
    for (int i = 0; i < frame.block(); i++) {
      switch (frame.stereo()) {
        case LEFT_SIDE -> right[i] = left[i] - right[i];
        case SIDE_RIGHT -> left[i] += right[i];
        default -> {
          // The lowest bit of the sum was dropped; it is that of the difference.
          int twice = (left[i] << 1) | (right[i] & 1);
          left[i] = (twice + right[i]) >> 1;
          right[i] = left[i] - right[i];
        }
      }
    }
  }

  private void addToMd5(int samples) {
    if (info.md5().equals(UNKNOWN_MD5)) {
      return;
    }
    int bytes = pcmBytes(info);
    int at = 0;
    for (int i = 0; i < samples; i++) {
      for (int[] channel : block) {
        for (int b = 0; b < bytes; b++) {
          pcm[at++] = (byte) (channel[i] >> (8 * b));
        }
      }
    }
    md5.update(pcm, 0, at);
  }

  private void verifyStream() {
    if (info.samples() > 0 && samplesRead != info.samples()) {
      throw in.broken(
          "stream must hold the %d samples of its head, got %d; it was cut"
              .formatted(info.samples(), samplesRead));
    }
    if (!info.md5().equals(UNKNOWN_MD5)) {
      String found = HexFormat.of().formatHex(md5.digest());
      if (!found.equals(info.md5())) {
        throw in.broken("MD5 of the samples must be %s, got %s".formatted(info.md5(), found));
      }
    }
  }

  private static int pcmBytes(FlacStreamInfo info) {
    return (info.bits() + 7) / 8;
  }
}
