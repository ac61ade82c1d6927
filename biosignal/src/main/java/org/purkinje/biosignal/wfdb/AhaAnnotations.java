package org.purkinje.biosignal.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationCode;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.text.StoredText;

/**
 * Reads annotation files in the format of the AHA database, 16 bytes an annotation: an unused one,
 * a letter, the time (high 16 bits, then low 16 bits, each low byte first), a serial number, then
 * the MIT subtype, the MIT code and six characters of text.
 *
 * <p>On the database's tapes the last eight bytes are unused and times count milliseconds; files of
 * WFDB's programs count samples and always hold an MIT code. So a file without any MIT code is
 * taken for one from a tape.
 *
 * @see <a href="https://physionet.org/physiotools/wag/annot-5.htm">WFDB annot(5)</a>
 */
final class AhaAnnotations {

  private static final int BYTES = 16;
  private static final double TAPE_HZ = 1000;

  /** MIT symbols of the letters, as WFDB's ecgmap.h pairs them; it takes any other for no beat. */
  private static final Map<Character, String> SYMBOLS =
      Map.ofEntries(
          Map.entry('N', "N"),
          Map.entry('V', "V"),
          Map.entry('E', "E"),
          Map.entry('F', "F"),
          Map.entry('R', "r"),
          Map.entry('P', "/"),
          Map.entry('Q', "Q"),
          Map.entry('U', "~"),
          Map.entry('O', "\""),
          Map.entry('[', "["),
          Map.entry(']', "]"));

  private AhaAnnotations() {}

  /** Whether the bytes start as no file in MIT format can: with a zero and one of the letters. */
  static boolean isAha(byte[] bytes) {
    return bytes.length >= BYTES
        && bytes[0] == 0
        && bytes[1] != '['
        && bytes[1] != ']'
        && SYMBOLS.containsKey((char) bytes[1]);
  }

  static WfdbAnnotations parse(String source, byte[] bytes) {
    List<Annotation> annotations = new ArrayList<>();
    boolean fromTape = true;
    int at = 0;
    while (at + 1 < bytes.length && bytes[at + 1] != 0) {
      if (bytes.length - at < BYTES) {
        throw new MalformedFileException(
            source,
            "byte " + at,
            "annotation must have 16 bytes, got %d; the file was cut".formatted(bytes.length - at));
      }
      annotations.add(annotation(source, bytes, at));
      fromTape &= bytes[at + 9] == 0;
      at += BYTES;
    }
    return new WfdbAnnotations(
        fromTape ? OptionalDouble.of(TAPE_HZ) : OptionalDouble.empty(), List.of(), annotations);
  }

  private static Annotation annotation(String source, byte[] bytes, int at) {
    long time = (long) pair(bytes, at + 2) << 16 | pair(bytes, at + 4);
    int mitCode = bytes[at + 9] & 0xFF;
    String text = StoredText.of(bytes, at + 10, 6).replace("\0", "");
    return new Annotation(
        time,
        mitCode == 0 ? letter(source, bytes, at) : mit(source, at, mitCode),
        mitCode == 0 ? 0 : bytes[at + 8],
        0,
        0,
        mitCode == 0 ? "" : text);
  }

  private static AnnotationCode letter(String source, byte[] bytes, int at) {
    String symbol = SYMBOLS.get((char) (bytes[at + 1] & 0xFF));
    if (symbol == null) {
      throw new MalformedFileException(
          source,
          "byte " + (at + 1),
          "annotation must be one of the letters N V E F R P Q U O [ ], got byte "
              + (bytes[at + 1] & 0xFF));
    }
    return StandardCodes.of(symbol);
  }

  private static AnnotationCode mit(String source, int at, int code) {
    if (code > AnnotationCode.LARGEST) {
      throw new MalformedFileException(
          source, "byte " + (at + 9), "MIT code must be 1 to 49, got " + code);
    }
    return StandardCodes.of(code);
  }

  private static int pair(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }
}
