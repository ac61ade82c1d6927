package org.purkinje.biosignal.wfdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.file.WholeFile;

/**
 * Writes annotation files in the MIT format.
 *
 * @see <a href="https://physionet.org/physiotools/wag/annot-5.htm">WFDB annot(5)</a>
 */
public final class WfdbAnnotationWriter {

  /** WFDB's own readers take the length of a text from one byte. */
  private static final int MAX_TEXT = 255;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long sample;
  private int channel;
  private int number;

  private WfdbAnnotationWriter() {}

  /**
   * Writes a file that appears under its name only when it is whole, replacing what is there.
   *
   * @param file ends with the annotator's name, e.g. {@code 100.atr}
   */
  public static void write(Path file, WfdbAnnotations annotations) throws IOException {
    byte[] bytes = bytes(annotations);
    WholeFile.write(file, partial -> Files.write(partial, bytes));
  }

  /**
   * The file as bytes.
   *
   * @throws IllegalArgumentException if a text is longer than 255 bytes or not Latin-1
   */
  public static byte[] bytes(WfdbAnnotations annotations) {
    WfdbAnnotationWriter writer = new WfdbAnnotationWriter();
    List<Annotation> all = new ArrayList<>(AnnotationNotes.of(annotations));
    all.addAll(annotations.annotations());
    all.forEach(writer::add);
    writer.pair(0, 0);
    return writer.out.toByteArray();
  }

  private void add(Annotation annotation) {
    pair(annotation.code().value(), interval(annotation.sample() - sample));
    sample = annotation.sample();
    if (annotation.subtype() != 0) {
      pair(AnnotationPair.SUB, annotation.subtype() & AnnotationPair.MAX_ARGUMENT);
    }
    if (annotation.channel() != channel) {
      channel = annotation.channel();
      pair(AnnotationPair.CHN, channel);
    }
    if (annotation.number() != number) {
      number = annotation.number();
      pair(AnnotationPair.NUM, number & AnnotationPair.MAX_ARGUMENT);
    }
    if (!annotation.aux().isEmpty()) {
      text(annotation.aux());
    }
  }

  /** Writes what of an interval a pair cannot hold and returns the rest. */
  private int interval(long samples) {
    long left = samples;
    while (left < 0 || left > AnnotationPair.MAX_ARGUMENT) {
      int step = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, left));
      pair(AnnotationPair.SKIP, 0);
      word(step >>> 16);
      word(step & 0xFFFF);
      left -= step;
    }
    return (int) left;
  }

  private void text(String aux) {
    byte[] text = aux.getBytes(StandardCharsets.ISO_8859_1);
    if (text.length > MAX_TEXT || !new String(text, StandardCharsets.ISO_8859_1).equals(aux)) {
      throw new IllegalArgumentException(
          "annotation text must be Latin-1 of at most %d characters, got %s"
              .formatted(MAX_TEXT, aux));
    }
    pair(AnnotationPair.AUX, text.length);
    out.writeBytes(text);
    if (text.length % 2 == 1) {
      out.write(0);
    }
  }

  private void pair(int code, int argument) {
    word((code << 10) | argument);
  }

  private void word(int value) {
    out.write(value);
    out.write(value >> 8);
  }
}
