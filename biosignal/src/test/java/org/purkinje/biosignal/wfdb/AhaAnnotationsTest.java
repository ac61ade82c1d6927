package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.StandardCodes;

/** Bytes worked out by hand from annot(5): no file in this format is at hand. */
class AhaAnnotationsTest {

  /** N at 65,537 ms and V at 66,337 ms, serial numbers 1 and 2. */
  private static final byte[] TAPE =
      HexFormat.of()
          .parseHex("004e0100010001000000000000000000" + "00560100210302000000000000000000");

  @Test
  void takesTimesOfATapeForMilliseconds() {
    WfdbAnnotations read = WfdbAnnotationReader.parse("memory/1001.ano", TAPE);
    assertThat(read.timeResolution()).hasValue(1000);
    assertThat(read.annotations())
        .containsExactly(
            Annotation.of(65_537, StandardCodes.of("N")),
            Annotation.of(66_337, StandardCodes.of("V")));
  }

  /** A rhythm change at sample 18 with subtype -1, MIT code 28 and the text (VT. */
  @Test
  void prefersTheMitCode() {
    byte[] bytes = HexFormat.of().parseHex("004f0000120001 00ff1c2856540000 00".replace(" ", ""));
    WfdbAnnotations read = WfdbAnnotationReader.parse("memory/100.aha", bytes);
    assertThat(read.timeResolution()).isEmpty();
    assertThat(read.annotations())
        .containsExactly(new Annotation(18, StandardCodes.of("+"), -1, 0, 0, "(VT"));
  }

  @Test
  void refusesACutFile() {
    assertThatThrownBy(() -> WfdbAnnotationReader.parse("memory/1001.ano", Arrays.copyOf(TAPE, 30)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "memory/1001.ano: byte 16: annotation must have 16 bytes, got 14; the file was cut");
  }

  @Test
  void refusesALetterThatTheFormatDoesNotHave() {
    byte[] bytes = TAPE.clone();
    bytes[17] = 'Y';
    assertThatThrownBy(() -> WfdbAnnotationReader.parse("memory/1001.ano", bytes))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("memory/1001.ano: byte 17: annotation must be one of the letters");
  }
}
