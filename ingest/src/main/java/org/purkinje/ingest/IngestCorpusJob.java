package org.purkinje.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.RecordList;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.LabelsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.jobsupport.table.Table;

/**
 * Brings one corpus into {@code records signals annotations labels rejects accounting}.
 *
 * <p>Each record is read twice: once from end to end to verify it, once to write it, so that memory
 * is bounded by a chunk and no row of a bad record is written.
 */
public final class IngestCorpusJob implements Job<IngestCorpusJob.Config> {

  public record Config(
      @ConfigKey("name of a file in configs/corpora") String corpus,
      @ConfigKey("folder that holds the corpus' files") String source,
      @ConfigKey("largest share of refused records before the run fails, 0 to 1")
          double maxRejectRatio) {

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
        new Input.File(CorpusDescription.file(config.corpus())),
        new Input.Folder(Path.of(config.source())));
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition("records", config.corpus()),
        new Partition("signals", config.corpus()),
        new Partition("annotations", config.corpus()),
        new Partition("labels", config.corpus()));
  }

  @Override
  public List<String> expectations(Config config) {
    CorpusDescription corpus = CorpusDescription.named(config.corpus());
    String title =
        "%s %s, licence %s".formatted(corpus.title(), corpus.version(), corpus.licence());
    // In a pipeline an earlier step may write the folder.
    if (!Files.isDirectory(Path.of(config.source()))) {
      return List.of(title);
    }
    RecordList records = RecordList.of(Path.of(config.source()));
    return List.of(
        "%,d records, %,d headers left out because RECORDS does not name them"
            .formatted(records.listed().size(), records.unlisted().size()),
        title);
  }

  @Override
  public void run(JobContext context, Config config) {
    CorpusDescription corpus = CorpusDescription.named(config.corpus());
    Path folder = Path.of(config.source()).toAbsolutePath().normalize();
    RecordReading reading = new RecordReading(corpus, folder.toString());
    JavaSparkContext spark = new JavaSparkContext(context.spark().sparkContext());
    RecordList list = withoutSegments(spark, reading, RecordList.of(folder));
    List<String> names = list.listed();
    int tasks = tasks(spark, names);
    try (Progress progress =
        Progress.start(context.spark(), "ingest " + corpus.name(), "records", names.size())) {
      LongAccumulator done = progress.counter();
      JavaRDD<InspectedRecord> inspected =
          spark
              .parallelize(names, tasks)
              .map(
                  name -> {
                    InspectedRecord record = reading.inspect(name);
                    done.add(1);
                    return record;
                  })
              .persist(StorageLevel.MEMORY_AND_DISK());
      write(context, config, corpus, list, reading, inspected);
      inspected.unpersist(true);
    }
  }

  private static RecordList withoutSegments(
      JavaSparkContext spark, RecordReading reading, RecordList all) {
    List<String> headers = Stream.concat(all.listed().stream(), all.unlisted().stream()).toList();
    return all.without(
        spark.parallelize(headers, tasks(spark, headers)).flatMap(reading::segments).collect());
  }

  private static int tasks(JavaSparkContext spark, List<String> names) {
    return Math.min(names.size(), 4 * spark.defaultParallelism());
  }

  private void write(
      JobContext context,
      Config config,
      CorpusDescription corpus,
      RecordList list,
      RecordReading reading,
      JavaRDD<InspectedRecord> inspected) {
    JavaRDD<InspectedRecord> sound = inspected.filter(InspectedRecord::isSound);
    long accepted = sound.count();
    List<Row> rejects = inspected.flatMap(record -> record.reject().iterator()).collect();
    requireFewRejects(config, list.listed().size(), rejects);

    replace(context, SignalsTable.TABLE, corpus.name(), sound.flatMap(reading::signals));
    replace(context, AnnotationsTable.TABLE, corpus.name(), sound.flatMap(reading::annotations));
    replace(context, LabelsTable.TABLE, corpus.name(), sound.flatMap(r -> r.labels().iterator()));
    replace(context, RecordsTable.TABLE, corpus.name(), sound.flatMap(r -> r.record().iterator()));
    String scope = name() + "/" + corpus.name();
    context.lake().replace(RejectsTable.TABLE, scope, rejects);
    AccountingTable.Count count =
        new AccountingTable.Count(
            corpus.name(),
            "records",
            (long) list.listed().size() + list.unlisted().size(),
            accepted,
            rejects.size(),
            list.unlisted().size());
    context
        .lake()
        .replace(
            AccountingTable.TABLE,
            scope,
            new ArrayList<>(List.of(AccountingTable.row(scope, context.runId(), count))));
  }

  private static void requireFewRejects(Config config, int records, List<Row> rejects) {
    if (rejects.size() > config.maxRejectRatio() * records) {
      Row first = rejects.get(0);
      throw new IllegalStateException(
          "%s: %,d of %,d records refused, more than max-reject-ratio %s allows; the first: %s: %s: %s"
              .formatted(
                  config.corpus(),
                  rejects.size(),
                  records,
                  config.maxRejectRatio(),
                  first.getAs("source_uri"),
                  first.getAs("place"),
                  first.getAs("detail")));
    }
  }

  private static void replace(JobContext context, Table table, String key, JavaRDD<Row> rows) {
    Dataset<Row> dataset = context.spark().createDataFrame(rows, table.schema());
    context.lake().replace(table, key, dataset);
  }
}
