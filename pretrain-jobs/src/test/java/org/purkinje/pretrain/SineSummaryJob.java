package org.purkinje.pretrain;

import java.util.List;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.CorpusSummaryTable;
import org.purkinje.jobsupport.table.RowBuilder;

/** Writes what {@code summarize-corpora} would of the corpus of {@link SineShardsJob}. */
final class SineSummaryJob implements Job<SineSummaryJob.Config> {

  record Config(String scope, String licence) {}

  @Override
  public String name() {
    return "sine-summary";
  }

  @Override
  public String summary() {
    return "writes a corpus' licence";
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
    return List.of(new Partition(CorpusSummaryTable.TABLE, config.scope()));
  }

  @Override
  public void run(JobContext context, Config config) {
    context
        .lake()
        .replace(
            CorpusSummaryTable.TABLE,
            config.scope(),
            List.of(
                new RowBuilder(CorpusSummaryTable.TABLE)
                    .set("scope", config.scope())
                    .set("corpus", "sines")
                    .set("corpus_version", "1.2")
                    .set("title", "Sines | and noise")
                    .set("licence", config.licence())
                    .set("redistribution", "allowed")
                    .set("access", "open")
                    .set("n_records", 6L)
                    .set("n_subjects", 6L)
                    .set("n_channels", 12L)
                    .set("hours", 1.0)
                    .build()));
  }
}
