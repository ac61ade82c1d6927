package org.purkinje.jobsupport.table;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

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
   * @param value a list or map as Spark takes them too: of Java's collections
   * @throws IllegalArgumentException if there is no such column
   */
  public RowBuilder set(String column, @Nullable Object value) {
    if (schema.getFieldIndex(column).isEmpty()) {
      throw new IllegalArgumentException(
          "no column %s, there are: %s".formatted(column, String.join(", ", schema.fieldNames())));
    }
    values[schema.fieldIndex(column)] = external(value);
    return this;
  }

  /** Spark's rows hold Scala's collections. */
  private static @Nullable Object external(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return JavaConverters.asScalaBuffer(list).toList();
    }
    return value instanceof Map<?, ?> map ? JavaConverters.mapAsScalaMap(map) : value;
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
