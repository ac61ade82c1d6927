package org.purkinje.ingest.summary;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Locale;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.signal.SamplingFrequency;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.jobsupport.table.CorpusSummaryTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Rows of {@link CorpusSummaryTable}. */
public final class CorpusRows {

  private CorpusRows() {}

  /**
   * @param records rows of {@code records} of the corpus
   */
  public static Row of(String scope, CorpusDescription corpus, Dataset<Row> records) {
    Row counted =
        records
            .agg(
                count(lit(1)), count_distinct(col("subject")), coalesce(sum("n_channels"), lit(0L)))
            .first();
    OptionalLong published = corpus.expected().published();
    return new RowBuilder(CorpusSummaryTable.TABLE)
        .set("scope", scope)
        .set("corpus", corpus.name())
        .set("corpus_version", corpus.version())
        .set("title", corpus.title())
        .set("licence", corpus.licence())
        .set("redistribution", label(corpus.redistribution()))
        .set("access", label(corpus.access()))
        .set("n_records", counted.getLong(0))
        .set("n_subjects", counted.getLong(1))
        .set("n_channels", counted.getLong(2))
        .set("hours", hours(records))
        .set("published_records", published.isPresent() ? published.getAsLong() : null)
        .build();
  }

  /**
   * Whole numbers of samples are summed by Spark, so that the order of its sums cannot matter.
   * Records whose rate no device has are left out: their hours are not known.
   */
  private static double hours(Dataset<Row> records) {
    double seconds = 0;
    for (Row row :
        records.groupBy("fs_hz").agg(sum("n_samples")).orderBy("fs_hz").collectAsList()) {
      if (SamplingFrequency.isPossible(row.getDouble(0))) {
        seconds += row.getLong(1) / row.getDouble(0);
      }
    }
    return seconds / 3600;
  }

  private static String label(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
