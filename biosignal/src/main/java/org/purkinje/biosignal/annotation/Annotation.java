package org.purkinje.biosignal.annotation;

/**
 * A label at an instant of a recording, or from an instant on.
 *
 * @param sample where it is, samples at the annotation file's time resolution, which is the
 *     record's frame rate unless the file says otherwise
 * @param code what it says
 * @param subtype refines the code, -128 to 127, usually 0
 * @param channel the signal it belongs to, 0 to 255
 * @param number a further number, -128 to 127, usually 0
 * @param aux text as stored, e.g. {@code (AFIB} for a rhythm; often ended by a NUL character
 */
public record Annotation(
    long sample, AnnotationCode code, int subtype, int channel, int number, String aux) {

  public Annotation {
    checkByte("subtype", subtype, Byte.MIN_VALUE, Byte.MAX_VALUE);
    checkByte("channel", channel, 0, 255);
    checkByte("number", number, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  /** An annotation with nothing but a code. */
  public static Annotation of(long sample, AnnotationCode code) {
    return new Annotation(sample, code, 0, 0, 0, "");
  }

  /** An annotation with a text, e.g. a rhythm. */
  public static Annotation of(long sample, AnnotationCode code, String aux) {
    return new Annotation(sample, code, 0, 0, 0, aux);
  }

  /** The text of {@link #aux()} up to its first NUL character. */
  public String text() {
    int end = aux.indexOf('\0');
    return end < 0 ? aux : aux.substring(0, end);
  }

  private static void checkByte(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "annotation %s must be %d to %d, got %d".formatted(what, least, most, value));
    }
  }
}
