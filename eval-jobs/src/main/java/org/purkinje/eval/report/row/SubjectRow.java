package org.purkinje.eval.report.row;

/**
 * How one method does on one held-out subject.
 *
 * @param heldMaeMmhg mean absolute error of holding the subject's calibration value
 * @param windows which windows were graded, {@code eligible} or {@code common}
 * @param recordOrder how the subject's records were put in order of time
 */
public record SubjectRow(
    String subject,
    String features,
    String target,
    String method,
    long n,
    double meMmhg,
    double maeMmhg,
    double heldMaeMmhg,
    String windows,
    String recordOrder) {}
