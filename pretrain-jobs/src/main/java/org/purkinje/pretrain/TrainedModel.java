package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.WindowEncoder;

/**
 * The model of a checkpoint.
 *
 * @param pretraining its name
 * @param objective registered type of what it was trained for
 * @param settings of its objective
 * @param run the run that wrote the checkpoint
 * @param digest SHA-256 over the parameters as little-endian float32, hex
 * @param parameters shape [parameters]
 */
record TrainedModel(
    String pretraining,
    String objective,
    Map<String, String> settings,
    String run,
    String digest,
    float[] parameters)
    implements Serializable {

  private static final String ARCHIVE = ".zip";

  /**
   * What the model makes of windows.
   *
   * @throws IllegalArgumentException if its objective is no way to vectors
   */
  WindowEncoder encoder() {
    return ObjectiveFactory.create(objective, settings)
        .encoder(parameters)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "pretraining %s: objective %s gives no vectors of windows"
                        .formatted(pretraining, objective)));
  }

  /**
   * The parameters as the first ones of another training.
   *
   * @throws IllegalArgumentException if its tensors have other names or shapes
   */
  float[] parametersFor(String otherObjective, Map<String, String> otherSettings) {
    ParameterLayout own = ObjectiveFactory.create(objective, settings).layout();
    ParameterLayout other = ObjectiveFactory.create(otherObjective, otherSettings).layout();
    if (!own.specs().equals(other.specs())) {
      throw new IllegalArgumentException(
          "continue-from: the tensors of %s (%s %s) are not those of %s %s; give the same model"
              .formatted(pretraining, objective, settings, otherObjective, otherSettings));
    }
    return parameters;
  }

  /**
   * @param role which of the pretraining's checkpoints
   * @throws IllegalStateException if the checkpoint is absent or is not the one in the table
   */
  static TrainedModel of(Lake lake, String pretraining, CheckpointRole role) {
    List<Row> rows =
        lake.read(CheckpointsTable.TABLE, pretraining).where(col(role.column())).collectAsList();
    if (rows.isEmpty()) {
      throw new IllegalStateException(
          "pretraining %s has no %s checkpoint; a best one needs a held-out-shard-set to train with"
              .formatted(pretraining, role.word()));
    }
    Row checkpoint = rows.get(0);
    String place = checkpoint.getAs("path");
    String folder = lake.warehouse().resolve(place);
    if (place.endsWith(ARCHIVE)) {
      throw new IllegalStateException(
          "%s: checkpoint of an earlier version, which kept DL4J's archives; run pretrain again"
              .formatted(folder));
    }
    StoredCheckpoint stored = new StoredCheckpoint(lake.warehouse(), place);
    if (!stored.isWhole()) {
      throw new IllegalStateException(
          "%s: files of the checkpoint are gone; run pretrain again".formatted(folder));
    }
    String objective = checkpoint.getAs("objective");
    Map<String, String> settings = settings(checkpoint.getAs("model"));
    float[] parameters = parameters(stored, ObjectiveFactory.create(objective, settings).layout());
    String digest = StoredCheckpoint.sha256(parameters);
    if (!digest.equals(checkpoint.getAs("parameters_sha256"))) {
      throw new IllegalStateException(
          "%s: parameters have SHA-256 %s, the table says %s; run pretrain again"
              .formatted(folder, digest, checkpoint.getAs("parameters_sha256")));
    }
    return new TrainedModel(
        pretraining, objective, settings, checkpoint.getAs("run"), digest, parameters);
  }

  private static float[] parameters(StoredCheckpoint stored, ParameterLayout layout) {
    try {
      return stored.parameters(layout);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> settings(String settings) {
    try {
      return new ObjectMapper()
          .readValue(settings, new TypeReference<HashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("checkpoint settings are not JSON: " + settings, e);
    }
  }
}
