package org.purkinje.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.summary.ChannelRows;
import org.purkinje.ingest.summary.CorpusRows;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.ChannelsTable;
import org.purkinje.jobsupport.table.CorpusChannelsTable;
import org.purkinje.jobsupport.table.CorpusHistogramsTable;
import org.purkinje.jobsupport.table.CorpusSummaryTable;
import org.purkinje.jobsupport.table.RecordsTable;

/** Counts what corpora hold, by corpus and by lead, into {@code corpus_summary} and two more. */
public final class SummarizeCorporaJob implements Job<SummarizeCorporaJob.Config> {

  public record Config(
      @ConfigKey("name of the rows that are replaced, which a report shows together") String scope,
      @ConfigKey("corpora to summarise, each ingested before") List<String> corpora) {

    public Config {
      CorpusList.require(scope, corpora);
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new SummarizeCorporaJob(), args);
  }

  @Override
  public String name() {
    return "summarize-corpora";
  }

  @Override
  public String summary() {
    return "counts records, hours, faults and amplitudes of corpora by lead";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return config.corpora().stream()
        .flatMap(
            corpus ->
                Stream.of(
                    Input.rows(RecordsTable.TABLE, corpus),
                    Input.rows(ChannelsTable.TABLE, corpus),
                    new Input.File(CorpusDescription.file(corpus))))
        .toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return Stream.of(
            CorpusSummaryTable.TABLE, CorpusChannelsTable.TABLE, CorpusHistogramsTable.TABLE)
        .map(table -> new Partition(table, config.scope()))
        .toList();
  }

  @Override
  public void run(JobContext context, Config config) {
    String scope = config.scope();
    List<Row> corpora = new ArrayList<>();
    for (String corpus : config.corpora()) {
      corpora.add(
          CorpusRows.of(
              scope,
              CorpusDescription.named(corpus),
              context.lake().read(RecordsTable.TABLE, corpus)));
    }
    ChannelRows rows =
        new ChannelRows(
            scope, CorpusList.read(context.lake(), ChannelsTable.TABLE, config.corpora()));
    context.lake().replace(CorpusHistogramsTable.TABLE, scope, rows.histograms());
    context.lake().replace(CorpusChannelsTable.TABLE, scope, rows.summaries());
    context.lake().replace(CorpusSummaryTable.TABLE, scope, corpora);
  }
}
