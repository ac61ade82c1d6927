package org.purkinje.biosignal.mat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The value of a variable. */
sealed interface MatArray {

  /** Lengths of the axes. */
  List<Integer> dimensions();

  /** What it is apart from its dimensions, e.g. {@code numbers}. */
  String kind();

  /** What it is, e.g. {@code 2 × 1000 × 3 numbers}. */
  default String described() {
    return dimensions().stream().map(String::valueOf).collect(Collectors.joining(" × "))
        + " "
        + kind();
  }

  /**
   * Numbers of one type, the first axis fastest.
   *
   * @param isReal whether they are real numbers to MATLAB, however narrow the file keeps them
   * @param type how the file keeps them
   * @param bytes the numbers, in the file's byte order
   */
  record Numbers(List<Integer> dimensions, boolean isReal, MatType type, ByteBuffer bytes)
      implements MatArray {

    @Override
    public String kind() {
      return "numbers";
    }

    int rows() {
      return dimensions.get(0);
    }

    int columns() {
      return dimensions.get(1);
    }

    double at(int row, int column) {
      return type.number(bytes, column * rows() + row);
    }
  }

  /**
   * @param text rows of several lines are joined by blanks
   */
  record Text(List<Integer> dimensions, String text) implements MatArray {

    @Override
    public String kind() {
      return "text";
    }
  }

  /**
   * @param fields their names, in order
   * @param values by place: field by field of the first element, then of the next
   */
  record Struct(List<Integer> dimensions, List<String> fields, IntFunction<MatArray> values)
      implements MatArray {

    @Override
    public String kind() {
      return "struct array of the fields " + String.join(", ", fields);
    }

    int elements() {
      return dimensions.stream().reduce(1, Math::multiplyExact);
    }

    MatArray value(int element, String field) {
      return values.apply(element * fields.size() + fields.indexOf(field));
    }
  }

  /** Something that can hold no samples, e.g. an object. */
  record Other(List<Integer> dimensions, String kind) implements MatArray {}

  /**
   * The characters of a matrix, row by row.
   *
   * @param characters column by column
   */
  static Text text(List<Integer> dimensions, String characters) {
    int rows = dimensions.get(0);
    int columns = rows == 0 ? 0 : characters.length() / rows;
    if (rows <= 1 || rows * columns != characters.length()) {
      return new Text(dimensions, characters.strip());
    }
    String[] lines = new String[rows];
    Arrays.setAll(
        lines,
        row -> {
          StringBuilder line = new StringBuilder();
          for (int column = 0; column < columns; column++) {
            line.append(characters.charAt(column * rows + row));
          }
          return line.toString().strip();
        });
    return new Text(dimensions, String.join(" ", lines));
  }
}
