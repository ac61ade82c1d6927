package org.purkinje.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.csv.CsvRows;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.ingest.corpus.Metadata;
import org.purkinje.ingest.corpus.MetadataRows;
import org.purkinje.ingest.corpus.MetadataTable;
import org.purkinje.jobsupport.file.FileTree;

/** Reads the metadata tables of a corpus onto the driver: the key and the columns asked for. */
final class MetadataReader {

  private final MetadataTable table;
  private final String uri;
  private final Map<String, List<String>> notesByKey = new HashMap<>();
  private final Map<String, RecordFault> faultByKey = new HashMap<>();
  private final Map<String, Long> repeated = new HashMap<>();
  private final Map<String, Long> lineByKey = new HashMap<>();
  private long count;
  private long unkeyed;

  private MetadataReader(MetadataTable table, String uri) {
    this.table = table;
    this.uri = uri;
  }

  /**
   * @throws IllegalArgumentException if a table or one of its columns is absent, or the table is no
   *     sound text
   */
  static Metadata read(String corpus, List<MetadataTable> tables, FileTree tree) {
    List<MetadataRows> rows = new ArrayList<>();
    for (MetadataTable table : tables) {
      rows.add(new MetadataReader(table, tree.uri(table.file())).rows(corpus, tree));
    }
    return new Metadata(tables, rows);
  }

  private MetadataRows rows(String corpus, FileTree tree) {
    if (!tree.has(table.file())) {
      throw new IllegalArgumentException(
          "%s: no such file, but %s needs it as metadata; download it too".formatted(uri, corpus));
    }
    try (CsvRows text =
        CsvRows.open(tree.folderOf(table.file()), FileTree.fileName(table.file()))) {
      Optional<CsvRows.Row> row = text.next();
      List<String> names = new ArrayList<>();
      if (row.isPresent()) {
        names.addAll(names(row.get().cells()));
      }
      List<Integer> places = new ArrayList<>(List.of(place(corpus, names, table.key())));
      table.columns().forEach(column -> places.add(place(corpus, names, column)));
      if (table.header()) {
        row = text.next();
      }
      for (; row.isPresent(); row = text.next()) {
        add(row.get(), places, names.size());
      }
    } catch (MalformedFileException e) {
      throw new IllegalArgumentException(
          "%s: metadata of %s: %s: %s".formatted(uri, corpus, e.place(), e.problem()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(uri + ": cannot be read: " + e.getMessage(), e);
    }
    return new MetadataRows(uri, count, unkeyed, notesByKey, faultByKey, repeated);
  }

  private List<String> names(List<String> first) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      names.add(table.header() ? first.get(i) : "_c" + i);
    }
    return names;
  }

  private int place(String corpus, List<String> names, String column) {
    int place = names.indexOf(column);
    if (place < 0 || place != names.lastIndexOf(column)) {
      throw new IllegalArgumentException(
          "%s: metadata of %s: column %s found %s among: %s"
              .formatted(
                  uri, corpus, column, place < 0 ? "nowhere" : "twice", String.join(", ", names)));
    }
    return place;
  }

  private void add(CsvRows.Row row, List<Integer> places, int width) {
    count++;
    List<String> cells = row.cells();
    String key = places.get(0) < cells.size() ? cells.get(places.get(0)) : "";
    if (key.isEmpty()) {
      unkeyed++;
      return;
    }
    Long first = lineByKey.putIfAbsent(key, row.line());
    if (first != null) {
      repeated.merge(key, 2L, (known, two) -> known + 1);
    }
    if (cells.size() != width) {
      refuse(
          key,
          "line " + row.line(),
          "row of %s with %d cells where the table has %d columns; is a separator not quoted?"
              .formatted(key, cells.size(), width));
      return;
    }
    List<String> notes = new ArrayList<>();
    for (int i = 1; i < places.size(); i++) {
      String cell = cells.get(places.get(i));
      if (!cell.isEmpty()) {
        notes.add(table.columns().get(i - 1) + ": " + cell);
      }
    }
    if (faultByKey.containsKey(key)) {
      return;
    }
    List<String> known = notesByKey.putIfAbsent(key, notes);
    if (known != null && !known.equals(notes)) {
      refuse(
          key,
          "lines %d and %d".formatted(first, row.line()),
          "two rows of %s that differ: %s against %s; remove the wrong one"
              .formatted(key, known, notes));
    }
  }

  private void refuse(String key, String place, String problem) {
    notesByKey.remove(key);
    faultByKey.putIfAbsent(
        key, new RecordFault(RecordFault.Part.NOTES, table.file(), place, problem));
  }
}
