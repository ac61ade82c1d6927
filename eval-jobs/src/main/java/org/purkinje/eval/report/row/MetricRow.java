package org.purkinje.eval.report.row;

import org.purkinje.jobsupport.certificate.Certificate;

/**
 * One metric of an evaluation.
 *
 * @param ciLow lower end of its interval; NaN if it has none
 * @param ciHigh upper end likewise
 * @param verdict grade or outcome of a standard; empty if the metric has none
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
    String certificate,
    String verdict) {

  /** Whether the {@link Certificate} says that the pretraining has seen what is evaluated. */
  public boolean overlaps() {
    return certificate.contains("OVERLAPS");
  }
}
