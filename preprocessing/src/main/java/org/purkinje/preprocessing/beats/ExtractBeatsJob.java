package org.purkinje.preprocessing.beats;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.purkinje.biosignal.window.BeatSpec;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.BeatsTable;
import org.purkinje.jobsupport.table.PersonGroupsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.preprocessing.records.RecordPass;
import org.purkinje.preprocessing.records.RecordWork;
import org.purkinje.preprocessing.records.RejectRows;
import org.purkinje.preprocessing.records.SignalKeys;
import org.purkinje.preprocessing.splits.SubjectSplit;

/** Cuts the signals around each annotated beat, with its RR intervals and its class. */
public final class ExtractBeatsJob implements Job<ExtractBeatsJob.Config> {

  public record Config(
      @ConfigKey("name of the set of beats that is replaced") String beatSet,
      @ConfigKey("corpora whose beats are cut, already ingested") List<String> corpora,
      @ConfigKey("annotator whose beats are taken, e.g. atr") String annotator,
      @ConfigKey(
              "scope of find-overlaps over these corpora, which says which subjects are one person;"
                  + " none, or left out, to take each subject for a person")
          String personGroups,
      @ConfigKey(
              "what is cut around a beat: before-seconds, after-seconds, min-signals that may be"
                  + " learnt from, and its signals, as those of window-signals' windows")
          BeatSpec beat,
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
    }

    /** The scope of {@code person_groups}, if one is named. */
    Optional<String> groups() {
      return personGroups.equals(NONE) ? Optional.empty() : Optional.of(personGroups);
    }
  }

  private static final String NONE = "none";

  private static final Map<String, String> ABSENT =
      SignalKeys.withAbsent(Map.of("Config.personGroups", NONE, "BeatSpec.minSignals", "1"));

  private final Function<Config, RecordWork> cutting;

  public ExtractBeatsJob() {
    this(ExtractBeatsJob::cutting);
  }

  /**
   * @param cutting what cuts a record's beats, for a test to lose some in
   */
  ExtractBeatsJob(Function<Config, RecordWork> cutting) {
    this.cutting = cutting;
  }

  public static void main(String[] args) {
    Purkinje.runJob(new ExtractBeatsJob(), args);
  }

  @Override
  public String name() {
    return "extract-beats";
  }

  @Override
  public String summary() {
    return "cuts the signals around annotated beats, with RR intervals and AAMI class of each";
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
                        Input.rows(RecordsTable.TABLE, corpus),
                        Input.rows(AnnotationsTable.TABLE, corpus)));
    return Stream.concat(
            ingested,
            config.groups().map(scope -> Input.rows(PersonGroupsTable.TABLE, scope)).stream())
        .toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(BeatsTable.TABLE, config.beatSet()));
  }

  /** What cuts a record's beats as the config says. */
  static RecordBeats cutting(Config config) {
    return new RecordBeats(
        config.beatSet(),
        config.annotator(),
        config.beat(),
        new RejectRows(BeatsTable.scope(config.beatSet())),
        new SubjectSplit(config.evaluationShare(), config.seed()));
  }

  @Override
  public void run(JobContext context, Config config) {
    Object[] corpora = config.corpora().toArray();
    Dataset<Row> annotations =
        context.lake().read(AnnotationsTable.TABLE).where(col("corpus").isin(corpora));
    Dataset<Row> lists =
        BeatAnnotations.of(annotations, config.annotator()).persist(StorageLevel.DISK_ONLY());
    requireBeats(annotations, lists, config);
    Dataset<Row> persons =
        PersonGroupsTable.join(
            context.lake(),
            context
                .lake()
                .read(RecordsTable.TABLE)
                .where(col("corpus").isin(corpora))
                .select("corpus", "record", "subject", "subject_identity", "alignment"),
            config.groups());
    long number = lists.count();
    BeatTables tables = new BeatTables(context, config.beatSet());
    try (Progress progress =
        Progress.start(context.spark(), "beats " + config.beatSet(), "records", number)) {
      new RecordPass(context, new BeatReading(config.beat()), cutting.apply(config))
          .run(
              persons.join(lists, new String[] {"corpus", "record"}, "inner"),
              number,
              context.lake().read(SignalsTable.TABLE).where(col("corpus").isin(corpora)),
              tables.outputs(),
              progress.counter());
      tables.account(lists);
    }
    lists.unpersist(true);
  }

  private static void requireBeats(Dataset<Row> annotations, Dataset<Row> lists, Config config) {
    Set<String> lacking = new TreeSet<>(config.corpora());
    lists
        .select("corpus")
        .distinct()
        .collectAsList()
        .forEach(row -> lacking.remove(row.getString(0)));
    if (!lacking.isEmpty()) {
      Set<String> annotators = new TreeSet<>();
      annotations
          .where(col("corpus").isin(lacking.toArray()))
          .select("annotator")
          .distinct()
          .collectAsList()
          .forEach(row -> annotators.add(row.getString(0)));
      throw new IllegalArgumentException(
          "annotator %s has no beats in %s; annotators there are %s: name another, or leave the corpora out"
              .formatted(config.annotator(), lacking, annotators));
    }
  }
}
