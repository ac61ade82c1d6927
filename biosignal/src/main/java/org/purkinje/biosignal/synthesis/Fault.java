package org.purkinje.biosignal.synthesis;

/**
 * A stretch of one signal with something wrong.
 *
 * @param startSample first sample
 * @param endSample one past the last sample
 */
public record Fault(FaultKind kind, SyntheticChannel channel, int startSample, int endSample) {

  public Fault {
    if (startSample < 0 || endSample <= startSample) {
      throw new IllegalArgumentException(
          "fault must cover at least 1 sample from 0 on, got %d to %d"
              .formatted(startSample, endSample));
    }
  }
}
