package org.purkinje.biosignal.recording;

/**
 * Consecutive samples of one channel.
 *
 * @param index which of the record's channels
 * @param channel the channel as it holds here; segments of a record may differ in scale and missing
 *     code
 * @param startSample place of the first sample in the channel, 0 for the record's first
 * @param samples stored numbers as {@link Channel#type()} says, shape [samples], at least 1
 */
public record SignalChunk(int index, Channel channel, long startSample, int[] samples) {

  public SignalChunk {
    if (samples.length == 0) {
      throw new IllegalArgumentException("a chunk must hold at least 1 sample, got 0");
    }
  }
}
