package org.purkinje.biosignal;

/** A file breaks its format's rules; the text reads {@code source: place: problem}. */
public final class MalformedFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final String place;
  private final String problem;

  /**
   * @param source the file, e.g. {@code mitdb/100.hea}
   * @param place where in it: line and field for text, byte offset for binary
   * @param problem the rule, then the value found, then the remedy where one is known
   */
  public MalformedFileException(String source, String place, String problem) {
    super(source + ": " + place + ": " + problem);
    this.source = source;
    this.place = place;
    this.problem = problem;
  }

  public String source() {
    return source;
  }

  public String place() {
    return place;
  }

  public String problem() {
    return problem;
  }
}
