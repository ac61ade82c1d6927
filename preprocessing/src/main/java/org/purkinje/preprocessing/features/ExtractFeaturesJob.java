package org.purkinje.preprocessing.features;

import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowsTable;

/** Measures sets of features in windows that are cut already; a window's row is its own work. */
public final class ExtractFeaturesJob implements Job<ExtractFeaturesJob.Config> {

  public record Config(
      @ConfigKey("set of windows to measure; its features of an earlier run are replaced")
          String windowSet,
      @ConfigKey(
              "sets of features to measure: attractor (PPG), ecg-csi, hrv, hrv-spectrum (windows of"
                  + " 120 s or more), pulse-arrival (ECG and PPG), attractor-pat (pulse-arrival,"
                  + " attractor and ecg-csi together)")
          List<String> features) {

    public Config {
      if (features.isEmpty() || new HashSet<>(features).size() < features.size()) {
        throw new IllegalArgumentException(
            "features must name at least one feature set, each once, got " + features);
      }
      features.forEach(FeatureSet::named);
    }

    List<FeatureSet> featureSets() {
      return features.stream().map(FeatureSet::named).toList();
    }
  }

  private final ExtractTask.Measuring measuring;

  public ExtractFeaturesJob() {
    this(FeatureSet::in);
  }

  /**
   * @param measuring what measures a window, for a test to fail in
   */
  ExtractFeaturesJob(ExtractTask.Measuring measuring) {
    this.measuring = measuring;
  }

  public static void main(String[] args) {
    Purkinje.runJob(new ExtractFeaturesJob(), args);
  }

  @Override
  public String name() {
    return "extract-features";
  }

  @Override
  public String summary() {
    return "measures attractors, heart rate variability and pulse arrival in windows";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of(Input.rows(WindowsTable.TABLE, config.windowSet()));
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition(
            WindowFeaturesTable.TABLE, WindowFeaturesTable.extracted(config.windowSet())));
  }

  @Override
  public void run(JobContext context, Config config) {
    Dataset<Row> windows = context.lake().read(WindowsTable.TABLE, config.windowSet());
    long number = windows.count();
    if (number == 0) {
      throw new IllegalStateException(
          "window-set %s has no windows; run window-signals first".formatted(config.windowSet()));
    }
    try (Progress progress =
        Progress.start(context.spark(), "measure " + config.windowSet(), "windows", number)) {
      context
          .lake()
          .replace(
              WindowFeaturesTable.TABLE,
              WindowFeaturesTable.extracted(config.windowSet()),
              windows
                  .select("corpus", "record", "subject", "window_id", "signals")
                  .mapPartitions(
                      new ExtractTask(
                          config.windowSet(), config.featureSets(), measuring, progress.counter()),
                      Encoders.row(WindowFeaturesTable.TABLE.schema())));
    }
    new FeatureAccounting(context, config.windowSet()).write(config.featureSets());
  }
}
