package org.purkinje.ingest.overlap;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.ingest.corpus.CorpusDescription;

/**
 * Ingested corpora that are compared with themselves and each other.
 *
 * @param records their rows of {@code records}
 * @param channels their rows of {@code channels}
 * @param signals their rows of {@code signals}
 */
public record Comparison(
    String scope,
    List<CorpusDescription> corpora,
    Dataset<Row> records,
    Dataset<Row> channels,
    Dataset<Row> signals) {

  /** Rows of {@code overlaps}, ordered by their records. */
  public Dataset<Row> overlaps() {
    return Overlaps.in(channels, SharedAnchors.in(signals), scope);
  }

  /**
   * Rows of {@code person_groups}.
   *
   * @param overlaps those of this comparison
   */
  public Dataset<Row> personGroups(Dataset<Row> overlaps) {
    return PersonGroups.of(corpora, records, overlaps, scope);
  }
}
