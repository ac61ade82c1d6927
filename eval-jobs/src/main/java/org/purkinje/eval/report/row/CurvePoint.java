package org.purkinje.eval.report.row;

/** One loss term of one training round, mean over its windows. */
public record CurvePoint(
    int round, long windowsSeen, String term, double value, double windowsPerSecond) {}
