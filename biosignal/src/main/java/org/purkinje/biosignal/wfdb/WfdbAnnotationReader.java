package org.purkinje.biosignal.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationCode;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.text.StoredText;

/**
 * Reads annotation files in the MIT format and in that of the AHA database.
 *
 * @see <a href="https://physionet.org/physiotools/wag/annot-5.htm">WFDB annot(5)</a>
 */
public final class WfdbAnnotationReader {

  private final String source;
  private final byte[] bytes;
  private int at;
  private boolean isCut;

  /** Takes the end mark that is absent. */
  private final @Nullable RecordFaults faults;

  private WfdbAnnotationReader(String source, byte[] bytes, @Nullable RecordFaults faults) {
    this.source = source;
    this.bytes = bytes;
    this.faults = faults;
  }

  /**
   * Reads an annotation file whole.
   *
   * @param fileName the file with its annotator's ending, e.g. {@code 100.atr}
   * @throws MalformedFileException if the file breaks a rule of annot(5)
   */
  public static WfdbAnnotations read(RecordFolder folder, String fileName) throws IOException {
    try (InputStream in = folder.open(fileName)) {
      return parse(folder.describe(fileName), in.readAllBytes());
    }
  }

  /**
   * Reads an annotation file that may end without its two zero bytes, as WFDB's own programs do.
   *
   * @param faults takes their absence
   */
  static WfdbAnnotations read(RecordFolder folder, String fileName, RecordFaults faults)
      throws IOException {
    try (InputStream in = folder.open(fileName)) {
      return parse(folder.describe(fileName), in.readAllBytes(), faults);
    }
  }

  /**
   * Reads an annotation file from its bytes.
   *
   * @param source name of the file in error messages
   * @param bytes the whole file
   * @throws MalformedFileException if the bytes break a rule of annot(5)
   */
  public static WfdbAnnotations parse(String source, byte[] bytes) {
    return parse(source, bytes, null);
  }

  private static WfdbAnnotations parse(String source, byte[] bytes, @Nullable RecordFaults faults) {
    return AhaAnnotations.isAha(bytes)
        ? AhaAnnotations.parse(source, bytes)
        : new WfdbAnnotationReader(source, bytes, faults).annotations();
  }

  private WfdbAnnotations annotations() {
    AnnotationNotes notes = new AnnotationNotes();
    List<Annotation> annotations = new ArrayList<>();
    long sample = 0;
    int channel = 0;
    int number = 0;
    for (int pair = nextOrEnd(); pair != 0; pair = nextOrEnd()) {
      int code = pair >> 10;
      if (code == AnnotationPair.SKIP) {
        sample += interval();
        continue;
      }
      if (code > AnnotationCode.LARGEST) {
        throw broken(at - 2, "annotation must start with a code from 1 to 49, got " + code);
      }
      sample += argument(pair);
      if (code == AnnotationPair.NO_ANNOTATION) {
        continue;
      }
      int subtype = 0;
      String aux = "";
      for (int next = peekCode(); next > AnnotationPair.SKIP; next = peekCode()) {
        int argument = argument(nextPair());
        switch (next) {
          case AnnotationPair.NUM -> number = (byte) argument;
          case AnnotationPair.SUB -> subtype = (byte) argument;
          case AnnotationPair.CHN -> channel = argument & 0xFF;
          default -> aux = text(argument);
        }
      }
      Annotation annotation =
          new Annotation(sample, notes.code(code), subtype, channel, number, aux);
      if (!notes.take(annotation)) {
        annotations.add(annotation);
      }
    }
    if (isCut) {
      noteCut(annotations.size());
    }
    return new WfdbAnnotations(notes.timeResolution(), notes.definitions(), annotations);
  }

  /** The next pair, or the end mark that a file lacks which may do so. */
  private int nextOrEnd() {
    isCut = at == bytes.length && faults != null;
    return isCut ? 0 : nextPair();
  }

  private void noteCut(int count) {
    if (faults != null) {
      faults.add(
          Part.ANNOTATIONS,
          source,
          "byte " + at,
          "file ends without two zero bytes, so that annotations may be absent behind the %d kept"
              .formatted(count));
    }
  }

  /** The next two bytes as a number, low byte first. */
  private int nextPair() {
    require(2, "two zero bytes at its end");
    at += 2;
    return (bytes[at - 2] & 0xFF) | ((bytes[at - 1] & 0xFF) << 8);
  }

  /** The code of the next pair, or 0 at the end of the file. */
  private int peekCode() {
    return at + 1 < bytes.length ? (bytes[at + 1] & 0xFF) >> 2 : 0;
  }

  private static int argument(int pair) {
    return pair & AnnotationPair.MAX_ARGUMENT;
  }

  private int interval() {
    require(4, "the 4 bytes of a long interval");
    return (nextPair() << 16) | nextPair();
  }

  private String text(int length) {
    int padded = length + (length & 1);
    require(padded, "the %d bytes of a text".formatted(padded));
    String text = StoredText.of(bytes, at, length);
    at += padded;
    return text;
  }

  private void require(int count, String what) {
    if (bytes.length - at < count) {
      throw broken(at, "file must go on with %s, got %d bytes".formatted(what, bytes.length - at));
    }
  }

  private MalformedFileException broken(int offset, String problem) {
    return new MalformedFileException(source, "byte " + offset, problem);
  }
}
