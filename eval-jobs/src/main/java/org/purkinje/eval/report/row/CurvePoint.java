package org.purkinje.eval.report.row;

/**
 * One term of one training round and split, a mean over the windows that have it.
 *
 * @param isHeldOut whether these are windows of subjects held out, else those trained on
 * @param windowsPerSecond trained per second; NaN for windows held out
 */
public record CurvePoint(
    int round,
    long windowsSeen,
    boolean isHeldOut,
    String term,
    double value,
    double windowsPerSecond) {}
