package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationCode;
import org.purkinje.biosignal.annotation.AnnotationKind;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.recording.LocalRecordFolder;

/**
 * Pairs of bytes worked out by hand from annot(5): code in the high 6 bits, interval in the low 10.
 */
class WfdbAnnotationTest {

  private static final AnnotationCode N = StandardCodes.of("N");
  private static final AnnotationCode V = StandardCodes.of("V");

  /** 18 | 28 &lt;&lt; 10, a text of 3 bytes and its padding, then 77 | 1 &lt;&lt; 10. */
  @Test
  void readsARhythmAndABeat() {
    assertThat(parse(0x12, 0x70, 0x03, 0xFC, '(', 'N', 0, 0, 0x4D, 0x04, 0, 0).annotations())
        .containsExactly(Annotation.of(18, StandardCodes.of("+"), "(N\0"), Annotation.of(95, N));
  }

  @Test
  void givesTheTextUpToItsEndMark() {
    assertThat(Annotation.of(18, StandardCodes.of("+"), "(AFIB\0").text()).isEqualTo("(AFIB");
    assertThat(Annotation.of(18, StandardCodes.of("+"), "(AFIB").text()).isEqualTo("(AFIB");
  }

  /** 100,000 = 0x000186A0, high half first. */
  @Test
  void readsALongInterval() {
    assertThat(parse(0, 0xEC, 0x01, 0x00, 0xA0, 0x86, 0x05, 0x04, 0, 0).annotations())
        .containsExactly(Annotation.of(100_005, N));
  }

  @Test
  void readsANegativeLongInterval() {
    assertThat(parse(0x0A, 0x04, 0, 0xEC, 0xFF, 0xFF, 0xFD, 0xFF, 0, 0x14, 0, 0).annotations())
        .containsExactly(Annotation.of(10, N), Annotation.of(7, V));
  }

  @Test
  void keepsNumberAndChannelUntilChangedButNotTheSubtype() {
    int[] bytes = {
      1, 0x04, 0xFF, 0xF7, 1, 0xF8, 9, 0xF0, // N at 1: subtype -1, channel 1, number 9
      1, 0x04, // N at 2
      1, 0x04, 0, 0xF8, 0xFE, 0xF3, // N at 3: channel 0, number -2
      1, 0x14, // V at 4
      0, 0
    };
    assertThat(parse(bytes).annotations())
        .containsExactly(
            new Annotation(1, N, -1, 1, 9, ""),
            new Annotation(2, N, 0, 1, 9, ""),
            new Annotation(3, N, 0, 0, -2, ""),
            new Annotation(4, V, 0, 0, -2, ""));
  }

  @Test
  void movesOnAtAPairWithoutACode() {
    assertThat(parse(5, 0x00, 1, 0x04, 0, 0).annotations()).containsExactly(Annotation.of(6, N));
  }

  @Test
  void readsAndWritesTimeResolutionAndOwnCodes() {
    AnnotationCode pulse = new AnnotationCode(15, "c", AnnotationKind.NOTE, "calibration pulse");
    WfdbAnnotations annotations =
        new WfdbAnnotations(
            OptionalDouble.of(500), List.of(pulse), List.of(Annotation.of(3, pulse)));

    assertThat(WfdbAnnotationReader.parse("r.atr", WfdbAnnotationWriter.bytes(annotations)))
        .isEqualTo(annotations);
  }

  @Test
  void keepsOrdinaryCommentsAtSample0() {
    Annotation comment = Annotation.of(0, StandardCodes.of("\""), "made by hand");
    byte[] bytes = WfdbAnnotationWriter.bytes(WfdbAnnotations.of(List.of(comment)));

    assertThat(WfdbAnnotationReader.parse("r.atr", bytes).annotations()).containsExactly(comment);
  }

  @Test
  void writesIntervalsAbove1023AsLongOnes() {
    WfdbAnnotations annotations =
        WfdbAnnotations.of(List.of(Annotation.of(1023, N), Annotation.of(2047, N)));

    assertThat(WfdbAnnotationWriter.bytes(annotations))
        .containsExactly(0xFF, 0x07, 0, 0xEC, 0, 0, 0, 0x04, 0, 0x04, 0, 0);
  }

  @Test
  void readsBackWhatItWrites(@TempDir Path folder) throws IOException {
    Random random = new Random(7);
    String[] texts = {"", "(AFIB", "(N\0", "odd", "é"};
    List<Annotation> annotations = new ArrayList<>();
    long sample = 1;
    for (int i = 0; i < 2000; i++) {
      sample += random.nextInt(10) == 0 ? random.nextLong(5_000_000_000L) : random.nextInt(1500);
      annotations.add(
          new Annotation(
              sample,
              StandardCodes.of(1 + random.nextInt(49)),
              random.nextInt(4) == 0 ? random.nextInt(256) - 128 : 0,
              random.nextInt(4) == 0 ? random.nextInt(256) : 0,
              random.nextInt(4) == 0 ? random.nextInt(256) - 128 : 0,
              texts[random.nextInt(texts.length)]));
    }
    WfdbAnnotations file = WfdbAnnotations.of(annotations);

    WfdbAnnotationWriter.write(folder.resolve("r.atr"), file);

    assertThat(WfdbAnnotationReader.read(new LocalRecordFolder(folder), "r.atr")).isEqualTo(file);
  }

  @Test
  void rejectsAFileWithoutItsEnd() {
    assertThatThrownBy(() -> parse(0x12, 0x04))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("r.atr: byte 2: file must go on with two zero bytes at its end, got 0 bytes");
  }

  @Test
  void rejectsATruncatedText() {
    assertThatThrownBy(() -> parse(0x12, 0x70, 0x05, 0xFC, '(', 'A'))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("r.atr: byte 4: file must go on with the 6 bytes of a text, got 2 bytes");
  }

  @Test
  void rejectsATruncatedLongInterval() {
    assertThatThrownBy(() -> parse(0, 0xEC, 1, 0))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "r.atr: byte 2: file must go on with the 4 bytes of a long interval, got 2 bytes");
  }

  @Test
  void rejectsAQualifierWithoutAnAnnotation() {
    assertThatThrownBy(() -> parse(1, 0xF8, 0, 0))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage("r.atr: byte 0: annotation must start with a code from 1 to 49, got 62");
  }

  @Test
  void rejectsATextThatCannotBeStored() {
    Annotation tooLong = Annotation.of(1, N, "x".repeat(256));
    assertThatThrownBy(() -> WfdbAnnotationWriter.bytes(WfdbAnnotations.of(List.of(tooLong))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "annotation text must be Latin-1 of at most 255 characters, got " + "x".repeat(256));
  }

  private static WfdbAnnotations parse(int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return WfdbAnnotationReader.parse("r.atr", content);
  }
}
