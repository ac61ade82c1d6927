package org.purkinje.eval.report;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.SubjectRow;
import org.purkinje.jobsupport.certificate.Standing;
import org.purkinje.jobsupport.run.RunLog;
import org.purkinje.jobsupport.table.AccountingReasonsTable;
import org.purkinje.jobsupport.table.AccountingReasonsTable.Outcome;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.PredictionsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Puts synthetic results into the tables, as the jobs before a report would. */
record ResultTables(Lake lake) {

  void write(SyntheticResults results, String pretraining, String evaluation) {
    bookkeeping();
    new SummaryTables(lake, "all").write(SyntheticCorpora.usual());
    pretraining(SyntheticResults.pretraining(pretraining, 11));
    evaluation(results, evaluation);
    lake.append(
        MetricsTable.TABLE,
        SyntheticMetrics.oneDraw().metrics().stream().map(row -> metric("one-draw", row)).toList());
    ran("classify-windows-7", "metrics/one-draw");
    ran(
        "summarize-corpora-5",
        "corpus_summary/all",
        "corpus_channels/all",
        "corpus_histograms/all");
    ran(
        "summarize-corpora-6",
        "corpus_summary/none",
        "corpus_channels/none",
        "corpus_histograms/none");
    ran("pretrain-4", "learning_curves/" + pretraining, "checkpoints/" + pretraining);
    ran(
        "loso-blood-pressure-3",
        "metrics/" + evaluation,
        "predictions/" + evaluation,
        "bp_subjects/" + evaluation);
  }

  private void bookkeeping() {
    lake.append(
        AccountingTable.TABLE,
        SyntheticResults.accounting().stream()
            .map(
                row ->
                    AccountingTable.row(
                        row.scope(),
                        row.run(),
                        new AccountingTable.Count(
                            row.corpus(),
                            row.unit(),
                            row.discovered(),
                            row.accepted(),
                            row.rejected(),
                            row.excluded())))
            .toList());
    List<Row> rejects = new ArrayList<>();
    SyntheticResults.refusals()
        .forEach(
            refusal -> {
              for (long i = 0; i < refusal.count(); i++) {
                rejects.add(
                    new RowBuilder(RejectsTable.TABLE)
                        .set("scope", refusal.scope())
                        .set("corpus", "demo")
                        .set("record", "r" + i)
                        .set("source_uri", "r" + i)
                        .set("place", "whole")
                        .set("reason", refusal.reason())
                        .set("detail", "")
                        .build());
              }
            });
    lake.append(RejectsTable.TABLE, rejects);
  }

  private void pretraining(Report.Pretraining pretraining) {
    lake.append(
        LearningCurvesTable.TABLE,
        pretraining.curve().stream()
            .map(
                point ->
                    new RowBuilder(LearningCurvesTable.TABLE)
                        .set("pretraining", pretraining.name())
                        .set("run", "pretrain-4")
                        .set(
                            "split",
                            point.isHeldOut()
                                ? LearningCurvesTable.HELD_OUT
                                : LearningCurvesTable.TRAIN)
                        .set("round", point.round())
                        .set("step", 100L * point.round())
                        .set("windows_seen", point.windowsSeen())
                        .set("term", point.term())
                        .set("value", point.value())
                        .set("n_windows", 3200L)
                        .set("windows_per_s", point.isHeldOut() ? null : point.windowsPerSecond())
                        .build())
            .toList());
    lake.append(
        CheckpointsTable.TABLE,
        pretraining.checkpoints().stream()
            .map(
                row ->
                    new RowBuilder(CheckpointsTable.TABLE)
                        .set("pretraining", pretraining.name())
                        .set("run", "pretrain-4")
                        .set("fingerprint", "f")
                        .set("objective", row.objective())
                        .set("model", row.model())
                        .set("round", row.round())
                        .set("step", row.step())
                        .set("windows_seen", row.windowsSeen())
                        .set("is_last", row.isLast())
                        .set("is_best", row.isBest())
                        .set("path", row.path())
                        .set("parameters_sha256", row.parametersSha256())
                        .set("data_snapshot", row.dataSnapshot())
                        .build())
            .toList());
  }

  private void evaluation(SyntheticResults results, String evaluation) {
    List<SyntheticResults.Scored> scored = results.scored();
    lake.append(
        MetricsTable.TABLE,
        results.metrics(scored).stream().map(row -> metric(evaluation, row)).toList());
    lake.append(
        AccountingReasonsTable.TABLE,
        SyntheticResults.leftOut().stream()
            .map(
                row ->
                    AccountingReasonsTable.row(
                        "loso-blood-pressure/" + evaluation,
                        "loso-blood-pressure-3",
                        row.corpus(),
                        row.unit(),
                        Outcome.valueOf(row.outcome().toUpperCase(Locale.ROOT)),
                        row.reason(),
                        row.n()))
            .toList());
    lake.append(
        BpSubjectsTable.TABLE,
        SyntheticResults.subjectRows(scored).stream()
            .map(row -> subject(evaluation, row))
            .toList());
    lake.append(
        PredictionsTable.TABLE,
        scored.stream()
            .map(
                window ->
                    new RowBuilder(PredictionsTable.TABLE)
                        .set("evaluation", evaluation)
                        .set("run", "loso-blood-pressure-3")
                        .set("corpus", "demo")
                        .set("record", window.subject())
                        .set("subject", window.subject())
                        .set("window_id", "%s/%04d".formatted(window.subject(), window.window()))
                        .set("features", window.features())
                        .set("target", window.target())
                        .set("method", window.method())
                        .set("truth_mmhg", window.row().truthMmhg())
                        .set("calibration_mmhg", window.row().calibrationMmhg())
                        .set("prediction_mmhg", window.row().predictionMmhg())
                        .set("minutes_since_calibration", window.window() / 12.0)
                        .set("windows", "eligible")
                        .set("seed", 17L)
                        .build())
            .toList());
  }

  private static Row metric(String evaluation, MetricRow row) {
    return new RowBuilder(MetricsTable.TABLE)
        .set("evaluation", evaluation)
        .set("run", "loso-blood-pressure-3")
        .set("task", row.task())
        .set("model", row.model())
        .set("features", row.features())
        .set("split", row.split())
        .set("metric", row.metric())
        .set("value", row.value())
        .set("ci_low", orNull(row.ciLow()))
        .set("ci_high", orNull(row.ciHigh()))
        .set("n", row.n())
        .set("n_subjects", row.subjects())
        .set("method", row.method())
        .set("seed", 17L)
        .set("unit", row.unit())
        .set("data_snapshot", "windows@1")
        .set(
            "disjoint",
            row.standing() == Standing.UNKNOWN ? null : row.standing() == Standing.DISJOINT)
        .set("evaluated_persons", row.subjects())
        .set("shared_persons", row.standing() == Standing.SHARED ? 1L : 0L)
        .set("shared_records", 0L)
        .set("shared_waveforms", 0L)
        .set("subject_identity", "published")
        .set("certificate", row.certificate())
        .set("verdict", row.verdict().isEmpty() ? null : row.verdict())
        .set("windows", row.windows())
        .set("alignment", row.alignment())
        .set("calibration", row.calibration())
        .set("n_seeds", row.seeds())
        .set("seed_sd", orNull(row.seedSd()))
        .build();
  }

  private static Row subject(String evaluation, SubjectRow row) {
    return new RowBuilder(BpSubjectsTable.TABLE)
        .set("evaluation", evaluation)
        .set("run", "loso-blood-pressure-3")
        .set("corpus", "demo")
        .set("subject", row.subject().replaceFirst("^demo/", ""))
        .set("features", row.features())
        .set("target", row.target())
        .set("method", row.method())
        .set("n", row.n())
        .set("me_mmhg", row.meMmhg())
        .set("mae_mmhg", row.maeMmhg())
        .set("hold_calibration_mae_mmhg", row.heldMaeMmhg())
        .set("passes", "too few")
        .set("disjoint", true)
        .set("evaluated_persons", 20L)
        .set("shared_persons", 0L)
        .set("shared_records", 0L)
        .set("shared_waveforms", 0L)
        .set("subject_identity", "published")
        .set("certificate", "disjoint")
        .set("alignment", "not-used")
        .set("windows", row.windows())
        .set("calibration", "first")
        .set("record_order", row.recordOrder())
        .set("n_seeds", 3L)
        .build();
  }

  private void ran(String run, String... outputs) {
    lake.append(
        RunLog.TABLE,
        List.of(
            new RowBuilder(RunLog.TABLE)
                .set("run", run)
                .set("job", run)
                .set("status", "succeeded")
                .set("fingerprint", "fingerprint of " + run)
                .set("config", "{}")
                .set("code_digest", "c0de")
                .set("outputs", outputs)
                .set("started_at", Timestamp.from(Instant.parse("2026-01-31T11:00:00Z")))
                .set("ended_at", Timestamp.from(Instant.parse("2026-01-31T11:01:00Z")))
                .set("platform", "Java 17")
                .build()));
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
