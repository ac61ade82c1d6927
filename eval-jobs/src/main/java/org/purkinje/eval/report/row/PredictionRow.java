package org.purkinje.eval.report.row;

/** One scored window. */
public record PredictionRow(
    String subject, double truthMmhg, double calibrationMmhg, double predictionMmhg) {}
