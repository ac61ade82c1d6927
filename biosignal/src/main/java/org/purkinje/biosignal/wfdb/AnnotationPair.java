package org.purkinje.biosignal.wfdb;

/**
 * The pairs of bytes an MIT-format annotation file is made of: the high 6 bits are a code, the low
 * 10 bits an interval or an argument; low byte first. Codes 1 to 49 are annotations, those here
 * qualify the annotation before them, or, for {@link #SKIP}, the one after.
 */
final class AnnotationPair {

  /** Moves on by the interval without an annotation; with an interval of 0, the end of the file. */
  static final int NO_ANNOTATION = 0;

  /** Four bytes of interval follow: high 16 bits, then low 16 bits, each low byte first. */
  static final int SKIP = 59;

  /** Number of this and the following annotations. */
  static final int NUM = 60;

  /** Subtype of this annotation. */
  static final int SUB = 61;

  /** Channel of this and the following annotations. */
  static final int CHN = 62;

  /** Text of this annotation follows, as many bytes as the argument says, padded to even. */
  static final int AUX = 63;

  /** Largest interval and argument. */
  static final int MAX_ARGUMENT = 1023;

  private AnnotationPair() {}
}
