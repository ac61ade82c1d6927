package org.purkinje.eval.report;

import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** One value of a row by its column's name; a column that the table lacks reads as null does. */
final class Cell {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private Cell() {}

  /** Empty for null. */
  static String text(Row row, String column) {
    return value(row, column).map(Object::toString).orElse("");
  }

  /** NaN for null. */
  static double number(Row row, String column) {
    return value(row, column).map(v -> ((Number) v).doubleValue()).orElse(Double.NaN);
  }

  /** 0 for null. */
  static long whole(Row row, String column) {
    return value(row, column).map(v -> ((Number) v).longValue()).orElse(0L);
  }

  /** A time to the second in UTC; empty for null. */
  static String seconds(Row row, String column) {
    return value(row, column).map(v -> SECONDS.format(((Timestamp) v).toInstant())).orElse("");
  }

  private static Optional<Object> value(Row row, String column) {
    return Arrays.asList(row.schema().fieldNames()).contains(column)
        ? Optional.ofNullable(row.getAs(column))
        : Optional.empty();
  }
}
