package org.purkinje.biosignal.annotation;

/**
 * One of the 49 labels an MIT-format annotation can carry. A file may define labels of its own
 * under any of the numbers.
 *
 * @param value number under which files store it, 1 to 49
 * @param symbol how it is printed, e.g. {@code N}
 * @param kind what it labels
 * @param description in words
 * @see <a href="https://physionet.org/physiotools/wpg/wpg_31.htm">WFDB annotation codes</a>
 */
public record AnnotationCode(int value, String symbol, AnnotationKind kind, String description) {

  /** Largest number an annotation file can store as a label. */
  public static final int LARGEST = 49;

  public AnnotationCode {
    if (value < 1 || value > LARGEST) {
      throw new IllegalArgumentException("annotation code must be 1 to 49, got " + value);
    }
  }
}
