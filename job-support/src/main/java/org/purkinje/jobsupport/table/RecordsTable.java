package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per source record. {@code subject_identity} says how far {@code subject} is to be
 * believed: {@code published} or {@code assumed}, as {@link SubjectIdentity}.
 */
public final class RecordsTable {

  public static final Table TABLE =
      new Table(
          "records",
          new StructType()
              .add("corpus", DataTypes.StringType, false)
              .add("corpus_version", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("subject_identity", DataTypes.StringType, false)
              .add("fs_hz", DataTypes.DoubleType, false)
              .add("n_samples", DataTypes.LongType, false)
              .add("duration_s", DataTypes.DoubleType, false)
              .add("n_channels", DataTypes.IntegerType, false)
              .add("sex", DataTypes.StringType, true)
              .add("age_years", DataTypes.DoubleType, true)
              .add("started_at", DataTypes.StringType, true)
              .add("alignment", DataTypes.StringType, false)
              .add("licence", DataTypes.StringType, false)
              .add("source_uri", DataTypes.StringType, false)
              .add("source_sha256", DataTypes.StringType, false),
          List.of("corpus"));

  private RecordsTable() {}

  /** The scope in which ingest-corpus accounts for the records of a corpus. */
  public static String scope(String corpus) {
    return "ingest-corpus/" + corpus;
  }
}
