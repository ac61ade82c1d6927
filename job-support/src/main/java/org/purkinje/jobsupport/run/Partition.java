package org.purkinje.jobsupport.run;

import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.table.Table;

/**
 * A part of a table that is replaced as a whole.
 *
 * @param table table name, e.g. {@code windows}
 * @param key value of the table's first partition column, e.g. a corpus or a set's name
 */
public record Partition(String table, String key) {

  /**
   * In the place of a table's name: the key is a folder, whose files a run replaces, as a path from
   * the warehouse if it lies therein.
   */
  public static final String FILES = "files";

  public Partition(Table table, String key) {
    this(table.name(), key);
  }

  /** The same partition as a warehouse knows it, wherever that lies. */
  Partition in(StoredFolder warehouse) {
    return table.equals(FILES) ? new Partition(table, warehouse.relativize(key)) : this;
  }

  /** From what {@link #toString} gives; the key may hold slashes. */
  static Partition parse(String text) {
    int slash = text.indexOf('/');
    return new Partition(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return table + "/" + key;
  }
}
