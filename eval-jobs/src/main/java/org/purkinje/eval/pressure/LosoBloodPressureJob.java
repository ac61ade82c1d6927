package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.purkinje.biosignal.statistics.SubjectBootstrap;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.certificate.Standing;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.PredictionsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowsTable;

/**
 * Grades blood pressure estimates on subjects that the estimator never saw, each calibrated by
 * windows of its own, next to baselines that use nothing but that calibration.
 */
public final class LosoBloodPressureJob implements Job<LosoBloodPressureJob.Config> {

  public record Config(
      @ConfigKey("name of the evaluation, whose results are replaced") String evaluation,
      @ConfigKey("set of windows to estimate") String windowSet,
      @ConfigKey("corpora whose windows take part") List<String> corpora,
      @ConfigKey("which of their windows: all, or evaluation, those kept out of pretraining")
          String split,
      @ConfigKey("set of embeddings; none if no feature set needs it") String embeddingSet,
      @ConfigKey(
              "feature sets to grade: pat-ppg, ppg, of extract-features pulse-arrival, attractor and"
                  + " attractor-pat, of embed-windows embedding-joint, embedding-ecg and"
                  + " embedding-ppg")
          List<String> features,
      @ConfigKey("subjects with fewer windows, calibration included, are left out; at least 3")
          int minWindowsPerSubject,
      @ConfigKey(
              "which windows are a subject's calibration, in order of time: first,"
                  + " first-per-record, mean-3 (mean of the first three) or random")
          String calibration,
      @ConfigKey(
              "further readings per training subject that stand in for its calibration, 0 or more")
          int anchors,
      @ConfigKey("boosted trees") BoostingSettings boosting,
      @ConfigKey("draws of subjects for the intervals, at least 1") int bootstrapResamples,
      @ConfigKey("share of the draws inside an interval, above 0, below 1") double confidence,
      @ConfigKey(
              "seeds that each model is trained with, results are means over them; at least 1, each"
                  + " once; the first also draws intervals")
          List<Long> seeds,
      @ConfigKey(
              "grade embeddings even if their pretraining saw the persons, or may have seen them")
          boolean allowOverlap) {

    public Config {
      if (corpora.isEmpty()) {
        throw new IllegalArgumentException("corpora must name at least one corpus, got []");
      }
      if (!List.of(WindowsTable.ALL, WindowsTable.EVALUATION).contains(split)) {
        throw new IllegalArgumentException("split must be all or evaluation, got " + split);
      }
      if (features.isEmpty() || new HashSet<>(features).size() < features.size()) {
        throw new IllegalArgumentException(
            "features must name at least one feature set, each once, got " + features);
      }
      boolean embeddings =
          features.stream().map(FeatureSet::named).anyMatch(FeatureSet::isEmbedding);
      if (embeddings && isNone(embeddingSet)) {
        throw new IllegalArgumentException(
            "embedding-set must name a set, as features asks for embeddings, got '%s'"
                .formatted(embeddingSet));
      }
      int fewest = CalibrationMode.named(calibration).windows() + 2;
      if (minWindowsPerSubject < fewest) {
        throw new IllegalArgumentException(
            "min-windows-per-subject must be at least %d with calibration %s, got %d"
                .formatted(fewest, calibration, minWindowsPerSubject));
      }
      if (anchors < 0) {
        throw new IllegalArgumentException("anchors must be 0 or more, got " + anchors);
      }
      if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
        throw new IllegalArgumentException(
            "seeds must hold at least one seed, each once, got " + seeds);
      }
      new SubjectBootstrap(bootstrapResamples, confidence, seeds.get(0));
    }

    CalibrationMode calibrationMode() {
      return CalibrationMode.named(calibration);
    }

    List<FeatureSet> featureSets() {
      return features.stream().map(FeatureSet::named).toList();
    }

    /** Where the reference pressures and the hand-crafted features are. */
    private List<String> featureScopes() {
      return Stream.concat(
              Stream.of(WindowFeaturesTable.BLOOD_PRESSURE),
              featureSets().stream().filter(set -> !set.isEmbedding()).map(FeatureSet::label))
          .map(set -> WindowFeaturesTable.scope(windowSet, set))
          .distinct()
          .toList();
    }

    boolean needsEmbeddings() {
      return featureSets().stream().anyMatch(FeatureSet::isEmbedding);
    }

    private static boolean isNone(String name) {
      return name.isEmpty() || name.equals("none");
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new LosoBloodPressureJob(), args);
  }

  @Override
  public String name() {
    return "loso-blood-pressure";
  }

  @Override
  public String summary() {
    return "grades calibrated blood pressure on held-out subjects, one fold each";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    List<Input> inputs = new ArrayList<>();
    inputs.add(Input.rows(WindowsTable.TABLE, config.windowSet()));
    config.featureScopes().stream()
        .map(scope -> Input.rows(WindowFeaturesTable.TABLE, scope))
        .forEach(inputs::add);
    config.corpora().forEach(corpus -> inputs.add(Input.rows(RecordsTable.TABLE, corpus)));
    if (config.needsEmbeddings()) {
      inputs.add(Input.rows(EmbeddingsTable.TABLE, config.embeddingSet()));
    }
    return List.copyOf(inputs);
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition(PredictionsTable.TABLE, config.evaluation()),
        new Partition(BpSubjectsTable.TABLE, config.evaluation()),
        new Partition(MetricsTable.TABLE, config.evaluation()));
  }

  @Override
  public void run(JobContext context, Config config) {
    WindowReader reader =
        new WindowReader(
            context.lake(),
            config.windowSet(),
            config.corpora(),
            config.split(),
            config.embeddingSet());
    Function<FeatureSet, Certificate> certificates = certificates(config, reader);
    Graded.Plan plan =
        new Graded.Plan(
            config.calibrationMode(),
            config.minWindowsPerSubject(),
            config.seeds(),
            reader.starts());
    List<Graded> graded =
        Candidates.of(config.featureSets(), reader).stream()
            .map(candidates -> Graded.of(candidates, plan))
            .toList();
    graded.forEach(
        part ->
            new SubjectsCheck(config.corpora(), config.windowSet(), config.minWindowsPerSubject())
                .check(part));
    List<Cohort> cohorts = graded.stream().flatMap(part -> part.cohorts().stream()).toList();
    long seed = config.seeds().get(0);
    FoldRunner runner = new FoldRunner(context.spark(), cohorts);
    List<FoldResult> results =
        runner.run(
            new FoldPredictor(config.boosting(), config.anchors(), seed),
            "grade " + config.evaluation(),
            Integer.MAX_VALUE);
    ResultRows rows =
        new ResultRows(config.evaluation(), context.runId(), config.calibrationMode());
    context
        .lake()
        .replace(
            PredictionsTable.TABLE,
            config.evaluation(),
            context
                .spark()
                .createDataFrame(
                    runner.predictions(results, rows), PredictionsTable.TABLE.schema()));
    runner.close();
    SubjectBootstrap bootstrap =
        new SubjectBootstrap(config.bootstrapResamples(), config.confidence(), seed);
    new ResultWriter(context.lake(), rows, bootstrap).write(graded, cohorts, results, certificates);
    new WindowAccounting(context.lake(), config.evaluation(), context.runId())
        .write(BpSubjectsTable.scope(config.evaluation()), graded, reader.discoveredByCorpus());
  }

  private static Function<FeatureSet, Certificate> certificates(
      Config config, WindowReader reader) {
    Certificate handCrafted = reader.notPretrained();
    if (!config.needsEmbeddings()) {
      return set -> handCrafted;
    }
    Certificate embeddings = reader.certificate();
    if (embeddings.standing() != Standing.DISJOINT && !config.allowOverlap()) {
      throw new IllegalStateException(
          ("embeddings %s of the windows to grade: %s; allow-overlap: true grades them all the"
                  + " same and says so in every row")
              .formatted(config.embeddingSet(), embeddings.text()));
    }
    return set -> set.isEmbedding() ? embeddings : handCrafted;
  }
}
