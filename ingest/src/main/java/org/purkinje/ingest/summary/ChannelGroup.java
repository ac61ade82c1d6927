package org.purkinje.ingest.summary;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.RowBuilder;

/**
 * Channels of a corpus that are counted together.
 *
 * @param leadOrName the lead; the channel's name where it has none
 */
record ChannelGroup(String corpus, String kind, String leadOrName, String unit)
    implements Comparable<ChannelGroup> {

  private static final Comparator<ChannelGroup> ORDER =
      Comparator.comparing(ChannelGroup::corpus)
          .thenComparing(ChannelGroup::kind)
          .thenComparing(ChannelGroup::leadOrName)
          .thenComparing(ChannelGroup::unit);

  private static final Column AMPLITUDE = col("most").minus(col("least"));

  /**
   * Adds the columns that groups are made of, and {@code amplitude}: null where it is not above 0
   * and finite.
   */
  static Dataset<Row> prepared(Dataset<Row> channels) {
    return channels
        .withColumn("lead_or_name", coalesce(col("lead"), col("name")))
        .withColumn(
            "amplitude",
            when(AMPLITUDE.gt(0).and(AMPLITUDE.lt(Double.POSITIVE_INFINITY)), AMPLITUDE));
  }

  /** Those that make a group, and more. */
  static Column[] columns(String... more) {
    return Stream.concat(Stream.of("corpus", "kind", "lead_or_name", "unit"), Stream.of(more))
        .map(column -> col(column))
        .toArray(Column[]::new);
  }

  static ChannelGroup of(Row row) {
    return new ChannelGroup(
        row.getAs("corpus"), row.getAs("kind"), row.getAs("lead_or_name"), row.getAs("unit"));
  }

  RowBuilder into(RowBuilder row) {
    return row.set("corpus", corpus)
        .set("kind", kind)
        .set("lead_or_name", leadOrName)
        .set("unit", unit);
  }

  @Override
  public int compareTo(ChannelGroup other) {
    return ORDER.compare(this, other);
  }
}
