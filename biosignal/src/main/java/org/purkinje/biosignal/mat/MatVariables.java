package org.purkinje.biosignal.mat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.purkinje.biosignal.MalformedFileException;

/** The variables of a file by name; only those asked for are taken apart. */
final class MatVariables {

  private final String source;
  private final Map<String, List<Supplier<MatArray>>> byName = new LinkedHashMap<>();

  MatVariables(String source) {
    this.source = source;
  }

  void add(String name, Supplier<MatArray> value) {
    byName.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  /**
   * How many records the variable holds at whose fields the path ends: elements of its struct
   * array; 1 if it is none.
   */
  int records(String path) {
    return variable(path) instanceof MatArray.Struct struct && path.indexOf('.') >= 0
        ? struct.elements()
        : 1;
  }

  /**
   * @param path the variable's name and those of fields, with dots between them
   * @param record which element of the variable's struct array
   */
  MatArray get(String path, int record) {
    MatArray found = variable(path);
    int element = record;
    String above = first(path);
    for (String field : path.substring(above.length()).split("\\.", -1)) {
      if (field.isEmpty()) {
        continue;
      }
      found = field(path, above, found, field, element);
      above += "." + field;
      element = 0;
    }
    return found;
  }

  private MatArray field(String path, String above, MatArray value, String field, int element) {
    if (!(value instanceof MatArray.Struct struct)) {
      throw malformed(path, "%s is no struct but %s".formatted(above, value.described()));
    }
    if (struct.fields().indexOf(field) != struct.fields().lastIndexOf(field)) {
      throw malformed(path, "field %s of %s is there twice".formatted(field, above));
    }
    if (!struct.fields().contains(field)) {
      throw malformed(
          path,
          "no field %s in %s, only %s".formatted(field, above, String.join(", ", struct.fields())));
    }
    boolean isVariable = above.equals(first(path));
    if (element >= struct.elements() || (!isVariable && struct.elements() != 1)) {
      throw malformed(
          path,
          "%s is a struct array of %d elements; inside a struct, only arrays of 1 are read"
              .formatted(above, struct.elements()));
    }
    return struct.value(element, field);
  }

  private MatArray variable(String path) {
    List<Supplier<MatArray>> values = byName.getOrDefault(first(path), List.of());
    if (values.size() != 1) {
      throw malformed(
          path,
          values.isEmpty()
              ? "absent; the file holds " + (byName.isEmpty() ? "none" : names())
              : "%d variables of this name".formatted(values.size()));
    }
    return values.get(0).get();
  }

  private String names() {
    return String.join(", ", byName.keySet());
  }

  private static String first(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  MalformedFileException malformed(String path, String problem) {
    return new MalformedFileException(source, "variable " + path, problem);
  }
}
