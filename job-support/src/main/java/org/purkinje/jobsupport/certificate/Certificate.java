package org.purkinje.jobsupport.certificate;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;

/**
 * What an evaluation shares with the data that its model was pretrained on.
 *
 * @param pretraining name of the pretraining; empty if the model was not pretrained
 * @param subjects evaluated subjects, and those of them that the pretraining has seen
 * @param records likewise
 * @param waveforms likewise, by waveform hash across corpora
 */
public record Certificate(String pretraining, Shared subjects, Shared records, Shared waveforms) {

  /** How many there are and how many of them are shared. */
  public record Shared(long evaluated, long seen) {

    @Override
    public String toString() {
      return "%d of %d".formatted(seen, evaluated);
    }
  }

  /** The certificate of a model that learnt from the evaluation's own training folds alone. */
  public static Certificate notPretrained() {
    Shared nothing = new Shared(0, 0);
    return new Certificate("", nothing, nothing, nothing);
  }

  /**
   * @param evaluated windows with corpus, subject, record and waveform_sha256
   * @throws IllegalStateException if nothing is known of the pretraining
   */
  public static Certificate check(Lake lake, Dataset<Row> evaluated, String pretraining) {
    Dataset<Row> seen = lake.read(ExposuresTable.TABLE, pretraining);
    if (seen.isEmpty()) {
      throw new IllegalStateException(
          "pretraining %s left no rows in exposures, so nothing can be certified"
              .formatted(pretraining));
    }
    return new Certificate(
        pretraining,
        shared(evaluated, seen, "corpus", "subject"),
        shared(evaluated, seen, "corpus", "record"),
        shared(evaluated, seen, "waveform_sha256"));
  }

  public boolean isDisjoint() {
    return subjects.seen() + records.seen() + waveforms.seen() == 0;
  }

  /** The text of the column {@code certificate}. */
  public String text() {
    if (pretraining.isEmpty()) {
      return "not pretrained; folds by subject";
    }
    return "%s pretraining %s: %s subjects, %s records, %s waveforms shared"
        .formatted(
            isDisjoint() ? "disjoint from" : "OVERLAPS with",
            pretraining,
            subjects,
            records,
            waveforms);
  }

  private static Shared shared(
      Dataset<Row> evaluated, Dataset<Row> seen, String first, String... more) {
    Dataset<Row> keys = evaluated.select(first, more).distinct();
    Dataset<Row> seenKeys = seen.select(first, more).distinct();
    return new Shared(keys.count(), keys.intersect(seenKeys).where(col(first).isNotNull()).count());
  }
}
