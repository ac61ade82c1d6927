package org.purkinje.biosignal.wfdb;

/**
 * One segment line of a multi-segment header.
 *
 * @param recordName the single-segment record that makes up the segment; {@code ~} for a gap
 * @param frames length of the segment, frames; 0 for a layout segment
 */
public record WfdbSegment(String recordName, long frames) {

  public WfdbSegment {
    if (frames < 0) {
      throw new IllegalArgumentException("segment must have 0 or more frames, got " + frames);
    }
  }
}
