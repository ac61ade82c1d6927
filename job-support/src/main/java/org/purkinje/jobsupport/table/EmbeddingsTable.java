package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per window, model and output of it, e.g. {@code joint} of M2AE, {@code ecg} or {@code
 * ppg}.
 */
public final class EmbeddingsTable {

  public static final Table TABLE =
      new Table(
          "embeddings",
          new StructType()
              .add("embedding_set", DataTypes.StringType, false)
              .add("pretraining", DataTypes.StringType, false)
              .add("pretraining_run", DataTypes.StringType, false)
              .add("parameters_sha256", DataTypes.StringType, false)
              .add("window_set", DataTypes.StringType, false)
              .add("window_id", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("record", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("modalities", DataTypes.StringType, false)
              .add("vector", DataTypes.createArrayType(DataTypes.FloatType, false), false),
          List.of("embedding_set"));

  private EmbeddingsTable() {}
}
