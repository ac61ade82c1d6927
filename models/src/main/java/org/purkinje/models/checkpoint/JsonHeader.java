package org.purkinje.models.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The JSON header of a safetensors file: an object of texts, whole numbers, lists and objects. */
final class JsonHeader {

  private static final int MAX_DEPTH = 5;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  private JsonHeader() {}

  /** A text breaks the rules of JSON, or is no object. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final long at;

    private Malformed(String problem, long at) {
      super(problem);
      this.at = at;
    }

    /** Character of the text at which reading stopped, from 0. */
    long at() {
      return at;
    }
  }

  /**
   * An object whose whole numbers are {@link Long}.
   *
   * @throws Malformed if it is another text
   */
  static Map<String, Object> parse(String text) throws Malformed {
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonNode header = MAPPER.readTree(parser);
      if (header == null || !header.isObject()) {
        throw new Malformed("must be an object", 0);
      }
      if (parser.nextToken() != null) {
        throw new Malformed("must end after the object", parser.getTokenLocation().getCharOffset());
      }
      return MAPPER.convertValue(header, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      // A limit that is passed has no place.
      JsonLocation location = e.getLocation();
      throw new Malformed(e.getOriginalMessage(), location == null ? 0 : location.getCharOffset());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of an object, keys in its order. */
  static String write(Map<String, Object> object) {
    try {
      return MAPPER.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("header must be of texts, numbers, lists and objects", e);
    }
  }
}
