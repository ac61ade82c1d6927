package org.purkinje.eval.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.purkinje.eval.report.row.AccountingRow;
import org.purkinje.eval.report.row.RunRow;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.BpSubjectsTable;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.CorpusChannelsTable;
import org.purkinje.jobsupport.table.CorpusHistogramsTable;
import org.purkinje.jobsupport.table.CorpusSummaryTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.PredictionsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes corpora, pretrainings and evaluations as one HTML file that opens anywhere. */
public final class ReportJob implements Job<ReportJob.Config> {

  public record Config(
      @ConfigKey("name of the report that is replaced: letters, digits, dot, dash, underscore")
          String report,
      @ConfigKey("heading of the page") String title,
      @ConfigKey(
              value =
                  "folder or s3a:// URI that gets report/NAME/index.html, usually the warehouse",
              isPlace = true)
          String folder,
      @ConfigKey("summaries of corpora to show, each a scope with rows in corpus_summary")
          List<String> summaries,
      @ConfigKey("pretrainings to show, each with rows in learning_curves")
          List<String> pretrainings,
      @ConfigKey("evaluations of pretrainings on subjects held out, each with rows in metrics")
          List<String> heldOutEvaluations,
      @ConfigKey("evaluations by classify-windows to show, each with rows in metrics")
          List<String> classifications,
      @ConfigKey("evaluations of blood pressure to show, each with rows in metrics")
          List<String> evaluations) {

    public Config {
      if (!report.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException(
            "report is a folder's name: letters, digits, dots, dashes and underscores, a letter or"
                + " digit first, got '%s'".formatted(report));
      }
      if (title.isBlank()) {
        throw new IllegalArgumentException("title is blank; give the text that heads the page");
      }
      if (Stream.of(summaries, pretrainings, heldOutEvaluations, classifications, evaluations)
          .allMatch(List::isEmpty)) {
        throw new IllegalArgumentException(
            "summaries, pretrainings, held-out-evaluations, classifications and evaluations are all"
                + " [], so there is nothing to show; name one");
      }
    }

    /** Place of the page in the folder. */
    String place() {
      return "report/" + report + "/index.html";
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(ReportJob.class);

  public static void main(String[] args) {
    Purkinje.runJob(new ReportJob(), args);
  }

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "writes corpora, learning curves, results with their baselines and provenance as one HTML file";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return partitions(config).<Input>map(Input.Rows::new).toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(ReportsTable.TABLE, config.report()));
  }

  @Override
  public boolean isIntact(Lake lake, Config config) {
    return lake.warehouse().another(config.folder()).hasFile(config.place());
  }

  @Override
  public List<String> expectations(Config config) {
    return List.of(
        "one HTML file, usually below 2 MB: "
            + StoredFolder.absolute(config.folder())
            + "/"
            + config.place());
  }

  @Override
  public void run(JobContext context, Config config) {
    byte[] page = ReportPage.of(read(context, config)).getBytes(StandardCharsets.UTF_8);
    StoredFolder folder = context.warehouse().another(config.folder());
    String file = folder.resolve(config.place());
    try {
      folder.write(config.place(), partial -> Files.write(partial, page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LOG.info("wrote {}, {} bytes", file, page.length);
    context
        .lake()
        .replace(
            ReportsTable.TABLE,
            config.report(),
            List.of(
                new RowBuilder(ReportsTable.TABLE)
                    .set("report", config.report())
                    .set("run", context.runId())
                    .set("path", file)
                    .set("sha256", new Sha256().add(page).hex())
                    .set("at", Timestamp.from(Instant.now()))
                    .build()));
  }

  private static Report read(JobContext context, Config config) {
    ReportReader reader = new ReportReader(context.lake());
    CorpusReader corpora = new CorpusReader(context.lake());
    List<AccountingRow> accounting = reader.accounting();
    Set<String> runIds =
        Stream.concat(Stream.of(context.runId()), accounting.stream().map(AccountingRow::run))
            .collect(Collectors.toSet());
    List<String> shown = partitions(config).map(Partition::toString).toList();
    List<RunRow> runs = Runs.behind(reader.runs(runIds, shown), runIds, shown);
    return new Report(
        config.report(),
        config.title(),
        Runs.named(runs, context.runId()),
        accounting,
        reader.refusals(),
        config.summaries().stream().flatMap(scope -> corpora.corpora(scope).stream()).toList(),
        pretrainings(reader, config),
        config.classifications().stream().map(reader::classification).toList(),
        config.evaluations().stream().map(reader::evaluation).toList(),
        runs);
  }

  private static List<Report.Pretraining> pretrainings(ReportReader reader, Config config) {
    List<Report.HeldOut> heldOut =
        config.heldOutEvaluations().stream().map(reader::heldOut).toList();
    for (Report.HeldOut evaluation : heldOut) {
      if (config.pretrainings().stream().noneMatch(evaluation::isOf)) {
        throw new IllegalArgumentException(
            "held-out-evaluations: %s is of none of the pretrainings %s; name its pretraining too"
                .formatted(evaluation.name(), config.pretrainings()));
      }
    }
    return config.pretrainings().stream().map(name -> reader.pretraining(name, heldOut)).toList();
  }

  private static Stream<Partition> partitions(Config config) {
    return Stream.of(
            config.summaries().stream()
                .flatMap(
                    name ->
                        of(
                            name,
                            CorpusSummaryTable.TABLE,
                            CorpusChannelsTable.TABLE,
                            CorpusHistogramsTable.TABLE)),
            config.pretrainings().stream()
                .flatMap(name -> of(name, LearningCurvesTable.TABLE, CheckpointsTable.TABLE)),
            Stream.concat(config.heldOutEvaluations().stream(), config.classifications().stream())
                .flatMap(name -> of(name, MetricsTable.TABLE)),
            config.evaluations().stream()
                .flatMap(
                    name ->
                        of(
                            name,
                            MetricsTable.TABLE,
                            PredictionsTable.TABLE,
                            BpSubjectsTable.TABLE)))
        .flatMap(partitions -> partitions);
  }

  private static Stream<Partition> of(String name, Table... tables) {
    return Stream.of(tables).map(table -> new Partition(table, name));
  }
}
