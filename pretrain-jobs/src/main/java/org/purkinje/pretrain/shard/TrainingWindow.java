package org.purkinje.pretrain.shard;

import java.util.Map;

/**
 * One row of a shard.
 *
 * @param windowId by which errors name it
 * @param windowKey 64-bit hash of the window's id
 * @param subjectKey 64-bit hash of the person
 * @param signals stored samples by name, of those that may be learnt from, see {@link
 *     org.purkinje.jobsupport.table.WindowSignals}
 * @param isTrustedPair whether ECG and PPG are both there and show one heart
 */
public record TrainingWindow(
    String windowId,
    long windowKey,
    long subjectKey,
    String corpus,
    Map<String, byte[]> signals,
    boolean isTrustedPair) {

  public TrainingWindow {
    signals = Map.copyOf(signals);
  }
}
