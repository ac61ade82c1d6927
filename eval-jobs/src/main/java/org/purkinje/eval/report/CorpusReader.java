package org.purkinje.eval.report;

import static org.apache.spark.sql.functions.col;
import static org.purkinje.eval.report.ReportReader.rows;

import java.util.List;
import org.apache.spark.sql.Column;
import org.purkinje.eval.report.row.BinRow;
import org.purkinje.eval.report.row.ChannelGroupRow;
import org.purkinje.eval.report.row.CorpusRow;
import org.purkinje.jobsupport.table.CorpusChannelsTable;
import org.purkinje.jobsupport.table.CorpusHistogramsTable;
import org.purkinje.jobsupport.table.CorpusSummaryTable;
import org.purkinje.jobsupport.table.Lake;

/** Reads the summaries of corpora, every list in a fixed order. */
record CorpusReader(Lake lake) {

  /** The corpora of a summary, in order of their names. */
  List<Report.Corpus> corpora(String scope) {
    return rows(
            lake.read(CorpusSummaryTable.TABLE, scope).orderBy("corpus"),
            row ->
                new CorpusRow(
                    Cell.text(row, "corpus"),
                    Cell.text(row, "corpus_version"),
                    Cell.text(row, "title"),
                    Cell.text(row, "licence"),
                    Cell.text(row, "redistribution"),
                    Cell.text(row, "access"),
                    Cell.whole(row, "n_records"),
                    Cell.whole(row, "n_subjects"),
                    Cell.whole(row, "n_channels"),
                    Cell.number(row, "hours"),
                    Cell.whole(row, "published_records")))
        .stream()
        .map(corpus -> corpus(scope, corpus))
        .toList();
  }

  private Report.Corpus corpus(String scope, CorpusRow about) {
    Column isOfCorpus = col("corpus").equalTo(about.corpus());
    return new Report.Corpus(
        about,
        rows(
            lake.read(CorpusChannelsTable.TABLE, scope)
                .where(isOfCorpus)
                .orderBy("kind", "lead_or_name", "unit"),
            row ->
                new ChannelGroupRow(
                    Cell.text(row, "kind"),
                    Cell.text(row, "lead_or_name"),
                    Cell.text(row, "unit"),
                    Cell.whole(row, "n_records"),
                    Cell.whole(row, "n_subjects"),
                    Cell.whole(row, "n_channels"),
                    Cell.number(row, "hours"),
                    Cell.number(row, "missing_hours"),
                    Cell.number(row, "flat_hours"),
                    Cell.number(row, "clipped_hours"),
                    Cell.number(row, "amplitude_p05"),
                    Cell.number(row, "amplitude_median"),
                    Cell.number(row, "amplitude_p95"))),
        rows(
            lake.read(CorpusHistogramsTable.TABLE, scope)
                .where(isOfCorpus)
                .orderBy("kind", "lead_or_name", "unit", "quantity", "bin_from"),
            row ->
                new BinRow(
                    Cell.text(row, "kind"),
                    Cell.text(row, "lead_or_name"),
                    Cell.text(row, "unit"),
                    Cell.text(row, "quantity"),
                    Cell.number(row, "bin_from"),
                    Cell.number(row, "bin_to"),
                    Cell.whole(row, "n_channels"))));
  }
}
