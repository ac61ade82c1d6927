package org.purkinje.preprocessing.features;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowFeaturesTable;

/**
 * Rows of {@code windows} to rows of {@code window_features}, one of each set for each window.
 *
 * @param measuring what measures a set in a window
 * @param done counts the windows
 */
record ExtractTask(
    String windowSet, List<FeatureSet> sets, Measuring measuring, LongAccumulator done)
    implements MapPartitionsFunction<Row, Row> {

  /** How refusals begin that no rule foresees. */
  static final String FAILED = "failed: ";

  /** What a set of features is in a window. */
  interface Measuring extends Serializable {
    Measured measure(FeatureSet set, MeasuredWindow window);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> windows) {
    Detectors detectors = new Detectors();
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(windows, 0), false)
        .flatMap(window -> rows(window, detectors))
        .iterator();
  }

  private Stream<Row> rows(Row window, Detectors detectors) {
    done.add(1);
    try {
      MeasuredWindow signals = new MeasuredWindow(window, detectors);
      return sets.stream().map(set -> row(window, set, measured(set, signals)));
    } catch (RuntimeException e) {
      return sets.stream().map(set -> row(window, set, failed(e)));
    }
  }

  /** One window that cannot be measured costs its own row, not the run. */
  private Measured measured(FeatureSet set, MeasuredWindow window) {
    try {
      return measuring.measure(set, window);
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private static Measured failed(RuntimeException e) {
    return Measured.refused(FAILED + e);
  }

  private Row row(Row window, FeatureSet set, Measured measured) {
    return new RowBuilder(WindowFeaturesTable.TABLE)
        .set("scope", WindowFeaturesTable.extracted(windowSet))
        .set("window_set", windowSet)
        .set("corpus", window.getAs("corpus"))
        .set("record", window.getAs("record"))
        .set("subject", window.getAs("subject"))
        .set("window_id", window.getAs("window_id"))
        .set("feature_set", set.label())
        .set("features", measured.values())
        .set("refusal", measured.refusal().orElse(null))
        .build();
  }
}
