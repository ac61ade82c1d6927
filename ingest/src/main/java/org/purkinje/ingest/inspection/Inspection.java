package org.purkinje.ingest.inspection;

import java.io.Serializable;
import java.util.List;

/** What came of reading a record from end to end. */
public sealed interface Inspection extends Serializable {

  RecordRef ref();

  /**
   * Every sample and annotation was read and every checksum held.
   *
   * @param fs rate at which {@code length} counts, Hz
   * @param length samples
   * @param startedAt date and time of the first sample as the file has them; empty if it has none
   * @param channels one per channel of the record
   */
  record Sound(
      RecordRef ref,
      double fs,
      long length,
      String startedAt,
      RecordFacts facts,
      List<ChannelSummary> channels)
      implements Inspection {}

  /** The record is refused. */
  record Refused(RecordRef ref, Refusal refusal) implements Inspection {}
}
