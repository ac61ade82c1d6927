package org.purkinje.ingest;

import java.util.List;
import java.util.stream.Stream;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.overlap.Comparison;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.ChannelsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.OverlapsTable;
import org.purkinje.jobsupport.table.PersonGroupsTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.SignalsTable;

/**
 * Finds records that hold the same waveform or a part of it, within each corpus and across them,
 * and with them and what the corpus files declare, which subjects are one person.
 */
public final class FindOverlapsJob implements Job<FindOverlapsJob.Config> {

  public record Config(
      @ConfigKey("name of the rows of overlaps and person_groups that are replaced") String scope,
      @ConfigKey("corpora to compare with themselves and each other, each ingested before")
          List<String> corpora) {

    public Config {
      CorpusList.require(scope, corpora);
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new FindOverlapsJob(), args);
  }

  @Override
  public String name() {
    return "find-overlaps";
  }

  @Override
  public String summary() {
    return "finds records that hold the same waveform, and subjects that are one person";
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
                    new Input.File(CorpusDescription.file(corpus)),
                    Input.rows(RecordsTable.TABLE, corpus),
                    Input.rows(ChannelsTable.TABLE, corpus),
                    Input.rows(SignalsTable.TABLE, corpus)))
        .toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(
        new Partition(OverlapsTable.TABLE, config.scope()),
        new Partition(PersonGroupsTable.TABLE, config.scope()));
  }

  @Override
  public void run(JobContext context, Config config) {
    Lake lake = context.lake();
    Comparison comparison =
        new Comparison(
            config.scope(),
            config.corpora().stream().map(CorpusDescription::named).toList(),
            CorpusList.read(lake, RecordsTable.TABLE, config.corpora()),
            CorpusList.read(lake, ChannelsTable.TABLE, config.corpora()),
            CorpusList.read(lake, SignalsTable.TABLE, config.corpora()));
    lake.replace(OverlapsTable.TABLE, config.scope(), comparison.overlaps());
    lake.replace(
        PersonGroupsTable.TABLE,
        config.scope(),
        comparison.personGroups(lake.read(OverlapsTable.TABLE, config.scope())));
  }
}
