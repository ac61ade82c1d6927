package org.purkinje.preprocessing.windows;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.Take;
import org.purkinje.biosignal.window.WindowSpec;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.PersonGroupsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.jobsupport.table.WindowFeaturesTable;
import org.purkinje.jobsupport.table.WindowRefusalsTable;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.preprocessing.records.RecordPass;
import org.purkinje.preprocessing.records.RejectRows;
import org.purkinje.preprocessing.records.SignalKeys;
import org.purkinje.preprocessing.splits.SubjectSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts the signals of each record into windows, as its config says what a window holds. */
public final class WindowSignalsJob implements Job<WindowSignalsJob.Config> {

  public record Config(
      @ConfigKey("name of the set of windows that is replaced") String windowSet,
      @ConfigKey("corpora to cut, already ingested") List<String> corpora,
      @ConfigKey(
              "scope of find-overlaps over these corpora, which says which subjects are one person;"
                  + " none, or left out, to take each subject for a person")
          String personGroups,
      @ConfigKey(
              "what a window holds: seconds, hop-seconds, min-signals that may be learnt from, and"
                  + " its signals, each of kind, leads, take (first or each of the leads), rate-hz,"
                  + " band (low-hz, high-hz, order, notch-hz, baseline-seconds), min-beats, min-quality, max-noise,"
                  + " max-flat-seconds and max-clipped-seconds")
          WindowSpec window,
      @ConfigKey("what is measured beside the samples: pressure, or left out for nothing")
          List<String> features,
      @ConfigKey("longest pulse arrival time of the blood pressure protocol, s; 0.5 if left out")
          double maxPatSeconds,
      @ConfigKey("share of subjects kept out of pretraining, 0 to 1") double evaluationShare,
      @ConfigKey("seed of the draw of those subjects") long seed) {

    public Config {
      if (corpora.isEmpty()) {
        throw new IllegalArgumentException("corpora must name at least one corpus");
      }
      if (Set.copyOf(corpora).size() < corpora.size()) {
        throw new IllegalArgumentException("corpora must name each corpus once, got " + corpora);
      }
      if (!(evaluationShare >= 0 && evaluationShare <= 1)) {
        throw new IllegalArgumentException(
            "evaluation-share must be 0 to 1, got " + evaluationShare);
      }
      if (!(maxPatSeconds > 0.08 && maxPatSeconds <= 2)) {
        throw new IllegalArgumentException(
            "max-pat-seconds must be above 0.08 and at most 2, got " + maxPatSeconds);
      }
      if (!List.of(PRESSURE).containsAll(features)) {
        throw new IllegalArgumentException(
            "features must be of %s, got %s".formatted(List.of(PRESSURE), features));
      }
      if (features.contains(PRESSURE)) {
        PressureFeatures.requireFits(window);
      }
    }

    /** The scope of {@code person_groups}, if one is named. */
    Optional<String> groups() {
      return personGroups.equals(NONE) ? Optional.empty() : Optional.of(personGroups);
    }

    /** Whose channels windows are cut from. */
    CutKinds cut() {
      return new CutKinds(window, features.contains(PRESSURE));
    }
  }

  private static final String PRESSURE = "pressure";
  private static final String NONE = "none";

  private static final Map<String, String> ABSENT =
      SignalKeys.withAbsent(
          Map.of(
              "Config.personGroups", NONE,
              "Config.maxPatSeconds", "0.5",
              "WindowSpec.minSignals", "1"));

  private static final Logger LOG = LoggerFactory.getLogger(WindowSignalsJob.class);

  private final Function<Config, RecordCutting> cutting;

  public WindowSignalsJob() {
    this(WindowSignalsJob::cutting);
  }

  /**
   * @param cutting what cuts a record, for a test to lose windows in
   */
  WindowSignalsJob(Function<Config, RecordCutting> cutting) {
    this.cutting = cutting;
  }

  public static void main(String[] args) {
    Purkinje.runJob(new WindowSignalsJob(), args);
  }

  @Override
  public String name() {
    return "window-signals";
  }

  @Override
  public String summary() {
    return "cuts signals into windows of any length, rate and leads, with a reason for each one dropped";
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
    Stream<Input> ingested =
        config.corpora().stream()
            .flatMap(
                corpus ->
                    Stream.of(
                        Input.rows(SignalsTable.TABLE, corpus),
                        Input.rows(RecordsTable.TABLE, corpus)));
    return Stream.concat(
            ingested,
            config.groups().map(scope -> Input.rows(PersonGroupsTable.TABLE, scope)).stream())
        .toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    Partition windows = new Partition(WindowsTable.TABLE, config.windowSet());
    Partition refusals = new Partition(WindowRefusalsTable.TABLE, config.windowSet());
    return config.cut().hasPressure()
        ? List.of(windows, refusals, new Partition(WindowFeaturesTable.TABLE, scope(config)))
        : List.of(windows, refusals);
  }

  /** What cuts a record as the config says. */
  static RecordWindows cutting(Config config) {
    return new RecordWindows(
        config.windowSet(),
        config.cut(),
        new RejectRows(scope(config)),
        new PressureFeatures(
            config.windowSet(), config.window().hopSeconds(), config.maxPatSeconds()),
        new SubjectSplit(config.evaluationShare(), config.seed()));
  }

  static String scope(Config config) {
    return WindowFeaturesTable.scope(config.windowSet());
  }

  @Override
  public void run(JobContext context, Config config) {
    Object[] corpora = config.corpora().toArray();
    Dataset<Row> records =
        context.lake().read(RecordsTable.TABLE).where(col("corpus").isin(corpora));
    Dataset<Row> signals =
        context.lake().read(SignalsTable.TABLE).where(col("corpus").isin(corpora));
    Dataset<Row> expected =
        ExpectedWindows.of(records, signals, config.cut()).persist(StorageLevel.DISK_ONLY());
    Dataset<Row> persons =
        PersonGroupsTable.join(
            context.lake(),
            records.select("corpus", "record", "subject", "subject_identity", "alignment"),
            config.groups());
    long number = records.count();
    WindowTables tables =
        new WindowTables(context, config.windowSet(), scope(config), config.cut());
    try (Progress progress =
        Progress.start(context.spark(), "window " + config.windowSet(), "records", number)) {
      LeftOut leftOut = new LeftOut(new RejectRows(scope(config)), config.cut());
      new RecordPass(
              context,
              config.cut(),
              new CutRecord(config.windowSet(), cutting.apply(config), leftOut))
          .run(
              expected.join(persons, new String[] {"corpus", "record"}, "inner"),
              number,
              signals,
              tables.outputs(),
              progress.counter());
      tables.account(expected);
      logOtherLeads(tables, config);
    }
    expected.unpersist(true);
  }

  /** The first ECG channel stands in where none of the leads asked for was recorded. */
  private static void logOtherLeads(WindowTables tables, Config config) {
    for (SignalSpec signal : config.window().signals()) {
      if (signal.kind() == SignalKind.ECG && signal.take() == Take.FIRST) {
        for (Row row : tables.recordsByLead(signal.name())) {
          if (!signal.leads().contains(row.<String>getAs("lead"))) {
            LOG.warn(
                "{}: {} records of {} have none of the ECG leads {}; their first ECG channel was"
                    + " taken, {}",
                config.windowSet(),
                row.<Long>getAs("records"),
                row.<String>getAs("corpus"),
                signal.leads(),
                row.<String>getAs("lead"));
          }
        }
      }
    }
  }
}
