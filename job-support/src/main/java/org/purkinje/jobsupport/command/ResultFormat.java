package org.purkinje.jobsupport.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How rows are printed. */
enum ResultFormat {
  TABLE {
    @Override
    void print(Dataset<Row> rows, PrintWriter out) {
      String[] header = rows.columns();
      List<String[]> cells =
          Stream.concat(
                  Stream.<String[]>of(header),
                  rows.collectAsList().stream().map(row -> cells(row, ResultFormat::rounded)))
              .toList();
      int[] widths =
          IntStream.range(0, header.length)
              .map(c -> cells.stream().mapToInt(row -> row[c].length()).max().orElse(0))
              .toArray();
      for (int r = 0; r < cells.size(); r++) {
        out.println(line(cells.get(r), widths));
        if (r == 0) {
          out.println(
              Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")));
        }
      }
      out.flush();
    }
  },
  CSV {
    @Override
    void print(Dataset<Row> rows, PrintWriter out) {
      out.println(quoted(rows.columns()));
      for (Iterator<Row> i = rows.toLocalIterator(); i.hasNext(); ) {
        out.println(quoted(cells(i.next(), Object::toString)));
      }
      out.flush();
    }
  },
  JSON {
    @Override
    void print(Dataset<Row> rows, PrintWriter out) {
      for (Iterator<String> i = rows.toJSON().toLocalIterator(); i.hasNext(); ) {
        out.println(i.next());
      }
      out.flush();
    }
  };

  abstract void print(Dataset<Row> rows, PrintWriter out);

  private static String[] cells(Row row, Function<Object, String> text) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.isNullAt(i) ? "" : cell(row.get(i), text))
        .toArray(String[]::new);
  }

  private static String cell(Object value, Function<Object, String> text) {
    return value instanceof byte[] bytes ? bytes.length + " bytes" : text.apply(value);
  }

  /** For the eye: six significant digits. */
  private static String rounded(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.format(Locale.ROOT, "%.1f", number)
          : String.format(Locale.ROOT, "%.6g", number).replaceFirst("(\\.\\d+?)0+(e|$)", "$1$2");
    }
    return value.toString();
  }

  private static String line(String[] cells, int[] widths) {
    return IntStream.range(0, cells.length)
        .mapToObj(c -> cells[c] + " ".repeat(widths[c] - cells[c].length()))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String quoted(String[] cells) {
    return Arrays.stream(cells)
        .map(
            cell ->
                cell.contains(",") || cell.contains("\"") || cell.contains("\n")
                    ? '"' + cell.replace("\"", "\"\"") + '"'
                    : cell)
        .collect(Collectors.joining(","));
  }
}
