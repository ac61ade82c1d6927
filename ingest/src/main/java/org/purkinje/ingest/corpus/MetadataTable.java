package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CSV file of the corpus with facts of each record, which become notes {@code column: value}.
 *
 * @param file path in the corpus folder
 * @param header whether the first line names the columns; if not, they are {@code _c0}, {@code _c1}
 *     and so on
 * @param key column that names the record
 * @param record regular expression over the record's name; its first group is the key
 * @param columns those that are read
 */
public record MetadataTable(
    String file, boolean header, String key, String record, List<String> columns)
    implements Serializable {

  public MetadataTable {
    RulePattern.requireGroup("record", record);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("columns must name 1 column or more, got none");
    }
  }

  /** The key of a record; empty if the table has nothing of it. */
  public Optional<String> keyOf(String name) {
    Matcher matcher = Pattern.compile(record).matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
