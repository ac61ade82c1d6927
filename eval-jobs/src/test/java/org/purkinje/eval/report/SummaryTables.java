package org.purkinje.eval.report;

import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.eval.report.row.BinRow;
import org.purkinje.eval.report.row.ChannelGroupRow;
import org.purkinje.eval.report.row.CorpusRow;
import org.purkinje.jobsupport.table.CorpusChannelsTable;
import org.purkinje.jobsupport.table.CorpusHistogramsTable;
import org.purkinje.jobsupport.table.CorpusSummaryTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RowBuilder;

/** Puts synthetic summaries of corpora into the tables, as their job would. */
record SummaryTables(Lake lake, String scope) {

  void write(List<Report.Corpus> corpora) {
    for (Report.Corpus corpus : corpora) {
      String name = corpus.about().corpus();
      lake.append(CorpusSummaryTable.TABLE, List.of(row(corpus.about())));
      lake.append(
          CorpusChannelsTable.TABLE,
          corpus.groups().stream().map(group -> row(name, group)).toList());
      lake.append(
          CorpusHistogramsTable.TABLE, corpus.bins().stream().map(bin -> row(name, bin)).toList());
    }
  }

  private Row row(CorpusRow about) {
    return new RowBuilder(CorpusSummaryTable.TABLE)
        .set("scope", scope)
        .set("corpus", about.corpus())
        .set("corpus_version", about.version())
        .set("title", about.title())
        .set("licence", about.licence())
        .set("redistribution", about.redistribution())
        .set("access", about.access())
        .set("n_records", about.records())
        .set("n_subjects", about.subjects())
        .set("n_channels", about.channels())
        .set("hours", about.hours())
        .set("published_records", about.publishedRecords() == 0 ? null : about.publishedRecords())
        .build();
  }

  private Row row(String corpus, ChannelGroupRow group) {
    return new RowBuilder(CorpusChannelsTable.TABLE)
        .set("scope", scope)
        .set("corpus", corpus)
        .set("kind", group.kind())
        .set("lead_or_name", group.name())
        .set("unit", group.unit())
        .set("n_records", group.records())
        .set("n_subjects", group.subjects())
        .set("n_channels", group.channels())
        .set("n_without_amplitude", 0L)
        .set("hours", group.hours())
        .set("missing_hours", group.missingHours())
        .set("flat_hours", group.flatHours())
        .set("clipped_hours", group.clippedHours())
        .set("amplitude_p05", orNull(group.amplitudeP05()))
        .set("amplitude_median", orNull(group.amplitudeMedian()))
        .set("amplitude_p95", orNull(group.amplitudeP95()))
        .build();
  }

  private Row row(String corpus, BinRow bin) {
    return new RowBuilder(CorpusHistogramsTable.TABLE)
        .set("scope", scope)
        .set("corpus", corpus)
        .set("kind", bin.kind())
        .set("lead_or_name", bin.name())
        .set("unit", bin.unit())
        .set("quantity", bin.quantity())
        .set("bin_from", bin.from())
        .set("bin_to", bin.to())
        .set("n_channels", bin.channels())
        .build();
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
