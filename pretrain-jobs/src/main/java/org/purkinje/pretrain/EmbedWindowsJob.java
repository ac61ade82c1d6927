package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.WindowsTable;

/**
 * Turns every window of a set into the vectors that a pretrained model makes of it, such as M2AE's
 * embeddings: joint, ECG alone, PPG alone.
 */
public final class EmbedWindowsJob implements Job<EmbedWindowsJob.Config> {

  private static final int TASKS_PER_CORE = 8;

  /** What keys are that a config written before there were these leaves out. */
  private static final Map<String, String> ABSENT = Map.of("Config.checkpoint", "last");

  public record Config(
      @ConfigKey("name of the set of embeddings that is replaced") String embeddingSet,
      @ConfigKey("pretraining whose model is used") String pretraining,
      @ConfigKey(
              "which of its checkpoints: last, or best, of the lowest loss on held-out windows;"
                  + " last if left out")
          CheckpointRole checkpoint,
      @ConfigKey("set of windows to embed") String windowSet,
      @ConfigKey("corpora of that set to embed") List<String> corpora,
      @ConfigKey("which of their windows: all, pretrain, or evaluation for subjects held out")
          String split,
      @ConfigKey("windows embedded at a time, on average") int batchSize) {

    public Config {
      if (batchSize < 1) {
        throw new IllegalArgumentException("batch-size must be at least 1, got " + batchSize);
      }
      if (!List.of(WindowsTable.ALL, WindowsTable.PRETRAIN, WindowsTable.EVALUATION)
          .contains(split)) {
        throw new IllegalArgumentException(
            "split must be all, pretrain or evaluation, got " + split);
      }
      if (corpora.isEmpty()) {
        throw new IllegalArgumentException("corpora must name at least one corpus");
      }
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new EmbedWindowsJob(), args);
  }

  @Override
  public String name() {
    return "embed-windows";
  }

  @Override
  public String summary() {
    return "computes the embeddings of windows with a pretrained encoder";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Config read(Path file, Map<String, String> overrides) {
    return ConfigReader.readWithAbsent(file, overrides, ABSENT, Config.class);
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of(
        Input.rows(CheckpointsTable.TABLE, config.pretraining()),
        Input.rows(WindowsTable.TABLE, config.windowSet()));
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(EmbeddingsTable.TABLE, config.embeddingSet()));
  }

  @Override
  public void run(JobContext context, Config config) {
    TrainedModel encoder =
        TrainedModel.of(context.lake(), config.pretraining(), config.checkpoint());
    Dataset<Row> windows =
        context
            .lake()
            .read(WindowsTable.TABLE, config.windowSet())
            .where(col("corpus").isin(config.corpora().toArray()))
            .where(WindowsTable.isIn(config.split()))
            .select("window_set", "window_id", "corpus", "record", "subject", "signals");
    // Not closed: closing would stop the session that the other steps share.
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    long count = windows.count();
    try (Progress progress =
        Progress.start(context.spark(), "embed " + config.windowSet(), "windows", count)) {
      // Files may be few and large; counts arrive when a task ends.
      JavaRDD<Row> rows =
          new WindowEmbedding(
                  config.embeddingSet(),
                  new PretrainedModel(config.pretraining(), encoder.run(), encoder.digest()),
                  config.batchSize())
              .embed(
                  windows,
                  count,
                  TASKS_PER_CORE * spark.defaultParallelism(),
                  spark.broadcast(encoder),
                  progress.counter());
      context
          .lake()
          .replace(
              EmbeddingsTable.TABLE,
              config.embeddingSet(),
              context.spark().createDataFrame(rows, EmbeddingsTable.TABLE.schema()));
    }
    requireVectors(context, config, windows);
  }

  /** An encoder leaves out windows without its signals; of other windows nothing would remain. */
  private static void requireVectors(JobContext context, Config config, Dataset<Row> windows) {
    if (!context.lake().read(EmbeddingsTable.TABLE, config.embeddingSet()).isEmpty()) {
      return;
    }
    List<String> names =
        windows
            .selectExpr("explode(signals.name) name")
            .distinct()
            .orderBy("name")
            .as(Encoders.STRING())
            .collectAsList();
    throw new IllegalStateException(
        "window-set %s: pretraining %s makes no vector of any of %,d windows, whose signals are %s; give windows with the signals that it was trained on"
            .formatted(
                config.windowSet(),
                config.pretraining(),
                windows.count(),
                names.isEmpty() ? "none" : String.join(", ", names)));
  }
}
