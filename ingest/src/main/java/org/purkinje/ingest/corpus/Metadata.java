package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows of a corpus' metadata tables.
 *
 * @param notesByKey of each table, in order: by a record's key, one note {@code column: value} for
 *     each column that has a value
 */
public record Metadata(List<MetadataTable> tables, List<Map<String, List<String>>> notesByKey)
    implements Serializable {

  /** What the tables say of a record. */
  public List<String> notes(String name) {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      Map<String, List<String>> rows = notesByKey.get(i);
      tables.get(i).keyOf(name).ifPresent(key -> notes.addAll(rows.getOrDefault(key, List.of())));
    }
    return notes;
  }
}
