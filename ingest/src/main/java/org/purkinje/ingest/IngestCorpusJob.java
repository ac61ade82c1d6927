package org.purkinje.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.CorpusFiles;
import org.purkinje.ingest.corpus.Expected;
import org.purkinje.ingest.corpus.Metadata;
import org.purkinje.ingest.inspection.Inspection;
import org.purkinje.ingest.inspection.OpenRecords;
import org.purkinje.ingest.inspection.QualityRule;
import org.purkinje.ingest.inspection.RecordInspector;
import org.purkinje.ingest.inspection.RecordRef;
import org.purkinje.ingest.inspection.Refusal;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.ChannelsTable;
import org.purkinje.jobsupport.table.LabelsTable;
import org.purkinje.jobsupport.table.RecordFaultsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.jobsupport.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one corpus into {@code records channels signals annotations labels record_faults rejects
 * accounting}.
 *
 * <p>Each record is read twice: once from end to end to verify it, once to write it, so that memory
 * is bounded by a chunk and no row of a bad record is written.
 */
public final class IngestCorpusJob implements Job<IngestCorpusJob.Config> {

  private static final Logger LOG = LoggerFactory.getLogger(IngestCorpusJob.class);

  public record Config(
      @ConfigKey("name of a file in configs/corpora") String corpus,
      @ConfigKey(
              value = "folder that holds the corpus' files, local or as in s3a://bucket/folder",
              isPlace = true)
          String source,
      @ConfigKey("strict: the first refused record fails the run; lenient: it becomes a reject")
          Stringency stringency,
      @ConfigKey("lenient: largest share of refused records before the run fails, 0 to 1")
          double maxRejectRatio,
      @ConfigKey("findings for which a record is refused though its files are sound")
          List<QualityRule> refuse) {

    public Config {
      if (!(maxRejectRatio >= 0 && maxRejectRatio <= 1)) {
        throw new IllegalArgumentException(
            "max-reject-ratio must be 0 to 1, got " + maxRejectRatio);
      }
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new IngestCorpusJob(), args);
  }

  @Override
  public String name() {
    return "ingest-corpus";
  }

  @Override
  public String summary() {
    return "reads a corpus' files into records, signals, annotations and labels";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of(
        new Input.File(CorpusDescription.existingFile(config.corpus())),
        new Input.Folder(config.source()));
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition(RecordsTable.TABLE, config.corpus()),
        new Partition(ChannelsTable.TABLE, config.corpus()),
        new Partition(SignalsTable.TABLE, config.corpus()),
        new Partition(AnnotationsTable.TABLE, config.corpus()),
        new Partition(LabelsTable.TABLE, config.corpus()),
        new Partition(RecordFaultsTable.TABLE, config.corpus()));
  }

  @Override
  public List<String> expectations(Config config) {
    CorpusDescription corpus = CorpusDescription.named(config.corpus());
    OptionalLong published = corpus.expected().published();
    String title =
        "%s %s, licence %s%s"
            .formatted(
                corpus.title(),
                corpus.version(),
                corpus.licence(),
                published.isPresent()
                    ? String.format(Locale.ROOT, ", %,d records", published.getAsLong())
                    : "");
    // In a pipeline an earlier step may write the folder, and a plan needs no network.
    FileTree tree = FileTree.of(config.source(), new Configuration(false));
    if (FileTree.isRemote(config.source()) || !tree.exists()) {
      return List.of(title);
    }
    CorpusFiles files = CorpusFiles.of(corpus, tree);
    return List.of(
        "%,d files with records, %,d left out because RECORDS does not name them"
            .formatted(files.taken().size(), files.left().size()),
        title);
  }

  @Override
  public void run(JobContext context, Config config) {
    CorpusDescription corpus = CorpusDescription.named(config.corpus());
    FileTree tree =
        FileTree.of(config.source(), context.spark().sparkContext().hadoopConfiguration());
    JavaSparkContext spark = new JavaSparkContext(context.spark().sparkContext());
    Survey survey = Survey.of(spark, corpus, tree);
    if (survey.hidden() > 0) {
      LOG.info("{}: {} hidden files or folders passed over", corpus.name(), survey.hidden());
    }
    Metadata metadata = MetadataReader.read(corpus.name(), corpus.metadata(), tree);
    RecordInspector inspector = new RecordInspector(corpus, metadata, config.refuse());
    List<List<RecordRef>> tasks = TaskPlan.tasks(survey.records(), spark.defaultParallelism());
    try (Progress progress =
        Progress.start(
            context.spark(), "ingest " + corpus.name(), "records", survey.records().size())) {
      JavaRDD<Inspection> inspected =
          spark
              .parallelize(tasks, Math.max(1, tasks.size()))
              .flatMap(inspection(inspector, corpus, tree, progress.counter()))
              .persist(StorageLevel.MEMORY_AND_DISK());
      write(context, config, corpus, tree, survey, metadata, inspected);
      inspected.unpersist(true);
    }
  }

  private static FlatMapFunction<List<RecordRef>, Inspection> inspection(
      RecordInspector inspector, CorpusDescription corpus, FileTree tree, LongAccumulator done) {
    return task -> {
      List<Inspection> inspections = new ArrayList<>();
      try (OpenRecords files = new OpenRecords(tree, corpus)) {
        for (RecordRef record : task) {
          inspections.add(inspector.inspect(files, record));
          done.add(1);
        }
      }
      return inspections.iterator();
    };
  }

  private void write(
      JobContext context,
      Config config,
      CorpusDescription corpus,
      FileTree tree,
      Survey survey,
      Metadata metadata,
      JavaRDD<Inspection> inspected) {
    List<Refusal> refusals = new ArrayList<>(survey.refusals());
    inspected
        .filter(Inspection.Refused.class::isInstance)
        .collect()
        .forEach(inspection -> refusals.add(((Inspection.Refused) inspection).refusal()));
    JavaRDD<Inspection.Sound> read =
        inspected
            .filter(Inspection.Sound.class::isInstance)
            .map(inspection -> (Inspection.Sound) inspection);
    Map<String, Refusal> duplicates =
        config.refuse().contains(QualityRule.DUPLICATE_RECORD)
            ? Duplicates.in(read, tree)
            : Map.of();
    refusals.addAll(duplicates.values());
    refusals.sort(Comparator.comparing(Refusal::record).thenComparing(Refusal::detail));
    requireFew(config, survey, refusals);

    RecordRows rows = new RecordRows(corpus, tree);
    Set<String> refused = new HashSet<>(duplicates.keySet());
    JavaRDD<Inspection.Sound> sound = read.filter(record -> !refused.contains(record.ref().name()));
    replace(
        context,
        SignalsTable.TABLE,
        corpus,
        sound.mapPartitions(
            records -> new SignalRows(corpus, OpenRecords.forTask(tree, corpus), records)));
    replace(
        context,
        AnnotationsTable.TABLE,
        corpus,
        sound.mapPartitions(
            records -> new AnnotationRows(corpus, OpenRecords.forTask(tree, corpus)).of(records)));
    replace(context, LabelsTable.TABLE, corpus, sound.flatMap(rows::labels));
    replace(context, ChannelsTable.TABLE, corpus, sound.flatMap(rows::channels));
    replace(context, RecordFaultsTable.TABLE, corpus, sound.flatMap(rows::faults));
    replace(context, RecordsTable.TABLE, corpus, sound.map(rows::record));
    account(context, corpus, survey, metadata, refusals);
    LOG.info(
        "{}: {} parts of accepted records left out or not verified, see record_faults",
        corpus.name(),
        context.lake().read(RecordFaultsTable.TABLE, corpus.name()).count());
  }

  private void account(
      JobContext context,
      CorpusDescription corpus,
      Survey survey,
      Metadata metadata,
      List<Refusal> refusals) {
    String scope = RecordsTable.scope(corpus.name());
    context
        .lake()
        .replace(RejectsTable.TABLE, scope, new RejectRows(scope, corpus.name()).of(refusals));
    Dataset<Row> records = context.lake().read(RecordsTable.TABLE, corpus.name());
    AccountingTable.Count count =
        new AccountingTable.Count(
            corpus.name(),
            "records",
            survey.discovered(),
            records.count(),
            refusals.size(),
            survey.excluded());
    compareWithPublished(corpus, count, records);
    List<Row> accounting = new ArrayList<>();
    accounting.add(AccountingTable.row(scope, context.runId(), count));
    for (AccountingTable.Count table : survey.metadataUse(corpus, metadata)) {
      accounting.add(AccountingTable.row(scope, context.runId(), table));
    }
    context.lake().replace(AccountingTable.TABLE, scope, accounting);
  }

  private static void compareWithPublished(
      CorpusDescription corpus, AccountingTable.Count count, Dataset<Row> records) {
    Expected expected = corpus.expected();
    long otherChannels =
        expected.channels().isEmpty()
            ? 0
            : records.where(not(col("n_channels").isInCollection(expected.channels()))).count();
    expected
        .difference(count.accepted() + count.rejected(), otherChannels)
        .ifPresent(difference -> LOG.warn("{}: {}", corpus.name(), difference));
  }

  private static void requireFew(Config config, Survey survey, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    if (config.stringency() == Stringency.STRICT) {
      throw new IllegalStateException(
          "%s: stringency strict, and the first of %,d refused records is %s: %s"
              .formatted(
                  config.corpus(), refusals.size(), refusals.get(0).record(), refusals.get(0)));
    }
    long records = survey.records().size() + (long) survey.refusals().size();
    if (refusals.size() > config.maxRejectRatio() * records) {
      throw new IllegalStateException(
          "%s: %,d of %,d records refused, more than max-reject-ratio %s allows; the first: %s"
              .formatted(
                  config.corpus(),
                  refusals.size(),
                  records,
                  config.maxRejectRatio(),
                  refusals.get(0)));
    }
  }

  private static void replace(
      JobContext context, Table table, CorpusDescription corpus, JavaRDD<Row> rows) {
    context
        .lake()
        .replace(table, corpus.name(), context.spark().createDataFrame(rows, table.schema()));
  }
}
