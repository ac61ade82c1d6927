package org.purkinje.ingest.inspection;

import java.io.Serializable;
import java.util.List;
import org.purkinje.biosignal.recording.RecordFault;

/** What came of reading a record from end to end. */
public sealed interface Inspection extends Serializable {

  RecordRef ref();

  /**
   * Every sample and annotation was read and every checksum held, but for the faults.
   *
   * @param fs rate at which {@code length} counts, Hz
   * @param length samples
   * @param startedAt date and time of the first sample, ISO 8601; empty if they are not known
   * @param channels one per channel of the record
   * @param faults parts that are left out or not verified
   */
  record Sound(
      RecordRef ref,
      double fs,
      long length,
      String startedAt,
      RecordFacts facts,
      List<ChannelSummary> channels,
      List<RecordFault> faults)
      implements Inspection {}

  /** The record is refused. */
  record Refused(RecordRef ref, Refusal refusal) implements Inspection {}
}
