package org.purkinje.jobsupport.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * Fills in keys that a file may leave out, wherever their record occurs in it. A list or map that
 * is not among them is empty.
 *
 * @param values by record and component, e.g. {@code CsvLayout.decimal}
 */
record AbsentKeys(Map<String, JsonNode> values) {

  void fill(JsonNode node, Type type) {
    if (type instanceof ParameterizedType container) {
      Type[] of = container.getActualTypeArguments();
      node.forEach(child -> fill(child, of[of.length - 1]));
    } else if (type instanceof Class<?> plain && node instanceof ObjectNode group) {
      if (Choice.isChoice(plain)) {
        for (Choice choice : Choice.of(plain)) {
          if (group.has(choice.key())) {
            fill(group.get(choice.key()), choice.group());
          }
        }
      } else if (plain.isRecord()) {
        fill(group, plain);
      }
    }
  }

  private void fill(ObjectNode group, Class<?> plain) {
    for (RecordComponent component : plain.getRecordComponents()) {
      String key = ConfigKeys.kebab(component.getName());
      JsonNode value = values.get(plain.getSimpleName() + "." + component.getName());
      if (group.has(key)) {
        fill(group.get(key), component.getGenericType());
      } else if (value != null) {
        group.set(key, value.deepCopy());
        fill(group.get(key), component.getGenericType());
      } else if (component.getType() == List.class) {
        group.putArray(key);
      } else if (component.getType() == Map.class) {
        group.putObject(key);
      }
    }
  }
}
