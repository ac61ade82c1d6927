package org.purkinje.biosignal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationCode;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFolder;

/** The files beside the samples' that belong to the record. */
record CsvCompanions(RecordFolder folder, String fileName, CsvLayout layout) {

  private static final int MOST_BYTES = 1 << 24;

  /** The lines of the file with notes, as far as there is one. */
  List<String> notes() throws IOException {
    String companion = layout.notes().of(fileName);
    if (companion.isEmpty() || companion.equals(fileName) || !folder.exists(companion)) {
      return List.of();
    }
    return text(companion).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * Every whole number in the files with annotations as an annotation at that sample; the annotator
   * is the column's name.
   *
   * @param fs Hz
   */
  List<RecordAnnotation> annotations(double fs) throws IOException {
    List<RecordAnnotation> all = new ArrayList<>();
    for (CsvLayout.Companion rule : layout.annotations()) {
      String companion = rule.of(fileName);
      if (!companion.equals(fileName) && folder.exists(companion)) {
        read(companion, fs, all);
      }
    }
    return all;
  }

  private void read(String companion, double fs, List<RecordAnnotation> all) throws IOException {
    List<String> lines = text(companion).lines().toList();
    List<String> names = List.of();
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (i == 0 && !cells[0].strip().matches("[+-]?\\d*")) {
        names = List.of(cells);
        continue;
      }
      for (int c = 0; c < cells.length; c++) {
        String cell = cells[c].strip();
        if (!cell.isEmpty() && !layout.missing().contains(cell)) {
          String name = c < names.size() ? names.get(c).strip() : companion;
          long sample = sample(companion, i + 1, cell);
          all.add(
              new RecordAnnotation(
                  name,
                  sample / fs,
                  OptionalDouble.empty(),
                  Annotation.of(sample, AnnotationCode.of("\""))));
        }
      }
    }
  }

  private long sample(String companion, int line, String cell) {
    try {
      return Long.parseLong(cell);
    } catch (NumberFormatException e) {
      throw new MalformedFileException(
          folder.describe(companion),
          "line " + line,
          "cell must be a sample number, got " + cell.substring(0, Math.min(40, cell.length())));
    }
  }

  private String text(String companion) throws IOException {
    if (folder.size(companion) > MOST_BYTES) {
      throw new MalformedFileException(
          folder.describe(companion),
          "file",
          "must be below 16 MiB, got " + folder.size(companion));
    }
    try (InputStream in = folder.open(companion)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
