package org.purkinje.pretrain.shard;

/**
 * One row of a shard.
 *
 * @param windowKey 64-bit hash of the window's id
 * @param subjectKey 64-bit hash of corpus and subject
 * @param ecg stored samples, empty if absent, see {@link
 *     org.purkinje.jobsupport.table.WindowsTable}
 * @param ppg likewise
 * @param isTrustedPair whether ECG and PPG are both there and show one heart
 */
public record TrainingWindow(
    long windowKey, long subjectKey, byte[] ecg, byte[] ppg, boolean isTrustedPair) {}
