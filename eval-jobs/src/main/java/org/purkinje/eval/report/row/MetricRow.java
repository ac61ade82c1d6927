package org.purkinje.eval.report.row;

import org.purkinje.jobsupport.certificate.Standing;

/**
 * One metric of an evaluation.
 *
 * @param ciLow lower end of its interval; NaN if it has none
 * @param ciHigh upper end likewise
 * @param standing whether the pretraining has seen whom its model is graded on
 * @param certificate the same in words
 * @param verdict grade or outcome of a standard; empty if the metric has none
 * @param windows which windows were graded, {@code eligible} or {@code common}; empty if there is
 *     no choice
 * @param alignment what is known of the timing between channels, if it was used
 * @param calibration which windows are a subject's calibration; empty if there is none
 * @param seeds how many seeds the value is a mean over; 0 if it has none
 * @param seedSd SD between them; NaN for one
 */
public record MetricRow(
    String task,
    String model,
    String features,
    String split,
    String metric,
    double value,
    double ciLow,
    double ciHigh,
    long n,
    long subjects,
    String method,
    String unit,
    Standing standing,
    String certificate,
    String verdict,
    String windows,
    String alignment,
    String calibration,
    long seeds,
    double seedSd) {}
