package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.purkinje.biosignal.metric.SubjectBootstrap;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.certificate.Standing;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.PredictionsTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grades blood pressure estimates on subjects that the estimator never saw, each calibrated by its
 * first window, next to baselines that use nothing but that calibration.
 */
public final class LosoBloodPressureJob implements Job<LosoBloodPressureJob.Config> {

  public record Config(
      @ConfigKey("name of the evaluation, whose results are replaced") String evaluation,
      @ConfigKey("set of windows to estimate") String windowSet,
      @ConfigKey("corpora whose windows take part") List<String> corpora,
      @ConfigKey("which of their windows: all, or evaluation, those kept out of pretraining")
          String split,
      @ConfigKey("set of fingerprints; none if no feature set needs it") String fingerprintSet,
      @ConfigKey(
              "feature sets to grade: pat-ppg, ppg, fingerprint-joint, fingerprint-ecg,"
                  + " fingerprint-ppg")
          List<String> features,
      @ConfigKey("subjects with fewer windows, calibration included, are left out; at least 3")
          int fewestWindowsPerSubject,
      @ConfigKey("which window is the calibration: first") String calibration,
      @ConfigKey(
              "further windows per training subject that stand in for its calibration, 0 or more")
          int anchors,
      @ConfigKey("boosted trees") BoostingSettings boosting,
      @ConfigKey("draws of subjects for the intervals, at least 1") int bootstrapResamples,
      @ConfigKey("share of the draws inside an interval, above 0, below 1") double confidence,
      @ConfigKey("seed of every draw") long seed,
      @ConfigKey("grade fingerprints even if their pretraining saw the persons, or may have seen them")
          boolean allowOverlap) {

    public Config {
      if (corpora.isEmpty()) {
        throw new IllegalArgumentException("corpora must name at least one corpus");
      }
      if (!List.of("all", "evaluation").contains(split)) {
        throw new IllegalArgumentException("split must be all or evaluation, got " + split);
      }
      if (features.isEmpty() || new HashSet<>(features).size() < features.size()) {
        throw new IllegalArgumentException(
            "features must name at least one feature set, each once, got " + features);
      }
      boolean fingerprints =
          features.stream().map(FeatureSet::named).anyMatch(FeatureSet::isFingerprint);
      if (fingerprints && isNone(fingerprintSet)) {
        throw new IllegalArgumentException(
            "fingerprint-set must name a set, as features asks for fingerprints, got '%s'"
                .formatted(fingerprintSet));
      }
      if (fewestWindowsPerSubject < 3) {
        throw new IllegalArgumentException(
            "fewest-windows-per-subject must be at least 3, got " + fewestWindowsPerSubject);
      }
      if (!calibration.equals("first")) {
        throw new IllegalArgumentException("calibration must be first, got " + calibration);
      }
      if (anchors < 0) {
        throw new IllegalArgumentException("anchors must be 0 or more, got " + anchors);
      }
      new SubjectBootstrap(bootstrapResamples, confidence, seed);
    }

    List<FeatureSet> featureSets() {
      return features.stream().map(FeatureSet::named).toList();
    }

    boolean needsFingerprints() {
      return featureSets().stream().anyMatch(FeatureSet::isFingerprint);
    }

    private static boolean isNone(String name) {
      return name.isEmpty() || name.equals("none");
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(LosoBloodPressureJob.class);

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
    inputs.add(Input.rows("windows", config.windowSet()));
    if (config.needsFingerprints()) {
      inputs.add(Input.rows("fingerprints", config.fingerprintSet()));
    }
    return List.copyOf(inputs);
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition("predictions", config.evaluation()),
        new Partition("bp_subjects", config.evaluation()),
        new Partition("metrics", config.evaluation()));
  }

  @Override
  public void run(JobContext context, Config config) {
    WindowReader reader =
        new WindowReader(
            context.lake(),
            config.windowSet(),
            config.corpora(),
            config.split(),
            config.fingerprintSet());
    Function<FeatureSet, Certificate> certificates = certificates(config, reader);
    List<Cohort> cohorts =
        config.featureSets().stream()
            .map(set -> Cohort.of(set, reader.read(set), config.fewestWindowsPerSubject()))
            .toList();
    cohorts.forEach(cohort -> requireSubjects(config, cohort));
    FoldRunner runner = new FoldRunner(context.spark(), cohorts);
    FoldPredictor predictor = new FoldPredictor(config.boosting(), config.anchors(), config.seed());
    List<FoldResult> results =
        runner.run(predictor, "grade " + config.evaluation(), Integer.MAX_VALUE);
    ResultRows rows = new ResultRows(config.evaluation(), context.runId());
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
        new SubjectBootstrap(config.bootstrapResamples(), config.confidence(), config.seed());
    ResultWriter writer = new ResultWriter(context.lake(), rows);
    writer.writeScores(cohorts, results, certificates, bootstrap);
    writer.writeAccounting(
        name() + "/" + config.evaluation(),
        cohorts,
        reader.discoveredByCorpus(),
        reader.refusedByCorpus());
  }

  private static Function<FeatureSet, Certificate> certificates(
      Config config, WindowReader reader) {
    Certificate handCrafted = reader.notPretrained();
    if (!config.needsFingerprints()) {
      return set -> handCrafted;
    }
    Certificate fingerprints = reader.certificate();
    if (fingerprints.standing() != Standing.DISJOINT && !config.allowOverlap()) {
      throw new IllegalStateException(
          "fingerprints %s of the windows to grade: %s; allow-overlap: true grades them all the same and says so in every row"
              .formatted(config.fingerprintSet(), fingerprints.text()));
    }
    return set -> set.isFingerprint() ? fingerprints : handCrafted;
  }

  private static void requireSubjects(Config config, Cohort cohort) {
    if (cohort.subjects().size() < Fold.FEWEST_SUBJECTS) {
      throw new IllegalStateException(
          "%s: %d subjects of %s in windows %s have %d windows or more, at least %d are needed"
              .formatted(
                  cohort.features().label(),
                  cohort.subjects().size(),
                  config.corpora(),
                  config.windowSet(),
                  config.fewestWindowsPerSubject(),
                  Fold.FEWEST_SUBJECTS));
    }
    LOG.info(
        "{}: {} subjects, {} windows",
        cohort.features().label(),
        cohort.subjects().size(),
        cohort.subjects().stream().mapToInt(subject -> subject.windows().size()).sum());
  }
}
