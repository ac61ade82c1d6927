package org.purkinje.jobsupport.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per corpus and subject: which person that is, as far as is known.
 *
 * <p>{@code person_group} is the first, by corpus and subject, of all subjects that are known to be
 * one person: those of one name, those whose records hold the same waveform, and those that {@code
 * contains} of a corpus file maps onto each other. {@code unknown_corpora} are those of the scope
 * that may hold the same person without it being known under which subject: the own corpus where
 * the subject is assumed, and others by {@code contains}.
 */
public final class PersonGroupsTable {

  public static final Table TABLE =
      new Table(
          "person_groups",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("subject", DataTypes.StringType, false)
              .add("subject_identity", DataTypes.StringType, false)
              .add("person_group", DataTypes.StringType, false)
              .add(
                  "unknown_corpora", DataTypes.createArrayType(DataTypes.StringType, false), false),
          List.of("scope"));

  private PersonGroupsTable() {}

  /**
   * Adds {@code person_group} and {@code person_groups}; without a scope, each corpus and subject
   * is a person.
   *
   * @param records with corpus and subject
   * @param scope of {@code person_groups}
   * @throws IllegalArgumentException if the scope lacks a subject
   */
  public static Dataset<Row> join(Lake lake, Dataset<Row> records, Optional<String> scope) {
    if (scope.isEmpty()) {
      return records
          .withColumn("person_group", concat_ws("/", col("corpus"), col("subject")))
          .withColumn("person_groups", lit(null).cast(DataTypes.StringType));
    }
    Dataset<Row> joined =
        records
            .join(
                lake.read(TABLE, scope.get()).select("corpus", "subject", "person_group"),
                new String[] {"corpus", "subject"},
                "left")
            .withColumn("person_groups", lit(scope.get()));
    List<Row> lacking =
        joined.where(col("person_group").isNull()).select("corpus").distinct().collectAsList();
    if (!lacking.isEmpty()) {
      throw new IllegalArgumentException(
          "person-groups %s: without subjects of %s; find-overlaps must name these corpora and run after their ingest"
              .formatted(
                  scope.get(), lacking.stream().map(row -> row.getString(0)).sorted().toList()));
    }
    return joined;
  }
}
