package org.purkinje.pretrain.exchange;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.run.RunLog;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.CorpusSummaryTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.models.training.InputSignal;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.TorchObjective;

/**
 * Reads from tables what is said of a model.
 *
 * @param summary scope of {@code corpus_summary} that tells of every corpus that it has seen
 */
public record ModelFactsReader(Lake lake, PretrainedModel model, String summary) {

  /**
   * @param settings of the objective
   * @param exposures is written with what the model has seen
   * @throws IllegalStateException if a table lacks what must be said
   */
  public ModelFacts read(String objective, Map<String, String> settings, Path exposures)
      throws IOException {
    Dataset<Row> seen = seen();
    ExposuresFile.write(
        exposures,
        seen.select(ExposuresFile.columns().stream().map(functions::col).toArray(Column[]::new))
            .orderBy("corpus", "record", "subject", "waveform_sha256", "person_group")
            .toLocalIterator());
    Row checkpoint = checkpoint();
    TorchObjective made = ObjectiveFactory.create(objective, settings);
    List<ModelFacts.Input> inputs = inputs(made, checkpoint.getAs("data_snapshot"));
    TreeSet<String> persons = new TreeSet<>();
    seen.select("person_group")
        .distinct()
        .toLocalIterator()
        .forEachRemaining(row -> persons.add(row.getString(0)));
    Sha256 digest = new Sha256();
    persons.forEach(digest::add);
    return new ModelFacts(
        origin(checkpoint),
        objective,
        settings,
        inputs,
        made.layout(),
        corpora(seen, inputs.get(0).seconds()),
        new ModelFacts.Seen(
            persons.size(),
            digest.hex(),
            seen.select("corpus", "record").distinct().count(),
            ExposuresFile.sha256(exposures)),
        curve());
  }

  private Dataset<Row> seen() {
    Dataset<Row> seen =
        lake.read(ExposuresTable.TABLE, model.pretraining())
            .where(col("parameters_sha256").equalTo(model.parametersSha256()));
    PretrainedModel exposed =
        PretrainedModel.of(seen, "run", "exposures of pretraining " + model.pretraining());
    if (!exposed.equals(model)) {
      throw new IllegalStateException(
          "exposures: they are of pretraining %s, the checkpoint is of %s; run pretrain again"
              .formatted(exposed, model));
    }
    if (!seen.where(col("corpus").equalTo(ExposuresTable.UNRECORDED)).isEmpty()) {
      throw new IllegalStateException(
          "pretraining %s goes back to a model that was imported without %s, so what it was trained on is not known and no licence can be kept; pass on the folder that was imported, or pretrain from new parameters"
              .formatted(model.pretraining(), ModelFolder.EXPOSURES));
    }
    return seen;
  }

  private Row checkpoint() {
    Row checkpoint =
        lake.read(CheckpointsTable.TABLE, model.pretraining())
            .where(col("parameters_sha256").equalTo(model.parametersSha256()))
            .first();
    if (checkpoint.<String>getAs("data_snapshot").equals(CheckpointsTable.IMPORTED)) {
      throw new IllegalStateException(
          "pretraining %s was imported, and nothing was trained on it here; pass on the folder that it came from"
              .formatted(model.pretraining()));
    }
    return checkpoint;
  }

  private ModelFacts.Origin origin(Row checkpoint) {
    Row run =
        lake
            .read(RunLog.TABLE)
            .where(col("run").equalTo(model.run()))
            .limit(1)
            .collectAsList()
            .stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "runs: has no run %s, which wrote the checkpoint; run pretrain again"
                            .formatted(model.run())));
    return new ModelFacts.Origin(
        model.pretraining(),
        model.run(),
        run.getAs("config"),
        run.getAs("code_digest"),
        run.getAs("platform"),
        checkpoint.getAs("round"),
        checkpoint.getAs("step"),
        checkpoint.getAs("windows_seen"),
        model.parametersSha256());
  }

  /** The objective knows samples and patches, the windows that it was trained on their rate. */
  private List<ModelFacts.Input> inputs(TorchObjective objective, String shardSet) {
    Map<String, Double> rates = new HashMap<>();
    for (Row row :
        lake.read(ShardsTable.TABLE, shardSet)
            .selectExpr("explode(signals) signal")
            .selectExpr("signal.name", "signal.fs_hz")
            .distinct()
            .collectAsList()) {
      @Nullable Double other = rates.put(row.getString(0), row.getDouble(1));
      if (other != null) {
        throw new IllegalStateException(
            "shard-set %s: signal %s comes at %s and at %s Hz, one rate is needed"
                .formatted(shardSet, row.getString(0), other, row.getDouble(1)));
      }
    }
    List<ModelFacts.Input> inputs = new ArrayList<>();
    for (InputSignal signal : objective.inputs()) {
      // A lead that no window of the set has is taken at the rate of the others.
      double rate =
          Stream.concat(
                  Optional.ofNullable(rates.get(signal.name())).stream(), rates.values().stream())
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "shard-set %s: has no signals, so the rate of %s is not known; run shard-windows again"
                              .formatted(shardSet, signal.name())));
      inputs.add(
          new ModelFacts.Input(signal.name(), rate, signal.samples(), signal.patchSamples()));
    }
    if (inputs.isEmpty()) {
      throw new IllegalStateException(
          "pretraining %s: its objective does not say which signals it takes"
              .formatted(model.pretraining()));
    }
    return inputs;
  }

  private List<SeenCorpus> corpora(Dataset<Row> seen, double seconds) {
    Map<String, Row> about = new HashMap<>();
    lake.read(CorpusSummaryTable.TABLE, summary)
        .collectAsList()
        .forEach(row -> about.put(row.getAs("corpus"), row));
    List<SeenCorpus> corpora = new ArrayList<>();
    for (Row row :
        seen.groupBy("corpus")
            .agg(count_distinct(col("person_group")), count_distinct(col("record")), sum("windows"))
            .orderBy("corpus")
            .collectAsList()) {
      String corpus = row.getString(0);
      Row of = about.get(corpus);
      if (of == null) {
        throw new IllegalStateException(
            "corpus %s: pretraining %s has seen it, and its licence is not known: scope %s of corpus_summary has %s; run summarize-corpora over it too"
                .formatted(corpus, model.pretraining(), summary, new TreeSet<>(about.keySet())));
      }
      corpora.add(
          new SeenCorpus(
              corpus,
              of.getAs("corpus_version"),
              of.getAs("title"),
              of.getAs("licence"),
              of.getAs("redistribution"),
              of.getAs("access"),
              row.getLong(1),
              row.getLong(2),
              row.getLong(3),
              row.getLong(3) * seconds / 3600));
    }
    return corpora;
  }

  private List<ModelFacts.CurveRow> curve() {
    Map<Integer, ModelFacts.CurveRow> curve = new TreeMap<>();
    for (Row row :
        lake.read(LearningCurvesTable.TABLE, model.pretraining())
            .orderBy("round", "split", "term")
            .collectAsList()) {
      curve
          .computeIfAbsent(
              row.<Integer>getAs("round"),
              round -> new ModelFacts.CurveRow(round, row.getAs("windows_seen"), new TreeMap<>()))
          .values()
          .put(row.<String>getAs("split") + " " + row.<String>getAs("term"), row.getAs("value"));
    }
    return List.copyOf(curve.values());
  }
}
