package org.purkinje.biosignal.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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

  private static FlacReader open(byte[] stream) throws IOException {
    return FlacReader.open("memory/r.dat", new ByteArrayInputStream(stream));
  }

  private static void decode(byte[] stream) throws IOException {
    FlacReader reader = open(stream);
    while (reader.readFrame() > 0) {}
  }
}
