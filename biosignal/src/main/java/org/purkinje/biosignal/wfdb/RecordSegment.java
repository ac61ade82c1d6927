package org.purkinje.biosignal.wfdb;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A stretch of a record whose channels lie in one header's files.
 *
 * @param frames length, frames
 * @param header of the segment; empty for a gap
 * @param signals index of the segment's signal for each channel of the record, {@link #ABSENT}
 *     where it has none
 */
record RecordSegment(long frames, Optional<WfdbHeader> header, List<Integer> signals) {

  static final int ABSENT = -1;

  /** A segment whose signals are the record's channels. */
  static RecordSegment whole(long frames, WfdbHeader header) {
    return new RecordSegment(
        frames, Optional.of(header), IntStream.range(0, header.signals().size()).boxed().toList());
  }

  /** A stretch without a sample. */
  static RecordSegment gap(long frames, int channels) {
    return new RecordSegment(frames, Optional.empty(), Collections.nCopies(channels, ABSENT));
  }

  /** The segment's signal for a channel of the record, if it has one. */
  Optional<WfdbSignal> signal(int channel) {
    int signal = signals.get(channel);
    return signal == ABSENT ? Optional.empty() : header.map(h -> h.signals().get(signal));
  }
}
