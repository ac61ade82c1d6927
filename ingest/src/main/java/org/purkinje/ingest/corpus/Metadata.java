package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.recording.RecordFault;

/**
 * The rows of a corpus' metadata tables.
 *
 * @param rows of each table, in order
 */
public record Metadata(List<MetadataTable> tables, List<MetadataRows> rows)
    implements Serializable {

  /** What the tables say of a record. */
  public List<String> notes(String name) {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      MetadataRows of = rows.get(i);
      tables
          .get(i)
          .keyOf(name)
          .ifPresent(key -> notes.addAll(of.notesByKey().getOrDefault(key, List.of())));
    }
    return notes;
  }

  /** Why tables say nothing of a record that they should tell of. */
  public List<RecordFault> faults(String name) {
    List<RecordFault> faults = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      Optional<String> key = tables.get(i).keyOf(name);
      if (key.isPresent() && !rows.get(i).notesByKey().containsKey(key.get())) {
        RecordFault absent =
            new RecordFault(
                RecordFault.Part.NOTES,
                tables.get(i).file(),
                "column " + tables.get(i).key(),
                "no row of %s; the table's facts of it are unknown".formatted(key.get()));
        faults.add(rows.get(i).faultByKey().getOrDefault(key.get(), absent));
      }
    }
    return faults;
  }
}
