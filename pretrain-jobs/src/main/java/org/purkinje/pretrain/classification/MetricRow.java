package org.purkinje.pretrain.classification;

import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.statistics.ConfidenceInterval;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.table.ChannelTiming;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/**
 * One row of {@code metrics} of a classification.
 *
 * @param draws that the value is a mean over
 * @param drawSd SD between them; NaN of one draw
 */
public record MetricRow(
    Model of,
    String metric,
    double value,
    @Nullable ConfidenceInterval interval,
    @Nullable String verdict,
    long draws,
    double drawSd) {

  static final String NONE = "none";

  /**
   * What a value is of.
   *
   * @param split part of the persons that it was fitted to
   * @param method how
   * @param features what its network was before
   */
  record Model(String split, String method, String features) {

    /** The answer that is the same for all records. */
    static final Model CONSTANT = new Model(NONE, MetricsTable.CONSTANT, NONE);

    /** A value of one draw, or of none. */
    MetricRow row(String metric, double value) {
      return new MetricRow(this, metric, value, null, null, 1, Double.NaN);
    }
  }

  MetricRow with(ConfidenceInterval own) {
    return new MetricRow(of, metric, value, own, verdict, draws, drawSd);
  }

  MetricRow withVerdict(String text) {
    return new MetricRow(of, metric, value, interval, text, draws, drawSd);
  }

  MetricRow overDraws(long count, double sd) {
    return new MetricRow(of, metric, value, interval, verdict, count, sd);
  }

  /** What all rows of an evaluation share. */
  public record Frame(
      String evaluation,
      String run,
      String task,
      String model,
      String gradedFolds,
      long records,
      long persons,
      long seed) {}

  Row row(Frame frame, String snapshot, Certificate certificate) {
    RowBuilder row =
        new RowBuilder(MetricsTable.TABLE)
            .set("evaluation", frame.evaluation())
            .set("run", frame.run())
            .set("task", frame.task())
            .set("model", frame.model())
            .set("features", of.features())
            .set("split", of.split())
            .set("metric", metric)
            .set("value", value)
            .set("verdict", verdict)
            .set("n", frame.records())
            .set("n_subjects", frame.persons())
            .set("method", of.method())
            .set("seed", frame.seed())
            .set("unit", "1")
            .set("data_snapshot", snapshot)
            .set("alignment", ChannelTiming.NOT_USED.label())
            .set("windows", frame.gradedFolds())
            .set("n_seeds", draws)
            .set("seed_sd", Double.isNaN(drawSd) ? null : drawSd);
    if (interval != null && !Double.isNaN(interval.low())) {
      row.set("ci_low", interval.low()).set("ci_high", interval.high());
    }
    return certificate.addTo(row).build();
  }
}
