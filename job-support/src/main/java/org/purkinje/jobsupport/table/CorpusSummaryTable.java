package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per corpus: what it is, who may have it, and how much of it was ingested.
 *
 * <p>{@code hours} is that of the records, however many channels they have. {@code
 * published_records} is null where the corpus file does not say how many there are.
 */
public final class CorpusSummaryTable {

  public static final Table TABLE =
      new Table(
          "corpus_summary",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("corpus_version", DataTypes.StringType, false)
              .add("title", DataTypes.StringType, false)
              .add("licence", DataTypes.StringType, false)
              .add("redistribution", DataTypes.StringType, false)
              .add("access", DataTypes.StringType, false)
              .add("n_records", DataTypes.LongType, false)
              .add("n_subjects", DataTypes.LongType, false)
              .add("n_channels", DataTypes.LongType, false)
              .add("hours", DataTypes.DoubleType, false)
              .add("published_records", DataTypes.LongType, true),
          List.of("scope"));

  private CorpusSummaryTable() {}
}
