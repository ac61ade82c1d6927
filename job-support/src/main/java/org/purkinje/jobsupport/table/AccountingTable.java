package org.purkinje.jobsupport.table;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row per corpus and run of a stage: what came in is what was kept, refused or left out. */
public final class AccountingTable {

  public static final Table TABLE =
      new Table(
          "accounting",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("unit", DataTypes.StringType, false)
              .add("discovered", DataTypes.LongType, false)
              .add("accepted", DataTypes.LongType, false)
              .add("rejected", DataTypes.LongType, false)
              .add("excluded", DataTypes.LongType, false),
          List.of("scope"));

  /**
   * @param unit what is counted, e.g. {@code records}
   * @param excluded left out by the config
   */
  public record Count(
      String corpus, String unit, long discovered, long accepted, long rejected, long excluded) {

    public Count {
      if (discovered != accepted + rejected + excluded) {
        throw new IllegalStateException(
            "%s: %,d %s discovered, but %,d accepted + %,d rejected + %,d excluded = %,d"
                .formatted(
                    corpus,
                    discovered,
                    unit,
                    accepted,
                    rejected,
                    excluded,
                    accepted + rejected + excluded));
      }
    }
  }

  private AccountingTable() {}

  public static Row row(String scope, String run, Count count) {
    return new RowBuilder(TABLE)
        .set("scope", scope)
        .set("corpus", count.corpus())
        .set("run", run)
        .set("unit", count.unit())
        .set("discovered", count.discovered())
        .set("accepted", count.accepted())
        .set("rejected", count.rejected())
        .set("excluded", count.excluded())
        .build();
  }
}
