package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.purkinje.biosignal.recording.RecordFault;

/**
 * The rows of a metadata table.
 *
 * @param uri address of the table
 * @param count how many there are, the header apart
 * @param unkeyed how many name no record
 * @param notesByKey by a record's key, one note {@code column: value} for each column that has a
 *     value
 * @param faultByKey why the rows of a key are not used
 * @param repeated how many rows a key has, if more than one
 */
public record MetadataRows(
    String uri,
    long count,
    long unkeyed,
    Map<String, List<String>> notesByKey,
    Map<String, RecordFault> faultByKey,
    Map<String, Long> repeated)
    implements Serializable {

  /**
   * What became of the rows.
   *
   * @param used of records that are there
   * @param refused without a key, or with one whose rows cannot be used
   * @param unmatched of records that are not there
   */
  public record Use(long used, long refused, long unmatched) {}

  /**
   * @param keys those of the records that are there
   */
  public Use use(Set<String> keys) {
    long used = 0;
    long unmatched = 0;
    for (String key : notesByKey.keySet()) {
      if (keys.contains(key)) {
        used += rows(key);
      } else {
        unmatched += rows(key);
      }
    }
    return new Use(
        used, unkeyed + faultByKey.keySet().stream().mapToLong(this::rows).sum(), unmatched);
  }

  private long rows(String key) {
    return repeated.getOrDefault(key, 1L);
  }
}
