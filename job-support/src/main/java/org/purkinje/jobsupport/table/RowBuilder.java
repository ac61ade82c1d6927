package org.purkinje.jobsupport.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Fills one row by column name, so that a column added to a table cannot shift the others. */
public final class RowBuilder {

  private final StructType schema;
  private final @Nullable Object[] values;

  public RowBuilder(Table table) {
    this(table.schema());
  }

  public RowBuilder(StructType schema) {
    this.schema = schema;
    this.values = new Object[schema.size()];
  }

  /**
   * @throws IllegalArgumentException if there is no such column
   */
  public RowBuilder set(String column, @Nullable Object value) {
    if (schema.getFieldIndex(column).isEmpty()) {
      throw new IllegalArgumentException(
          "no column %s, there are: %s".formatted(column, String.join(", ", schema.fieldNames())));
    }
    values[schema.fieldIndex(column)] = value;
    return this;
  }

  /**
   * @throws IllegalStateException if a column that must have a value has none
   */
  public Row build() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !schema.apply(i).nullable()) {
        throw new IllegalStateException("column " + schema.apply(i).name() + " has no value");
      }
    }
    return new GenericRowWithSchema(values, schema);
  }
}
