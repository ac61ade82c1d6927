package org.purkinje.pretrain.heldout;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.models.m2ae.M2aeEncoder;
import org.purkinje.models.m2ae.M2aeObjective;
import org.purkinje.models.m2ae.M2aeSize;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.ObjectiveEvaluation;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.WindowMean;

/**
 * Evaluates a model on the windows of one person, and what can be answered without one.
 *
 * @param objective registered type, e.g. {@code m2ae}
 * @param settings of the objective that it was trained with
 * @param seed of the masks
 * @param others what answers without a model are made of
 */
public record PersonEvaluation(
    String objective, Map<String, String> settings, long seed, OtherPersons others)
    implements Serializable {

  private static final int BATCH = 64;

  public PersonEvaluation {
    settings = new HashMap<>(settings);
    if (isM2ae(objective)) {
      // Windows of one person are no negatives of each other.
      settings.put("contrastive-views", "0");
    }
  }

  /**
   * @param rows of a shard, with window_id, window_key, subject_key, signals and trusted_pair
   * @param parameters flat vector of the model
   */
  public PersonResult of(String person, List<Row> rows, float[] parameters) {
    Map<String, WindowMean> terms = new TreeMap<>();
    List<M2aeEncoder.Projection> pairs = new ArrayList<>();
    Sha256 digest = new Sha256();
    rows.forEach(row -> digest.add(row.<String>getAs("window_id")));
    TorchObjective of = ObjectiveFactory.create(objective, settings);
    BaselineAgreement baselines = new BaselineAgreement(of, others);
    try (ObjectiveEvaluation evaluation = new ObjectiveEvaluation(of, parameters)) {
      for (int from = 0; from < rows.size(); from += BATCH) {
        List<TrainingExample> batch =
            rows.subList(from, Math.min(rows.size(), from + BATCH)).stream()
                .map(this::example)
                .toList();
        evaluation.losses(batch).forEach((term, mean) -> terms.merge(term, mean, WindowMean::and));
        baselines.add(batch);
      }
    }
    terms.putAll(baselines.terms());
    if (isM2ae(objective)) {
      pairs.addAll(projections(rows, parameters));
    }
    return new PersonResult(person, digest.hex(), terms, pairs);
  }

  private List<M2aeEncoder.Projection> projections(List<Row> rows, float[] parameters) {
    List<M2aeEncoder.Projection> projections = new ArrayList<>();
    try (M2aeEncoder encoder =
        new M2aeEncoder(M2aeSize.ofLabel(String.valueOf(settings.get("size"))), parameters)) {
      List<M2aeEncoder.Window> pairs =
          rows.stream()
              .map(this::example)
              .filter(TrainingExample::isTrustedPair)
              .map(window -> new M2aeEncoder.Window(window.signal("ecg"), window.signal("ppg")))
              .toList();
      for (int from = 0; from < pairs.size(); from += BATCH) {
        projections.addAll(
            encoder.project(pairs.subList(from, Math.min(pairs.size(), from + BATCH))));
      }
    }
    return projections;
  }

  private static boolean isM2ae(String objective) {
    return objective.equals(M2aeObjective.TYPE);
  }

  private TrainingExample example(Row row) {
    return new TrainingExample(
        row.<String>getAs("window_id"),
        row.<Long>getAs("subject_key"),
        row.<Boolean>getAs("trusted_pair"),
        WindowSignals.accepted(row),
        DrawStream.windowSeed(seed, row.<Long>getAs("window_key")));
  }
}
