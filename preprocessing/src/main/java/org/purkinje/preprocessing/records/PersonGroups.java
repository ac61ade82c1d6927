package org.purkinje.preprocessing.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.PersonGroupsTable;

/** Says of each record which person it is of. */
public final class PersonGroups {

  private PersonGroups() {}

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
                lake.read(PersonGroupsTable.TABLE, scope.get())
                    .select("corpus", "subject", "person_group"),
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
