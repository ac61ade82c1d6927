package org.purkinje.biosignal.pressure;

/**
 * One beat of arterial blood pressure.
 *
 * @param peakSample position of the systolic peak, samples
 * @param systolicMmhg pressure at the peak
 * @param minimumMmhg lowest pressure since the previous peak
 */
public record AbpBeat(int peakSample, double systolicMmhg, double minimumMmhg) {}
