package org.purkinje.pretrain.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.jobsupport.table.WindowSignals;

/**
 * What {@value ModelFolder#CONFIG} says. Of a folder that another program wrote {@code objective}
 * and {@code settings} are enough.
 *
 * @param formatVersion of the folder's files; null if another program wrote it
 * @param settings of the objective, all of them
 * @param parametersSha256 SHA-256 over the parameters as little-endian float32, hex; null if it is
 *     not known
 * @param exposures what the model has seen; null if it is not known
 */
public record ModelConfig(
    @Nullable Integer formatVersion,
    String objective,
    Map<String, String> settings,
    @Nullable List<ModelFacts.Input> inputs,
    @Nullable String normalisation,
    @Nullable Long parameters,
    @Nullable String parametersSha256,
    @Nullable Training training,
    @Nullable Exposed exposures) {

  /** Raised when the files change in a way that today's reader would get wrong. */
  private static final int VERSION = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** The training that the parameters come from. */
  public record Training(
      String pretraining,
      String run,
      int round,
      long step,
      long windowsSeen,
      String codeSha256,
      JsonNode config) {}

  /** The file that names what was seen, and how much it names. */
  public record Exposed(
      String file, String sha256, long persons, String personsSha256, long records) {}

  static ModelConfig of(ModelFacts facts) {
    ModelFacts.Origin origin = facts.origin();
    ModelFacts.Seen seen = facts.seen();
    return new ModelConfig(
        VERSION,
        facts.objective(),
        new TreeMap<>(facts.settings()),
        facts.inputs(),
        normalisationText(),
        facts.layout().length(),
        origin.parametersSha256(),
        new Training(
            origin.pretraining(),
            origin.run(),
            origin.round(),
            origin.step(),
            origin.windowsSeen(),
            origin.codeDigest(),
            tree(origin.config())),
        new Exposed(
            ModelFolder.EXPOSURES,
            seen.fileSha256(),
            seen.persons(),
            seen.personsSha256(),
            seen.records()));
  }

  /** What becomes of a signal before the model takes it. */
  static String normalisationText() {
    return "each signal of a window by itself: its mean subtracted, divided by its standard deviation, clipped at ±%s"
        .formatted(NumberText.of(WindowSignals.CLIP_SD));
  }

  /** As JSON text. */
  String text() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + this, e);
    }
  }

  /**
   * @param source the file as errors name it
   * @throws MalformedFileException if it is no JSON, lacks what it needs or is of a later version
   */
  public static ModelConfig read(Path file, String source) throws IOException {
    ModelConfig read;
    try {
      read = JSON.readValue(file.toFile(), ModelConfig.class);
    } catch (JsonProcessingException e) {
      throw new MalformedFileException(
          source,
          "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "must describe a model: %s; write objective and settings as JSON"
              .formatted(e.getOriginalMessage()));
    }
    require(source, "objective", read.objective());
    require(source, "settings", read.settings());
    Integer version = read.formatVersion();
    if (version != null && version != VERSION) {
      throw new MalformedFileException(
          source,
          "format-version",
          "must be %d, or absent, got %d; import it with the version that wrote it"
              .formatted(VERSION, version));
    }
    return read;
  }

  private static void require(String source, String key, @Nullable Object value) {
    if (value == null) {
      throw new MalformedFileException(
          source,
          key,
          "must be given, it is absent; write objective, e.g. m2ae, and its settings as purkinje help pretrain lists them");
    }
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the config of a run is no JSON: " + json, e);
    }
  }
}
