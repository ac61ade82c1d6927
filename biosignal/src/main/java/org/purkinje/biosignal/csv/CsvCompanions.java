package org.purkinje.biosignal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.StandardCodes;
import org.purkinje.biosignal.recording.RecordAnnotation;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.text.FileText;

/** The files beside the samples' that belong to the record. */
record CsvCompanions(RecordFolder folder, String fileName, CsvLayout layout, RecordFaults faults) {

  CsvCompanions(RecordFolder folder, String fileName, CsvLayout layout) {
    this(folder, fileName, layout, new RecordFaults());
  }

  private static final int MAX_BYTES = 1 << 24;

  /** The lines of the file with notes, as far as there is one. */
  List<String> notes() throws IOException {
    String companion = layout.notes().of(fileName);
    if (companion.isEmpty() || companion.equals(fileName) || !folder.exists(companion)) {
      return List.of();
    }
    String text = faults.attempt(Part.NOTES, folder.describe(companion), "", () -> text(companion));
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
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
        all.addAll(
            faults.attempt(
                Part.ANNOTATIONS,
                folder.describe(companion),
                List.of(),
                () -> read(companion, fs)));
      }
    }
    return all;
  }

  private List<RecordAnnotation> read(String companion, double fs) throws IOException {
    List<RecordAnnotation> all = new ArrayList<>();
    List<String> names = List.of();
    boolean isFirst = true;
    for (CsvRows.Row row : rows(companion)) {
      List<String> cells = row.cells();
      if (isFirst && !cells.get(0).matches("[+-]?\\d*")) {
        names = cells;
        isFirst = false;
        continue;
      }
      isFirst = false;
      for (int c = 0; c < cells.size(); c++) {
        String cell = cells.get(c);
        if (!cell.isEmpty() && !layout.missing().contains(cell)) {
          String name = c < names.size() ? names.get(c) : companion;
          long sample = sample(companion, row.line(), cell);
          all.add(
              new RecordAnnotation(
                  name,
                  sample / fs,
                  OptionalDouble.empty(),
                  Annotation.of(sample, StandardCodes.of("\""))));
        }
      }
    }
    return all;
  }

  private List<CsvRows.Row> rows(String companion) throws IOException {
    requireSmall(companion);
    List<CsvRows.Row> rows = new ArrayList<>();
    try (CsvRows table = CsvRows.open(folder, companion)) {
      for (Optional<CsvRows.Row> row = table.next(); row.isPresent(); row = table.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  private long sample(String companion, long line, String cell) {
    try {
      return Long.parseLong(cell);
    } catch (NumberFormatException e) {
      throw new MalformedFileException(
          folder.describe(companion),
          "line " + line,
          "sample number expected, a whole number, got "
              + cell.substring(0, Math.min(40, cell.length())));
    }
  }

  private String text(String companion) throws IOException {
    requireSmall(companion);
    try (InputStream in = folder.open(companion)) {
      return FileText.of(in.readAllBytes());
    }
  }

  private void requireSmall(String companion) throws IOException {
    if (folder.size(companion) > MAX_BYTES) {
      throw new MalformedFileException(
          folder.describe(companion),
          "file",
          "%,d bytes of notes or annotations, at most 16 MiB are read"
              .formatted(folder.size(companion)));
    }
  }
}
