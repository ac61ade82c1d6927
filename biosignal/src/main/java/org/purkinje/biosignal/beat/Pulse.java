package org.purkinje.biosignal.beat;

/**
 * One PPG pulse; all positions in samples from the start of the signal.
 *
 * @param footSamples where the tangent at the steepest point meets the level of the minimum;
 *     between samples
 * @param minimum lowest sample between the previous peak and this one
 * @param steepest sample of the largest slope between minimum and peak
 * @param peak highest sample
 */
public record Pulse(double footSamples, int minimum, int steepest, int peak) {}
