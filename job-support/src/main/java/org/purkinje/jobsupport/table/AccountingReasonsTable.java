package org.purkinje.jobsupport.table;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One row per reason that keeps inputs out of a row of {@link AccountingTable}: those of outcome
 * {@code rejected} add up to its {@code rejected}, those of outcome {@code excluded} to its {@code
 * excluded}.
 */
public final class AccountingReasonsTable {

  public static final Table TABLE =
      new Table(
          "accounting_reasons",
          new StructType()
              .add("scope", DataTypes.StringType, false)
              .add("corpus", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("unit", DataTypes.StringType, false)
              .add("outcome", DataTypes.StringType, false)
              .add("reason", DataTypes.StringType, false)
              .add("n", DataTypes.LongType, false),
          List.of("scope"));

  /** What becomes of an input that is not accepted. */
  public enum Outcome {
    /** It breaks a rule. */
    REJECTED,
    /** The config leaves it out. */
    EXCLUDED;

    /** The name in tables, e.g. {@code rejected}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private AccountingReasonsTable() {}

  public static Row row(
      String scope,
      String run,
      String corpus,
      String unit,
      Outcome outcome,
      String reason,
      long n) {
    return new RowBuilder(TABLE)
        .set("scope", scope)
        .set("corpus", corpus)
        .set("run", run)
        .set("unit", unit)
        .set("outcome", outcome.label())
        .set("reason", reason)
        .set("n", n)
        .build();
  }
}
