package org.purkinje.jobsupport.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A key that the record does not have. Looked for before the values are read, because a misspelt
 * key is also a missing one and the misspelling is the better news.
 *
 * @param path field names and list indices from the top to the key
 * @param known the keys there are at its place, in order
 */
record UnknownKey(List<String> path, List<String> known) {

  static Optional<UnknownKey> first(JsonNode tree, Type type) {
    return in(List.of(), tree, type).findFirst();
  }

  String name() {
    return path.get(path.size() - 1);
  }

  private static Stream<UnknownKey> in(List<String> path, JsonNode node, Type type) {
    if (type instanceof ParameterizedType container) {
      Type[] of = container.getActualTypeArguments();
      Type element = of[of.length - 1];
      return children(node).flatMap(key -> in(with(path, key), child(node, key), element));
    }
    if (!(type instanceof Class<?> plain) || !node.isObject()) {
      return Stream.empty();
    }
    if (Choice.isChoice(plain)) {
      return inChoice(path, node, Choice.of(plain));
    }
    if (!plain.isRecord()) {
      return Stream.empty();
    }
    RecordComponent[] components = plain.getRecordComponents();
    List<String> known =
        Arrays.stream(components).map(c -> ConfigKeys.kebab(c.getName())).sorted().toList();
    Stream<UnknownKey> here =
        children(node)
            .filter(key -> !known.contains(key))
            .map(key -> new UnknownKey(with(path, key), known));
    Stream<UnknownKey> below =
        Arrays.stream(components)
            .filter(c -> node.has(ConfigKeys.kebab(c.getName())))
            .flatMap(
                c -> {
                  String key = ConfigKeys.kebab(c.getName());
                  return in(with(path, key), node.get(key), c.getGenericType());
                });
    return Stream.concat(here, below);
  }

  private static Stream<UnknownKey> inChoice(
      List<String> path, JsonNode node, List<Choice> choices) {
    List<String> known = choices.stream().map(Choice::key).sorted().toList();
    return children(node)
        .flatMap(
            key ->
                choices.stream()
                    .filter(choice -> choice.key().equals(key))
                    .findFirst()
                    .map(choice -> in(with(path, key), node.get(key), choice.group()))
                    .orElse(Stream.of(new UnknownKey(with(path, key), known))));
  }

  private static Stream<String> children(JsonNode node) {
    if (node.isArray()) {
      return IntStream.range(0, node.size()).mapToObj(Integer::toString);
    }
    Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
    return Stream.generate(() -> fields).takeWhile(Iterator::hasNext).map(i -> i.next().getKey());
  }

  private static JsonNode child(JsonNode node, String key) {
    return node.isArray() ? node.get(Integer.parseInt(key)) : node.get(key);
  }

  private static List<String> with(List<String> path, String key) {
    return Stream.concat(path.stream(), Stream.of(key)).toList();
  }
}
