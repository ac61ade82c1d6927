package org.purkinje.jobsupport.run;

/**
 * A part of a table that is replaced as a whole.
 *
 * @param table table name, e.g. {@code windows}
 * @param key value of the table's first partition column, e.g. a corpus or a set's name
 */
public record Partition(String table, String key) {

  @Override
  public String toString() {
    return table + "/" + key;
  }
}
