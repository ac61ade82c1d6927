package org.purkinje.eval.report;

import java.util.List;
import java.util.stream.Stream;
import org.purkinje.eval.report.row.AccountingRow;
import org.purkinje.eval.report.row.BinRow;
import org.purkinje.eval.report.row.ChannelGroupRow;
import org.purkinje.eval.report.row.CheckpointRow;
import org.purkinje.eval.report.row.CorpusRow;
import org.purkinje.eval.report.row.CurvePoint;
import org.purkinje.eval.report.row.LeftOutRow;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.RefusalCount;
import org.purkinje.eval.report.row.RunRow;
import org.purkinje.jobsupport.table.RecordsTable;

/**
 * Everything that the page shows.
 *
 * @param made the run that writes the report
 * @param runs the runs that wrote what is shown, in order of their start
 */
record Report(
    String name,
    String title,
    RunRow made,
    List<AccountingRow> accounting,
    List<RefusalCount> refusals,
    List<Corpus> corpora,
    List<Pretraining> pretrainings,
    List<Classification> classifications,
    List<Evaluation> evaluations,
    List<RunRow> runs) {

  /** Of all evaluations that are shown. */
  Stream<MetricRow> metrics() {
    return Stream.of(
            pretrainings.stream()
                .flatMap(pretraining -> pretraining.heldOut().stream())
                .map(HeldOut::metrics),
            classifications.stream().map(Classification::metrics),
            evaluations.stream().map(Evaluation::metrics))
        .flatMap(lists -> lists)
        .flatMap(List::stream);
  }

  /**
   * What was ingested of a corpus.
   *
   * @param groups in order of kind, name and unit
   * @param bins in order of group, quantity and value
   */
  record Corpus(CorpusRow about, List<ChannelGroupRow> groups, List<BinRow> bins) {

    /** The scope under which its ingest accounts for its records. */
    String scope() {
      return RecordsTable.scope(about.corpus());
    }
  }

  /**
   * One pretraining.
   *
   * @param curve in order of the rounds
   * @param heldOut its evaluations on subjects held out
   */
  record Pretraining(
      String name,
      List<CurvePoint> curve,
      List<CheckpointRow> checkpoints,
      List<HeldOut> heldOut) {}

  /** An evaluation of a pretraining on subjects held out. */
  record HeldOut(String name, List<MetricRow> metrics) {

    boolean isOf(String pretraining) {
      return metrics.stream().anyMatch(row -> row.model().equals(pretraining));
    }
  }

  /** An evaluation of classes told from parts of the labels. */
  record Classification(String name, List<MetricRow> metrics) {}

  /**
   * One evaluation of blood pressure.
   *
   * @param panels one per target, feature set and choice of windows, in order of their names
   * @param leftOut why windows take no part
   */
  record Evaluation(
      String name, List<MetricRow> metrics, List<PressurePanel> panels, List<LeftOutRow> leftOut) {}
}
