package org.purkinje.preprocessing.splits;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.AccountingReasonsTable;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.LabelsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.PersonGroupsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.TaskLabelsTable;
import org.purkinje.preprocessing.splits.Population.Member;
import org.purkinje.preprocessing.splits.SplitRule.ListedRecords;
import org.purkinje.preprocessing.splits.SplitRule.PublishedFolds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records into folds, the records of one person into one fold. What a rule draws follows from
 * the persons, their classes and the seed alone.
 */
public final class SplitPersonsJob implements Job<SplitPersonsJob.Config> {

  public record Config(
      @ConfigKey("name of the split that is replaced, without a slash") String split,
      @ConfigKey("corpora whose records are put into folds, already ingested") List<String> corpora,
      @ConfigKey(
              "scope of find-overlaps over these corpora, which says which subjects are one person;"
                  + " none, or left out, to take each subject for a person")
          String personGroups,
      @ConfigKey(
              "what makes the folds, one of: k-fold (folds, their number), shares (folds, share of"
                  + " persons by name), leave-one-out, nested-fractions (fractions, draws),"
                  + " listed-records (folds, records by name), published-folds (system of labels;"
                  + " folds, codes by name)")
          SplitRule rule,
      @ConfigKey(
              "scopes of map-labels, CORPUS/MAP, whose classes each part gets its share of; left"
                  + " out for none")
          List<String> stratify,
      @ConfigKey("SPLIT/FOLD whose records alone are put into folds; none, or left out, for all")
          String within,
      @ConfigKey(
              "whether a published split may hold a person in two folds, whose rows then say so"
                  + " (crosses); false if left out")
          boolean allowCrossing,
      @ConfigKey("seed of every draw") long seed) {

    public Config {
      if (split.isEmpty() || split.contains("/")) {
        throw new IllegalArgumentException("split must be a name without a slash, got " + split);
      }
      if (corpora.isEmpty() || Set.copyOf(corpora).size() < corpora.size()) {
        throw new IllegalArgumentException(
            "corpora must name at least one corpus, each once, got " + corpora);
      }
      if (rule instanceof ListedRecords && corpora.size() > 1) {
        throw new IllegalArgumentException(
            "listed-records are of one corpus, as names may stand in several; got corpora "
                + corpora);
      }
      outer(within);
    }

    Optional<String> groups() {
      return personGroups.equals(NONE) ? Optional.empty() : Optional.of(personGroups);
    }

    Optional<SplitsTable.Fold> outer() {
      return outer(within);
    }

    private static Optional<SplitsTable.Fold> outer(String within) {
      return within.equals(NONE) ? Optional.empty() : Optional.of(SplitsTable.Fold.parse(within));
    }
  }

  private static final String NONE = "none";
  private static final int SHOWN = 5;
  private static final List<String> BY_RECORD = List.of("corpus", "record");

  private static final Map<String, String> ABSENT =
      Map.of("Config.personGroups", NONE, "Config.within", NONE, "Config.allowCrossing", "false");

  private static final Logger LOG = LoggerFactory.getLogger(SplitPersonsJob.class);

  private final UnaryOperator<List<Row>> writing;

  public SplitPersonsJob() {
    this(rows -> rows);
  }

  /**
   * @param writing last step before the rows are written, for a test to lose records in
   */
  SplitPersonsJob(UnaryOperator<List<Row>> writing) {
    this.writing = writing;
  }

  public static void main(String[] args) {
    Purkinje.runJob(new SplitPersonsJob(), args);
  }

  @Override
  public String name() {
    return "split-persons";
  }

  @Override
  public String summary() {
    return "puts records into folds by person: k folds, leave one out, published folds, nested parts";
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
    List<Input> inputs = new ArrayList<>();
    for (String corpus : config.corpora()) {
      inputs.add(Input.rows(RecordsTable.TABLE, corpus));
      if (config.rule() instanceof PublishedFolds) {
        inputs.add(Input.rows(LabelsTable.TABLE, corpus));
      }
    }
    config.groups().ifPresent(scope -> inputs.add(Input.rows(PersonGroupsTable.TABLE, scope)));
    config.stratify().forEach(scope -> inputs.add(Input.rows(TaskLabelsTable.TABLE, scope)));
    config.outer().ifPresent(fold -> inputs.add(Input.rows(SplitsTable.TABLE, fold.split())));
    return inputs;
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(SplitsTable.TABLE, config.split()));
  }

  @Override
  public void run(JobContext context, Config config) {
    Population population = population(context.lake(), config);
    List<Placement> placements = config.rule().place(population, config.seed());
    if (placements.isEmpty()) {
      throw new IllegalStateException(
          "split %s: all %,d records of %s are %s"
              .formatted(
                  config.split(),
                  population.records().size(),
                  config.corpora(),
                  config.rule().reason()));
    }
    Split split = new Split(config.split(), placements);
    requireOneFold(config, split);
    context.lake().replace(SplitsTable.TABLE, config.split(), writing.apply(split.rows()));
    account(context, config, population, split);
    log(config, population, split);
  }

  private static void requireOneFold(Config config, Split split) {
    SortedMap<String, SortedSet<String>> crossing = split.crossing();
    if (!crossing.isEmpty() && !config.allowCrossing()) {
      throw new IllegalStateException(
          "split %s: %d persons are in more than one fold: %s; leave some of their records out, or set allow-crossing"
              .formatted(
                  config.split(),
                  crossing.size(),
                  crossing.entrySet().stream().limit(SHOWN).toList()));
    }
  }

  /**
   * Discovered are the records of the corpora, accepted those in the table as written; the others
   * are counted one by one.
   */
  private void account(JobContext context, Config config, Population population, Split split) {
    String scope = name() + "/" + config.split();
    Dataset<Row> written =
        context
            .lake()
            .read(SplitsTable.TABLE, config.split())
            .select("corpus", "record")
            .distinct();
    Set<Member> placed =
        split.placements().stream().map(Placement::member).collect(Collectors.toSet());
    List<Row> counts = new ArrayList<>();
    List<Row> reasons = new ArrayList<>();
    for (String corpus : config.corpora()) {
      Dataset<Row> records = context.lake().read(RecordsTable.TABLE, corpus);
      Map<String, Long> excluded = new TreeMap<>();
      excluded.put("outside " + config.within(), outside(context.lake(), config, records));
      excluded.put(
          config.rule().reason(),
          population.records().stream()
              .filter(member -> member.corpus().equals(corpus) && !placed.contains(member))
              .count());
      counts.add(
          AccountingTable.row(
              scope,
              context.runId(),
              new AccountingTable.Count(
                  corpus,
                  "records",
                  records.count(),
                  written.where(col("corpus").equalTo(corpus)).count(),
                  0,
                  excluded.values().stream().mapToLong(Long::longValue).sum())));
      excluded.forEach(
          (reason, n) -> {
            if (n > 0) {
              reasons.add(
                  AccountingReasonsTable.row(
                      scope,
                      context.runId(),
                      corpus,
                      "records",
                      AccountingReasonsTable.Outcome.EXCLUDED,
                      reason,
                      n));
            }
          });
    }
    context.lake().replace(AccountingTable.TABLE, scope, counts);
    context.lake().replace(AccountingReasonsTable.TABLE, scope, reasons);
  }

  /** How many records the fold lacks that is split further; none without one. */
  private static long outside(Lake lake, Config config, Dataset<Row> records) {
    return config
        .outer()
        .map(fold -> records.join(fold.read(lake), BY_RECORD.toArray(String[]::new), "left_anti"))
        .map(Dataset::count)
        .orElse(0L);
  }

  private static void log(Config config, Population population, Split split) {
    if (config.rule() instanceof ListedRecords listed) {
      SortedSet<String> absent = listed.absent(population);
      if (!absent.isEmpty()) {
        LOG.warn("{}: {} listed records are not there: {}", config.split(), absent.size(), absent);
      }
    }
    Map<String, Set<String>> persons = new TreeMap<>();
    Map<String, Integer> records = new TreeMap<>();
    for (Placement placement : split.placements()) {
      persons
          .computeIfAbsent(placement.fold(), fold -> new HashSet<>())
          .add(placement.member().person());
      records.merge(placement.fold(), 1, Integer::sum);
    }
    List<String> empty =
        config.rule().foldNames().stream().filter(fold -> !persons.containsKey(fold)).toList();
    if (!empty.isEmpty()) {
      LOG.warn("{}: {} folds hold nobody: {}", config.split(), empty.size(), empty);
    }
    LOG.info(
        "{}: {} records of {} in {} folds, digest {}",
        config.split(),
        split.records(),
        population.records().size(),
        persons.size(),
        split.digest());
    persons.forEach(
        (fold, of) ->
            LOG.debug(
                "{}: fold {}: {} records of {} persons",
                config.split(),
                fold,
                records.get(fold),
                of.size()));
  }

  private static Population population(Lake lake, Config config) {
    Dataset<Row> records =
        lake.read(RecordsTable.TABLE).where(col("corpus").isin(config.corpora().toArray()));
    Dataset<Row> persons =
        PersonGroupsTable.join(
            lake, records.select("corpus", "record", "subject"), config.groups());
    String[] byRecord = BY_RECORD.toArray(String[]::new);
    Dataset<Row> described =
        within(lake, config, persons)
            .join(classes(lake, config), byRecord, "left")
            .join(publishedFolds(lake, config), byRecord, "left")
            .orderBy("corpus", "record");
    return new Population(described.collectAsList().stream().map(SplitPersonsJob::member).toList());
  }

  private static Dataset<Row> within(Lake lake, Config config, Dataset<Row> records) {
    if (config.outer().isEmpty()) {
      return records;
    }
    return records.join(
        config.outer().get().read(lake).select("corpus", "record").distinct(),
        BY_RECORD.toArray(String[]::new),
        "left_semi");
  }

  private static Dataset<Row> classes(Lake lake, Config config) {
    Dataset<Row> labels =
        lake.read(TaskLabelsTable.TABLE).where(col("scope").isin(config.stratify().toArray()));
    return labels
        .groupBy("corpus", "record")
        .agg(sort_array(collect_set(concat_ws(":", col("task"), col("class")))).as("classes"));
  }

  private static Dataset<Row> publishedFolds(Lake lake, Config config) {
    String system = config.rule() instanceof PublishedFolds published ? published.system() : "";
    return lake.read(LabelsTable.TABLE)
        .where(col("corpus").isin(config.corpora().toArray()))
        .where(col("system").equalTo(system))
        .groupBy("corpus", "record")
        .agg(min("code").as("published_fold"));
  }

  private static Member member(Row row) {
    List<String> classes =
        row.isNullAt(row.fieldIndex("classes"))
            ? List.of()
            : row.getList(row.fieldIndex("classes"));
    return new Member(
        row.getAs("corpus"),
        row.getAs("record"),
        row.getAs("subject"),
        row.getAs("person_group"),
        row.getAs("person_groups"),
        List.copyOf(classes),
        row.getAs("published_fold"));
  }
}
