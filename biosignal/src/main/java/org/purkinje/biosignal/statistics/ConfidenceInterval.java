package org.purkinje.biosignal.statistics;

/**
 * An interval for a statistic.
 *
 * @param low lower end; NaN if the statistic was never defined
 * @param high upper end; NaN if the statistic was never defined
 * @param undefined resamples in which the statistic was NaN; they are left out
 */
public record ConfidenceInterval(double low, double high, int undefined) {}
