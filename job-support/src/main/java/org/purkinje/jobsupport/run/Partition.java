package org.purkinje.jobsupport.run;

/**
 * A part of a table that is replaced as a whole.
 *
 * @param table table name, e.g. {@code windows}
 * @param key value of the table's first partition column, e.g. a corpus or a set's name
 */
public record Partition(String table, String key) {

  /** In the place of a table's name: the key is a folder, whose files a run replaces. */
  public static final String FILES = "files";

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
