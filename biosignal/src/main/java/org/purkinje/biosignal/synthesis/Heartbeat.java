package org.purkinje.biosignal.synthesis;

/**
 * One ventricular activation.
 *
 * @param rSeconds time of the R peak, s; negative before the recording
 * @param rrBefore interval from the previous beat, s
 * @param rrAfter interval to the next beat, s
 */
record Heartbeat(double rSeconds, BeatKind kind, double rrBefore, double rrAfter) {}
