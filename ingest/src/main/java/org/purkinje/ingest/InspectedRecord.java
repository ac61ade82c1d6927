package org.purkinje.ingest;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.ingest.corpus.ChannelDigest;

/**
 * A record after inspection, as rows.
 *
 * @param name path of the header in the corpus folder, without its extension
 * @param subject the person, empty if the record is refused
 * @param record its row in the table of records, none if refused
 * @param labels rows of {@code labels}
 * @param reject its row in the table of rejects, none if sound
 * @param channels digest of each channel, empty if refused
 */
record InspectedRecord(
    String name,
    String subject,
    List<Row> record,
    List<Row> labels,
    List<Row> reject,
    List<ChannelDigest> channels)
    implements Serializable {

  boolean isSound() {
    return !record.isEmpty();
  }
}
