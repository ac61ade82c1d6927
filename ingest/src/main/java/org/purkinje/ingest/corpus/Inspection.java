package org.purkinje.ingest.corpus;

import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.wfdb.WfdbHeader;

/** What came of reading a record from end to end. */
public sealed interface Inspection {

  /**
   * Every sample and annotation was read and every checksum held.
   *
   * @param header as read
   * @param frames frames that were read
   * @param headerSha256 SHA-256 of the header file, hex
   * @param channels one per channel of the record
   */
  record Sound(WfdbHeader header, long frames, String headerSha256, List<ChannelDigest> channels)
      implements Inspection {}

  /**
   * The record is refused.
   *
   * @param headerSha256 SHA-256 of the header file, hex; empty if there is none
   * @param source the file at fault
   * @param place where in it
   * @param problem the rule and the value
   */
  record Refused(Optional<String> headerSha256, String source, String place, String problem)
      implements Inspection {}
}
