package org.purkinje.eval.pressure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.certificate.CertificateCheck;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowsTable;

/** Reads the windows of an evaluation, their embeddings, and when their records started. */
final class WindowReader {

  private final Lake lake;
  private final Dataset<Row> windows;
  private final List<String> corpora;
  private final Column isInSplit;
  private final String windowSet;
  private final String embeddingSet;

  /**
   * @param split {@code all}, or the one value of the column {@code split} that takes part
   * @param embeddingSet any name if no feature set needs it
   */
  WindowReader(
      Lake lake, String windowSet, List<String> corpora, String split, String embeddingSet) {
    this.lake = lake;
    this.windowSet = windowSet;
    this.corpora = corpora;
    this.embeddingSet = embeddingSet;
    this.windows =
        lake.read(WindowsTable.TABLE, windowSet)
            .where(col("corpus").isin(corpora.toArray()))
            .join(references(), new String[] {"window_id"}, "left");
    this.isInSplit = WindowsTable.isIn(split);
  }

  /** The reference pressure of each window, or why there is none. */
  private Dataset<Row> references() {
    Column features = col("features");
    return WindowFeaturesTable.of(lake, windowSet, WindowFeaturesTable.BLOOD_PRESSURE)
        .select(
            col("window_id"),
            features.getItem("sbp_mmhg").as("sbp_mmhg"),
            features.getItem("dbp_mmhg").as("dbp_mmhg"),
            col("refusal").as("reference_refusal"));
  }

  /** Windows of each corpus; a corpus without any has none. */
  Map<String, Long> discoveredByCorpus() {
    Map<String, Long> counts = new HashMap<>();
    corpora.forEach(corpus -> counts.put(corpus, 0L));
    for (Row row : windows.groupBy("corpus").count().collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return counts;
  }

  /** When the records started, of those for which that is known. */
  RecordStarts starts() {
    Map<String, LocalDateTime> starts = new HashMap<>();
    for (Row row :
        lake.read(RecordsTable.TABLE)
            .where(col("corpus").isin(corpora.toArray()))
            .where(col("started_at").isNotNull())
            .select("corpus", "record", "started_at")
            .collectAsList()) {
      RecordStarts.parse(row.getString(2))
          .ifPresent(start -> starts.put(row.getString(0) + "/" + row.getString(1), start));
    }
    return new RecordStarts(starts);
  }

  /** Why windows may not be graded by this feature set, first reason only. */
  ReasonCounts leftOut(FeatureSet features) {
    ReasonCounts counts = new ReasonCounts();
    for (Row row :
        candidates(features)
            .where(col("reason").isNotNull())
            .groupBy("corpus", "reason")
            .count()
            .collectAsList()) {
      String reason = row.getString(1);
      counts.add(row.getString(0), WindowReason.outcome(reason), reason, row.getLong(2));
    }
    return counts;
  }

  /** The windows of the split that have a pressure and these features. */
  List<PressureWindow> read(FeatureSet features) {
    List<PressureWindow> read = new ArrayList<>();
    for (Row row :
        candidates(features)
            .where(col("reason").isNull())
            .select(
                col("corpus"),
                col("record"),
                col("subject"),
                col("person_group"),
                col("window_id"),
                col("start_s"),
                col("alignment_trust"),
                col("sbp_mmhg"),
                col("dbp_mmhg"),
                col("inputs"))
            .collectAsList()) {
      read.add(
          new PressureWindow(
              row.getAs("corpus"),
              row.getAs("record"),
              row.getAs("subject"),
              row.getAs("person_group"),
              row.getAs("window_id"),
              row.<Double>getAs("start_s"),
              row.getAs("alignment_trust"),
              features.isEmbedding()
                  ? vector(row.getList(row.fieldIndex("inputs")))
                  : columns(row.getJavaMap(row.fieldIndex("inputs")), features.columns()),
              row.<Double>getAs("sbp_mmhg"),
              row.<Double>getAs("dbp_mmhg")));
    }
    requireOneLength(features, read);
    return read;
  }

  /** What the windows with a pressure share with the pretraining of the embeddings. */
  Certificate certificate() {
    PretrainedModel model =
        PretrainedModel.of(
            embeddings(),
            "pretraining_run",
            "embeddings %s of windows %s".formatted(embeddingSet, windowSet));
    return CertificateCheck.check(lake, withPressure(), model);
  }

  /** The same where nothing was pretrained. */
  Certificate notPretrained() {
    return CertificateCheck.notPretrained(withPressure());
  }

  private Dataset<Row> withPressure() {
    return windows.where(isInSplit).where(col("sbp_mmhg").isNotNull());
  }

  /** Every window, with {@code reason} where it may not be graded. */
  private Dataset<Row> candidates(FeatureSet features) {
    Dataset<Row> inputs =
        features.isEmbedding()
            ? embeddings()
                .where(col("modalities").equalTo(features.modalities()))
                .select(col("window_id"), col("vector").as("inputs"))
            : WindowFeaturesTable.of(lake, windowSet, features.label())
                .select(
                    col("window_id"),
                    when(col("refusal").isNull(), col("features")).as("inputs"),
                    col("refusal").as("inputs_refusal"));
    return windows
        .join(inputs, new String[] {"window_id"}, "left")
        .withColumn("reason", WindowReason.column(features, isInSplit));
  }

  private Dataset<Row> embeddings() {
    return lake.read(EmbeddingsTable.TABLE, embeddingSet)
        .where(col("window_set").equalTo(windowSet));
  }

  private void requireOneLength(FeatureSet features, List<PressureWindow> windows) {
    List<Integer> lengths =
        windows.stream().map(window -> window.features().length).distinct().sorted().toList();
    if (lengths.size() > 1) {
      throw new IllegalStateException(
          ("embedding-set %s: %s has vectors of %d lengths, %s, at most 1 can be graded; embed"
                  + " the windows again by one model")
              .formatted(embeddingSet, features.label(), lengths.size(), lengths));
    }
  }

  private static float[] vector(List<Float> values) {
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values.get(i);
    }
    return vector;
  }

  private static float[] columns(Map<String, Double> features, List<String> names) {
    float[] values = new float[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = features.get(names.get(i)).floatValue();
    }
    return values;
  }
}
