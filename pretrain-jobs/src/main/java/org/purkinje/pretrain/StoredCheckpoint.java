package org.purkinje.pretrain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.checkpoint.StateFiles;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.Muon;
import org.purkinje.models.training.Optimiser;
import org.purkinje.models.training.Sgd;

/**
 * The folder of one checkpoint: the model's tensors, those of the optimiser, and what both are of.
 * That comes last and is deleted first, so a folder without it is no checkpoint.
 *
 * @param place of the folder in the warehouse
 */
record StoredCheckpoint(StoredFolder warehouse, String place) {

  static final String MODEL = "model.safetensors";
  static final String OPTIMISER = "optimiser.safetensors";
  static final String DESCRIPTION = "checkpoint.json";

  /** Raised when the files change in a way that today's reader would get wrong. */
  private static final int VERSION = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .addMixIn(Optimiser.class, WhichOptimiser.class)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Which of the optimisers it is; there was one alone when files did not say so. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = AdamW.class)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = AdamW.class, name = "adamw"),
    @JsonSubTypes.Type(value = Muon.class, name = "muon"),
    @JsonSubTypes.Type(value = Sgd.class, name = "sgd")
  })
  private interface WhichOptimiser {}

  /**
   * What {@value #DESCRIPTION} says.
   *
   * @param layoutVersion of the folder's files
   * @param settings of the objective
   * @param round rounds done
   * @param step steps that each worker's model has done
   * @param optimiser null if nothing was trained here
   * @param parametersSha256 SHA-256 over the parameters as little-endian float32, hex
   * @param bestPlace folder in the warehouse of the best checkpoint so far, this one or an earlier
   *     one; null without windows held out
   */
  record Description(
      int layoutVersion,
      String pretraining,
      String objective,
      Map<String, String> settings,
      int round,
      long step,
      long seed,
      @Nullable Optimiser optimiser,
      String parametersSha256,
      @Nullable String bestPlace) {

    Description {
      settings = new TreeMap<>(settings);
    }

    /** Of files as they are written now. */
    static Description of(
        PretrainConfig config, int round, String parametersSha256, Optional<String> bestPlace) {
      return new Description(
          VERSION,
          config.pretraining(),
          config.objective(),
          config.settings(),
          round,
          (long) round * config.stepsPerRound(),
          config.seed(),
          config.makeOptimiser(),
          parametersSha256,
          bestPlace.orElse(null));
    }

    /** Of a model that was not trained here. */
    static Description imported(
        String pretraining,
        String objective,
        Map<String, String> settings,
        String parametersSha256) {
      return new Description(
          VERSION, pretraining, objective, settings, 0, 0, 0, null, parametersSha256, null);
    }

    private Map<String, String> metadata() {
      Map<String, String> metadata = new TreeMap<>();
      metadata.put("pretraining", pretraining);
      metadata.put("objective", objective);
      settings.forEach((key, value) -> metadata.put("settings." + key, value));
      metadata.put("step", Long.toString(step));
      return metadata;
    }
  }

  void write(ParameterLayout layout, ModelState state, Description description) throws IOException {
    StateFiles files = new StateFiles(layout);
    warehouse.delete(at(DESCRIPTION));
    warehouse.write(
        at(MODEL), file -> files.writeModel(file, state.parameters(), description.metadata()));
    warehouse.write(
        at(OPTIMISER), file -> files.writeOptimiser(file, state, description.metadata()));
    warehouse.write(
        at(DESCRIPTION), file -> Files.writeString(file, JSON.writeValueAsString(description)));
  }

  /** Whether all files of a pretraining's checkpoints are there. */
  static boolean areWhole(Lake lake, String pretraining) {
    return lake.read(CheckpointsTable.TABLE, pretraining).collectAsList().stream()
        .allMatch(row -> new StoredCheckpoint(lake.warehouse(), row.getAs("path")).isWhole());
  }

  /** Whether all of its files are there. */
  boolean isWhole() {
    return List.of(DESCRIPTION, MODEL, OPTIMISER).stream()
        .allMatch(name -> warehouse.hasFile(at(name)));
  }

  /**
   * The model's parameters, shape [parameters].
   *
   * @throws MalformedFileException if a file is none of its format, or its parameters are not those
   *     that were written
   */
  float[] parameters(ParameterLayout layout) throws IOException {
    Description description = description();
    float[] parameters =
        warehouse.read(
            at(MODEL),
            file -> new StateFiles(layout).readModel(file, warehouse.resolve(at(MODEL))));
    String digest = sha256(parameters);
    if (!digest.equals(description.parametersSha256())) {
      throw new MalformedFileException(
          warehouse.resolve(at(MODEL)),
          "parameters",
          "must have SHA-256 %s as %s says, got %s; run pretrain again"
              .formatted(description.parametersSha256(), DESCRIPTION, digest));
    }
    return parameters;
  }

  /** Parameters and moments; throws as {@link #parameters}. */
  ModelState state(ParameterLayout layout) throws IOException {
    float[] parameters = parameters(layout);
    return warehouse.read(
        at(OPTIMISER),
        file ->
            new StateFiles(layout)
                .readOptimiser(file, warehouse.resolve(at(OPTIMISER)), parameters));
  }

  Description description() throws IOException {
    String source = warehouse.resolve(at(DESCRIPTION));
    try {
      Description read =
          warehouse.read(at(DESCRIPTION), file -> JSON.readValue(file.toFile(), Description.class));
      if (read.layoutVersion() != VERSION) {
        throw new MalformedFileException(
            source,
            "layout-version",
            "must be %d, got %d; run pretrain again".formatted(VERSION, read.layoutVersion()));
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new MalformedFileException(
          source,
          "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "must describe a checkpoint: " + e.getOriginalMessage());
    }
  }

  /** Deletes the folder and what is in it, if it is there. */
  void delete() throws IOException {
    warehouse.delete(at(DESCRIPTION));
    for (String name : warehouse.names(place)) {
      warehouse.delete(at(name));
    }
    warehouse.delete(place);
  }

  /** SHA-256 over the parameters as little-endian float32, hex. */
  static String sha256(float[] parameters) {
    ByteBuffer bytes =
        ByteBuffer.allocate(parameters.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(parameters);
    return new Sha256().add(bytes.array()).hex();
  }

  private String at(String name) {
    return place + "/" + name;
  }
}
