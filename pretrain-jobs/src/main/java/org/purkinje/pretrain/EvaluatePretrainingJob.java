package org.purkinje.pretrain;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.statistics.SubjectBootstrap;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.certificate.CertificateCheck;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.certificate.Standing;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.ChannelTiming;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.pretrain.heldout.HeldOutMetrics;
import org.purkinje.pretrain.heldout.OtherPersons;
import org.purkinje.pretrain.heldout.PersonEvaluation;
import org.purkinje.pretrain.heldout.PersonResult;
import org.purkinje.pretrain.heldout.Retrieval;
import scala.Tuple2;

/**
 * Says what a pretrained model explains of the hidden patches or units of persons it never saw, and
 * how often an M2AE finds a window by its other signal, beside what answering without a look at the
 * signal would give.
 */
public final class EvaluatePretrainingJob implements Job<EvaluatePretrainingJob.Config> {

  /** What keys are that a config written before there were these leaves out. */
  private static final Map<String, String> ABSENT =
      Map.of("Config.checkpoint", "last", "Config.meanBeatShardSet", PretrainConfig.NONE);

  public record Config(
      @ConfigKey("name of the evaluation, whose metrics are replaced") String evaluation,
      @ConfigKey("pretraining whose model is evaluated") String pretraining,
      @ConfigKey(
              "which of its checkpoints: last, or best, of the lowest loss on held-out windows;"
                  + " last if left out")
          CheckpointRole checkpoint,
      @ConfigKey("set of shards of subjects held out") String shardSet,
      @ConfigKey(
              "set of shards of other subjects, e.g. those of the pretraining, whose mean beat"
                  + " and covariance of signals give answers to compare with; none if left out")
          String meanBeatShardSet,
      @ConfigKey("windows of that set to evaluate on, at most") int windows,
      @ConfigKey("windows among which one is to be found by its other signal")
          int retrievalCandidates,
      @ConfigKey("times that all pairs are dealt into groups of candidates") int retrievalDraws,
      @ConfigKey("draws of persons for the intervals, at least 1") int bootstrapResamples,
      @ConfigKey("share of the draws inside an interval, above 0, below 1") double confidence,
      @ConfigKey("seed of masks and draws") long seed) {

    public Config {
      if (windows < 1) {
        throw new IllegalArgumentException("windows must be at least 1, got " + windows);
      }
      new Retrieval(retrievalCandidates, retrievalDraws, seed);
      new SubjectBootstrap(bootstrapResamples, confidence, seed);
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new EvaluatePretrainingJob(), args);
  }

  @Override
  public String name() {
    return "evaluate-pretraining";
  }

  @Override
  public String summary() {
    return "explained variance and cross-modal retrieval on subjects that pretraining never saw";
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
    List<Input> inputs =
        new ArrayList<>(
            List.of(
                Input.rows(CheckpointsTable.TABLE, config.pretraining()),
                Input.rows(ExposuresTable.TABLE, config.pretraining()),
                Input.rows(ShardsTable.TABLE, config.shardSet())));
    if (!config.meanBeatShardSet().equals(PretrainConfig.NONE)) {
      inputs.add(Input.rows(ShardsTable.TABLE, config.meanBeatShardSet()));
    }
    return inputs;
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(MetricsTable.TABLE, config.evaluation()));
  }

  @Override
  public void run(JobContext context, Config config) {
    TrainedModel model = TrainedModel.of(context.lake(), config.pretraining(), config.checkpoint());
    // Rows of shards are in a shuffled order, so the first are a sample of all.
    Dataset<Row> windows =
        context
            .lake()
            .read(ShardsTable.TABLE, config.shardSet())
            .orderBy("shard", "position")
            .limit(config.windows())
            .persist();
    Certificate certificate =
        CertificateCheck.check(
            context.lake(),
            windows,
            new PretrainedModel(config.pretraining(), model.run(), model.digest()));
    if (certificate.standing() == Standing.SHARED) {
      throw new IllegalStateException(
          "shard set %s: %s; give a set of subjects that pretraining did not see"
              .formatted(config.shardSet(), certificate.text()));
    }
    ChannelTiming timing = timing(windows);
    PersonEvaluation evaluation =
        new PersonEvaluation(
            model.objective(), model.settings(), config.seed(), others(context, config, windows));
    List<PersonResult> persons = results(context, evaluation, windows, model);
    windows.unpersist();
    HeldOutMetrics metrics =
        new HeldOutMetrics(
            config.evaluation(),
            context.runId(),
            config.pretraining(),
            model.objective(),
            certificate,
            timing,
            new SubjectBootstrap(config.bootstrapResamples(), config.confidence(), config.seed()));
    context
        .lake()
        .replace(
            MetricsTable.TABLE,
            config.evaluation(),
            metrics.rows(
                persons,
                new Retrieval(
                    config.retrievalCandidates(), config.retrievalDraws(), config.seed())));
  }

  /** Complementary masks and retrieval rest on the timing between the signals of a pair. */
  private static ChannelTiming timing(Dataset<Row> windows) {
    return ChannelTiming.of(
        windows
            .where(col("trusted_pair"))
            .select("alignment_trust")
            .distinct()
            .as(Encoders.STRING())
            .collectAsList());
  }

  /** Of other persons, as an answer for a person must not come of the person's own windows. */
  private static OtherPersons others(JobContext context, Config config, Dataset<Row> windows) {
    if (config.meanBeatShardSet().equals(PretrainConfig.NONE)) {
      return OtherPersons.NONE;
    }
    Dataset<Row> others = context.lake().read(ShardsTable.TABLE, config.meanBeatShardSet());
    List<String> shared =
        others
            .select("person_group")
            .intersect(windows.select("person_group"))
            .orderBy("person_group")
            .as(Encoders.STRING())
            .collectAsList();
    if (!shared.isEmpty()) {
      throw new IllegalStateException(
          "mean-beat-shard-set %s: %d of the persons are evaluated too, e.g. %s; give a set of other subjects"
              .formatted(config.meanBeatShardSet(), shared.size(), shared.get(0)));
    }
    return OtherPersons.of(others);
  }

  private static List<PersonResult> results(
      JobContext context, PersonEvaluation evaluation, Dataset<Row> windows, TrainedModel model) {
    // Not closed: closing would stop the session that the other steps share.
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    Broadcast<float[]> parameters = spark.broadcast(model.parameters());
    List<PersonResult> results =
        windows
            .select(
                col("person_group"),
                col("window_id"),
                col("window_key"),
                col("subject_key"),
                col("signals"),
                col("trusted_pair"))
            .toJavaRDD()
            .mapToPair(row -> new Tuple2<>(row.getString(0), row))
            .groupByKey(2 * spark.defaultParallelism())
            .map(
                person ->
                    evaluation.of(
                        person._1(),
                        StreamSupport.stream(person._2().spliterator(), false)
                            .sorted(Comparator.comparing(row -> row.<String>getAs("window_id")))
                            .toList(),
                        parameters.value()))
            .collect();
    return results.stream().sorted(Comparator.comparing(PersonResult::person)).toList();
  }
}
