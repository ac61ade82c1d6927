package org.purkinje.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.labelmap.CodeUse;
import org.purkinje.ingest.labelmap.Coverage;
import org.purkinje.ingest.labelmap.LabelMap;
import org.purkinje.ingest.labelmap.LabelMap.Verdict;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.TaskLabelsTable;
import org.purkinje.jobsupport.table.UnmappedCodesTable;

/**
 * Turns the codes of {@code labels}, or the beats of {@code annotations}, into classes of tasks.
 *
 * <p>Every corpus is mapped by every map, or by those of its file. Nothing is written unless each
 * of them passes.
 */
public final class MapLabelsJob implements Job<MapLabelsJob.Config> {

  public record Config(
      @ConfigKey("corpora to map, already ingested") List<String> corpora,
      @ConfigKey(
              "names of files in configs/label-maps, each applied to each corpus; none for those"
                  + " that each corpus' file names")
          List<String> maps,
      @ConfigKey(
              "largest share of labels (or beats) whose code the map neither maps nor ignores"
                  + " before the run fails, 0 to 1")
          double maxUnmappedRatio) {

    public Config {
      if (corpora.isEmpty()) {
        throw new IllegalArgumentException("corpora must hold 1 name or more, got none");
      }
      requireOnce("corpora", corpora);
      requireOnce("maps", maps);
      if (!(maxUnmappedRatio >= 0 && maxUnmappedRatio <= 1)) {
        throw new IllegalArgumentException(
            "max-unmapped-ratio must be 0 to 1, got " + maxUnmappedRatio);
      }
    }

    private static void requireOnce(String key, List<String> names) {
      if (Set.copyOf(names).size() < names.size()) {
        throw new IllegalArgumentException(key + " must hold each name once, got " + names);
      }
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new MapLabelsJob(), args);
  }

  @Override
  public String name() {
    return "map-labels";
  }

  @Override
  public String summary() {
    return "maps codes and beats to the classes of tasks, with a report of unknown codes";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    Stream<Input> files = maps(config).map(map -> new Input.File(LabelMap.file(map.name())));
    Stream<Input> rows =
        config.corpora().stream()
            .flatMap(corpus -> maps(config, corpus).map(map -> CodedLabels.input(corpus, map)))
            .distinct();
    return Stream.concat(files, rows).toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return config.corpora().stream()
        .flatMap(corpus -> names(config, corpus).stream().map(map -> Coverage.scope(corpus, map)))
        .flatMap(
            scope ->
                Stream.of(
                    new Partition(TaskLabelsTable.TABLE, scope),
                    new Partition(UnmappedCodesTable.TABLE, scope)))
        .toList();
  }

  @Override
  public List<String> expectations(Config config) {
    return maps(config)
        .map(
            map ->
                "%s, version %s: %,d classes; %s"
                    .formatted(map.title(), map.version(), map.classes().size(), map.source()))
        .toList();
  }

  @Override
  public void run(JobContext context, Config config) {
    List<CodedLabels> sound = new ArrayList<>();
    List<Coverage> coverages = new ArrayList<>();
    for (String corpus : config.corpora()) {
      for (LabelMap map : maps(config, corpus).toList()) {
        CodedLabels labels = CodedLabels.of(context.lake(), corpus, map);
        Coverage coverage = labels.coverage();
        requireLabels(context.lake(), coverage);
        coverage.requireFewUnmapped(config.maxUnmappedRatio());
        labels.requireOneClassPerRecord();
        sound.add(labels);
        coverages.add(coverage);
      }
    }
    for (int i = 0; i < sound.size(); i++) {
      write(context, sound.get(i), coverages.get(i));
    }
  }

  /** Each map once, in the order of the corpora. */
  private static Stream<LabelMap> maps(Config config) {
    return config.corpora().stream()
        .flatMap(corpus -> names(config, corpus).stream())
        .distinct()
        .map(LabelMap::named);
  }

  private static Stream<LabelMap> maps(Config config, String corpus) {
    return names(config, corpus).stream().map(LabelMap::named);
  }

  private static List<String> names(Config config, String corpus) {
    if (!config.maps().isEmpty()) {
      return config.maps();
    }
    List<String> names = CorpusDescription.named(corpus).labelMaps();
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "corpus %s has no label-maps in %s; name some with --maps"
              .formatted(corpus, CorpusDescription.file(corpus)));
    }
    return names;
  }

  private static void requireLabels(Lake lake, Coverage coverage) {
    if (!coverage.uses().isEmpty()) {
      return;
    }
    String found =
        coverage.map().isOfBeats()
            ? ""
            : ", only of " + CodedLabels.systems(lake, coverage.corpus());
    throw new IllegalStateException(
        "%s: no %s of system %s in the corpus%s; leave the map or the corpus out"
            .formatted(coverage.scope(), coverage.map().unit(), coverage.map().system(), found));
  }

  private void write(JobContext context, CodedLabels labels, Coverage coverage) {
    String scope = coverage.scope();
    Lake lake = context.lake();
    lake.replace(TaskLabelsTable.TABLE, scope, labels.mapped());
    lake.replace(
        UnmappedCodesTable.TABLE,
        scope,
        coverage.unmapped().stream().map(use -> unmappedRow(coverage, use)).toList());
    String accountingScope = name() + "/" + scope;
    lake.replace(
        AccountingTable.TABLE,
        accountingScope,
        counts(coverage).stream()
            .map(count -> AccountingTable.row(accountingScope, context.runId(), count))
            .toList());
  }

  private static Row unmappedRow(Coverage coverage, CodeUse use) {
    return new RowBuilder(UnmappedCodesTable.TABLE)
        .set("scope", coverage.scope())
        .set("corpus", coverage.corpus())
        .set("system", coverage.map().system())
        .set("map", coverage.map().name())
        .set("map_version", coverage.map().version())
        .set("code", use.code())
        .set("n_labels", use.labels())
        .set("n_records", use.records())
        .set("n_subjects", use.subjects())
        .build();
  }

  /** Mapped counts as accepted, unmapped as rejected, ignored as excluded. */
  private static List<AccountingTable.Count> counts(Coverage coverage) {
    return List.of(
        new AccountingTable.Count(
            coverage.corpus(),
            coverage.map().unit(),
            coverage.labels(),
            coverage.labels(Verdict.MAPPED),
            coverage.labels(Verdict.UNMAPPED),
            coverage.labels(Verdict.IGNORED)),
        new AccountingTable.Count(
            coverage.corpus(),
            "codes",
            coverage.uses().size(),
            coverage.codes(Verdict.MAPPED),
            coverage.codes(Verdict.UNMAPPED),
            coverage.codes(Verdict.IGNORED)));
  }
}
