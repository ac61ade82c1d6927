package org.purkinje.ingest;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.AnnotationsTable;
import org.purkinje.jobsupport.table.LabelsTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Stands in for ingest: writes {@code labels} and {@code annotations} from lines of text. */
final class WriteLabelsJob implements Job<WriteLabelsJob.Config> {

  /**
   * @param labels lines "record system code value"; the subject is the record's first letter
   * @param annotations lines "record annotator kind code"
   */
  record Config(String corpus, List<String> labels, List<String> annotations) {}

  @Override
  public String name() {
    return "write-labels";
  }

  @Override
  public String summary() {
    return "writes labels and annotations";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition("labels", config.corpus()), new Partition("annotations", config.corpus()));
  }

  @Override
  public void run(JobContext context, Config config) {
    List<Row> labels = config.labels().stream().map(line -> label(config.corpus(), line)).toList();
    List<Row> annotations =
        config.annotations().stream().map(line -> annotation(config.corpus(), line)).toList();
    context.lake().replace(LabelsTable.TABLE, config.corpus(), labels);
    context.lake().replace(AnnotationsTable.TABLE, config.corpus(), annotations);
  }

  private static Row label(String corpus, String line) {
    List<String> words = Arrays.asList(line.split(" "));
    return new RowBuilder(LabelsTable.TABLE)
        .set("corpus", corpus)
        .set("record", words.get(0))
        .set("subject", words.get(0).substring(0, 1))
        .set("system", words.get(1))
        .set("code", words.get(2))
        .set("value", words.get(3))
        .build();
  }

  private static Row annotation(String corpus, String line) {
    List<String> words = Arrays.asList(line.split(" "));
    return new RowBuilder(AnnotationsTable.TABLE)
        .set("corpus", corpus)
        .set("record", words.get(0))
        .set("subject", words.get(0).substring(0, 1))
        .set("annotator", words.get(1))
        .set("sample", 0L)
        .set("time_s", 0.0)
        .set("kind", words.get(2))
        .set("code", words.get(3))
        .set("subtype", 0)
        .set("channel", 0)
        .set("number", 0)
        .set("aux", "")
        .build();
  }
}
