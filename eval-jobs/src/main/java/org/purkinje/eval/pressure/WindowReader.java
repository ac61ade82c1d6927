package org.purkinje.eval.pressure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.table.FingerprintsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.WindowsTable;

/** Reads the windows with a pressure reference, and their fingerprints. */
final class WindowReader {

  private final Lake lake;
  private final Dataset<Row> windows;
  private final Column isInSplit;
  private final String windowSet;
  private final String fingerprintSet;

  /**
   * @param split {@code all}, or the one value of the column {@code split} that takes part
   * @param fingerprintSet any name if no feature set needs it
   */
  WindowReader(
      Lake lake, String windowSet, List<String> corpora, String split, String fingerprintSet) {
    this.lake = lake;
    this.windowSet = windowSet;
    this.fingerprintSet = fingerprintSet;
    this.windows =
        lake.read(WindowsTable.TABLE, windowSet).where(col("corpus").isin(corpora.toArray()));
    this.isInSplit = split.equals("all") ? lit(true) : col("split").equalTo(split);
  }

  /** Windows of each corpus. */
  Map<String, Long> discoveredByCorpus() {
    return countByCorpus(windows);
  }

  /** Windows of each corpus that the blood pressure protocol refuses. */
  Map<String, Long> refusedByCorpus() {
    return countByCorpus(windows.where(col("bp_features").isNull()));
  }

  /** The accepted windows of the split that have these features. */
  List<PressureWindow> read(FeatureSet features) {
    List<Row> rows =
        accepted()
            .select(
                "corpus",
                "record",
                "subject",
                "window_id",
                "start_s",
                "sbp_mmhg",
                "dbp_mmhg",
                "bp_features",
                "person_group")
            .collectAsList();
    Map<String, float[]> fingerprints =
        features.isFingerprint() ? fingerprints(features) : Map.of();
    List<PressureWindow> read = new ArrayList<>();
    for (Row row : rows) {
      String id = row.getString(3);
      if (!features.isFingerprint() || fingerprints.containsKey(id)) {
        float[] inputs =
            features.isFingerprint()
                ? fingerprints.get(id)
                : columns(row.getStruct(7), features.columns());
        read.add(
            new PressureWindow(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(8),
                id,
                row.getDouble(4),
                inputs,
                row.getDouble(5),
                row.getDouble(6)));
      }
    }
    return read;
  }

  /** What the accepted windows share with the pretraining of the fingerprints. */
  Certificate certificate() {
    PretrainedModel model =
        PretrainedModel.of(
            fingerprints(),
            "pretraining_run",
            "fingerprints %s of windows %s".formatted(fingerprintSet, windowSet));
    return Certificate.check(lake, accepted(), model);
  }

  /** The same where nothing was pretrained. */
  Certificate notPretrained() {
    return Certificate.notPretrained(accepted());
  }

  private Dataset<Row> accepted() {
    return windows.where(col("bp_features").isNotNull()).where(isInSplit);
  }

  private Dataset<Row> fingerprints() {
    return lake.read(FingerprintsTable.TABLE, fingerprintSet)
        .where(col("window_set").equalTo(windowSet));
  }

  private Map<String, float[]> fingerprints(FeatureSet features) {
    Map<String, float[]> vectorByWindow = new HashMap<>();
    for (Row row :
        fingerprints()
            .where(col("modalities").equalTo(features.modalities()))
            .join(accepted().select("window_id"), "window_id")
            .select("window_id", "vector")
            .collectAsList()) {
      List<Float> values = row.getList(1);
      float[] vector = new float[values.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = values.get(i);
      }
      vectorByWindow.put(row.getString(0), vector);
    }
    requireOneLength(features, vectorByWindow);
    return vectorByWindow;
  }

  private void requireOneLength(FeatureSet features, Map<String, float[]> vectors) {
    List<Integer> lengths =
        vectors.values().stream().map(vector -> vector.length).distinct().sorted().toList();
    if (lengths.size() > 1) {
      throw new IllegalStateException(
          "%s of %s must all have one length, got %s"
              .formatted(features.label(), fingerprintSet, lengths));
    }
  }

  private static float[] columns(Row features, List<String> names) {
    float[] values = new float[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) features.getDouble(features.fieldIndex(names.get(i)));
    }
    return values;
  }

  private static Map<String, Long> countByCorpus(Dataset<Row> windows) {
    Map<String, Long> counts = new HashMap<>();
    for (Row row : windows.groupBy("corpus").count().collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return counts;
  }
}
