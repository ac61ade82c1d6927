package org.purkinje.ingest.inspection;

import java.io.Serializable;
import org.purkinje.biosignal.recording.Channel;

/**
 * What a whole channel's samples come to.
 *
 * @param channel as the record describes it
 * @param bits 16 if every stored number fits, else 32
 * @param samples how many there are
 * @param missing how many are missing, sentinels among them
 * @param flat how many lie in runs of equal values of a second or longer
 * @param clipped how many lie in runs of three or more at the channel's least or most value
 * @param sentinels how many were stored as one of the corpus' sentinels
 * @param least smallest value, in the channel's unit; NaN if all are missing
 * @param most largest value, in the channel's unit; NaN if all are missing
 * @param sha256 SHA-256 over the stored numbers as little-endian int32, hex
 * @param waveformHash as {@link WaveformHash} says
 */
public record ChannelSummary(
    Channel channel,
    int bits,
    long samples,
    long missing,
    long flat,
    long clipped,
    long sentinels,
    double least,
    double most,
    String sha256,
    String waveformHash)
    implements Serializable {

  /** Whether no sample has a value. */
  boolean isMissing() {
    return missing == samples;
  }

  /** Whether all samples have the same value. */
  boolean isFlat() {
    return least == most;
  }
}
