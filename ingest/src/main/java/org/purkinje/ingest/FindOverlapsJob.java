package org.purkinje.ingest;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.ingest.overlap.Overlaps;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.ChannelsTable;
import org.purkinje.jobsupport.table.OverlapsTable;

/** Finds records of the same waveform, within each corpus and across them, as {@link Overlaps}. */
public final class FindOverlapsJob implements Job<FindOverlapsJob.Config> {

  public record Config(
      @ConfigKey("name of the rows of overlaps that are replaced") String scope,
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
    return "finds records that hold the same waveform, within and across corpora";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return config.corpora().stream()
        .map(corpus -> Input.rows(ChannelsTable.TABLE.name(), corpus))
        .toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(OverlapsTable.TABLE.name(), config.scope()));
  }

  @Override
  public void run(JobContext context, Config config) {
    Dataset<Row> channels = CorpusList.read(context.lake(), ChannelsTable.TABLE, config.corpora());
    context
        .lake()
        .replace(OverlapsTable.TABLE, config.scope(), Overlaps.in(channels, config.scope()));
  }
}
