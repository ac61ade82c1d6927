package org.purkinje.biosignal.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;

/** Oracle: the smallest stream that RFC 9639 works through byte by byte (appendix D.1). */
class FlacReaderTest {

  private static final byte[] SMALLEST =
      HexFormat.of()
          .parseHex(
              "664c6143800000221000100000000f00000f0ac442f0000000013e84b41807dc690307586a3dad1a2e0f"
                  + "fff869180000bf0358fd03128baa9a");

  /** Samples of a frame, the largest power of two of a frame header. */
  private static final int BLOCK = 1 << 15;

  @Test
  void decodesTheSmallestStream() throws IOException {
    FlacReader reader = open(SMALLEST);
    assertThat(reader.info().channels()).isEqualTo(2);
    assertThat(reader.info().bits()).isEqualTo(16);
    assertThat(reader.info().samples()).isEqualTo(1);
    assertThat(reader.readFrame()).isEqualTo(1);
    assertThat(reader.samples()[0][0]).isEqualTo(25588);
    assertThat(reader.samples()[1][0]).isEqualTo(10416);
    assertThat(reader.readFrame()).isZero();
  }

  /** Whatever single byte is changed behind the marker, something notices or the samples stay. */
  @Test
  void findsAChangedByteOfAFrame() {
    for (int at = 42; at < SMALLEST.length; at++) {
      byte[] changed = SMALLEST.clone();
      changed[at] ^= 0x10;
      assertThatThrownBy(() -> decode(changed))
          .as("byte %d", at)
          .isInstanceOf(MalformedFileException.class);
    }
  }

  @Test
  void findsACutStream() {
    for (int length = 0; length < SMALLEST.length; length++) {
      byte[] cut = Arrays.copyOf(SMALLEST, length);
      assertThatThrownBy(() -> decode(cut))
          .as("%d bytes", length)
          .isInstanceOf(MalformedFileException.class);
    }
  }

  /** More samples than 24 bits count, where other readers go wrong (wfdb-python#394). */
  @Test
  void readsMoreThan2ToThePowerOf24Samples() throws IOException {
    int frames = 513;
    FlacReader reader = open(constantFrames(frames));
    long samples = 0;
    for (int frame = 0; frame < frames; frame++) {
      assertThat(reader.readFrame()).isEqualTo(BLOCK);
      assertThat(reader.samples()[0][BLOCK - 1]).isEqualTo(frame);
      samples += BLOCK;
    }
    assertThat(reader.readFrame()).isZero();
    assertThat(samples).isEqualTo(reader.info().samples()).isGreaterThan(1 << 24);
  }

  /** One channel of 16 bits at 1 kHz in which each frame repeats its own number (RFC 9639, 9). */
  private static byte[] constantFrames(int frames) {
    ByteBuffer stream = ByteBuffer.allocate(42 + 12 * frames);
    stream.put("fLaC".getBytes(StandardCharsets.US_ASCII)).putInt(0x80 << 24 | 34);
    stream.putShort((short) BLOCK).putShort((short) BLOCK).put(new byte[6]);
    stream.putLong(1000L << 44 | 15L << 36 | (long) BLOCK * frames).put(new byte[16]);
    for (int frame = 0; frame < frames; frame++) {
      int start = stream.position();
      stream.putInt(0xFFF8_F000);
      if (frame < 0x80) {
        stream.put((byte) frame);
      } else {
        stream.put((byte) (0xC0 | (frame >> 6))).put((byte) (0x80 | (frame & 0x3F)));
      }
      int crc8 = 0;
      for (int i = start; i < stream.position(); i++) {
        crc8 = Crc.add8(crc8, stream.get(i) & 0xFF);
      }
      stream.put((byte) crc8).put((byte) 0).putShort((short) frame);
      stream.putShort((short) Crc.add16(0, stream.array(), start, stream.position()));
    }
    return Arrays.copyOf(stream.array(), stream.position());
  }

  private static FlacReader open(byte[] stream) throws IOException {
    return FlacReader.open("memory/r.dat", new ByteArrayInputStream(stream));
  }

  private static void decode(byte[] stream) throws IOException {
    FlacReader reader = open(stream);
    while (reader.readFrame() > 0) {}
  }
}
