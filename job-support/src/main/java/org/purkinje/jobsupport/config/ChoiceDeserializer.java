package org.purkinje.jobsupport.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.stream.Collectors;

/** Reads a {@link Choice}. */
final class ChoiceDeserializer extends JsonDeserializer<Object> {

  private final Class<?> sealed;

  private ChoiceDeserializer(Class<?> sealed) {
    this.sealed = sealed;
  }

  /** Reads every sealed interface as a choice. */
  static SimpleModule module() {
    return new SimpleModule()
        .setDeserializerModifier(
            new BeanDeserializerModifier() {
              @Override
              public JsonDeserializer<?> modifyDeserializer(
                  DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> usual) {
                Class<?> type = bean.getBeanClass();
                return Choice.isChoice(type) ? new ChoiceDeserializer(type) : usual;
              }
            });
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode tree = context.readTree(parser);
    String key = tree.isObject() && tree.size() == 1 ? tree.fieldNames().next() : "";
    for (Choice choice : Choice.of(sealed)) {
      if (choice.key().equals(key)) {
        try {
          return choice.with(context.readTreeAsValue(tree.get(key), choice.group()));
        } catch (JsonMappingException e) {
          throw JsonMappingException.wrapWithPath(e, sealed, key);
        }
      }
    }
    return context.reportInputMismatch(
        sealed,
        "must have one key of: %s",
        Choice.of(sealed).stream().map(Choice::key).collect(Collectors.joining(", ")));
  }
}
