package org.purkinje.pretrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.models.network.M2aeSize;
import org.purkinje.models.objective.M2aeObjective;
import org.purkinje.pretrain.dl4jspark.ParameterAveragingTrainer;

/**
 * The M2AE of a pretraining's last checkpoint.
 *
 * @param settings of its objective
 * @param run the run that wrote the checkpoint
 * @param digest SHA-256 over the parameters as little-endian float32, hex
 * @param parameters shape [parameters]
 */
record TrainedEncoder(Map<String, String> settings, String run, String digest, float[] parameters)
    implements Serializable {

  M2aeSize size() {
    return M2aeSize.ofLabel(String.valueOf(settings.get("size")));
  }

  /**
   * @throws IllegalStateException if the checkpoint's file is absent or is not the one in the table
   */
  static TrainedEncoder of(Lake lake, String pretraining) {
    List<Row> rows = lake.read(CheckpointsTable.TABLE, pretraining).collectAsList();
    if (rows.isEmpty()) {
      throw new IllegalStateException("pretraining %s has no checkpoint".formatted(pretraining));
    }
    Row checkpoint = rows.get(0);
    if (!checkpoint.getAs("objective").equals(M2aeObjective.TYPE)) {
      throw new IllegalArgumentException(
          "pretraining %s: fingerprints need objective %s, got %s"
              .formatted(pretraining, M2aeObjective.TYPE, checkpoint.getAs("objective")));
    }
    Path file = lake.warehouse().resolve(checkpoint.<String>getAs("path"));
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(
          "%s: checkpoint file is gone; run pretrain again".formatted(file));
    }
    float[] parameters = ParameterAveragingTrainer.parameters(file);
    String digest = TrainingState.sha256(parameters);
    if (!digest.equals(checkpoint.getAs("parameters_sha256"))) {
      throw new IllegalStateException(
          "%s: parameters have SHA-256 %s, the table says %s; run pretrain again"
              .formatted(file, digest, checkpoint.getAs("parameters_sha256")));
    }
    return new TrainedEncoder(
        settings(checkpoint.getAs("model")), checkpoint.getAs("run"), digest, parameters);
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
