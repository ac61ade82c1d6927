package org.purkinje.jobsupport.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.config.ConfigKeys;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobRunner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Runs one job with one config; {@code --KEY VALUE} is short for {@code --set KEY=VALUE}. */
@Command(description = "Runs the job; an option named like a key of CONFIG replaces its value.")
final class JobCommand<C extends Record> implements Callable<Integer> {

  private static final String CORPUS = "--corpus";

  @ParentCommand private Purkinje purkinje;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      description =
          "YAML file of the job's config; if left out, the file of configs that is called as the"
              + " job is, with options for the keys that it lacks")
  private @Nullable Path config;

  @Mixin private StartOptions start = new StartOptions();

  private final Job<C> job;

  private JobCommand(Job<C> job) {
    this.job = job;
  }

  static <C extends Record> CommandLine of(Job<C> job) {
    CommandLine line = new CommandLine(new JobCommand<>(job));
    for (ConfigKeys.Key key : ConfigKeys.of(job.configType())) {
      line.getCommandSpec()
          .addOption(
              OptionSpec.builder(option(key))
                  .type(String.class)
                  .paramLabel("VALUE")
                  .description("%s (%s)".formatted(key.meaning(), key.type()).replace("%", "%%"))
                  .build());
    }
    if (takesCorpus(job)) {
      line.getCommandSpec()
          .addOption(
              OptionSpec.builder(CORPUS)
                  .type(String.class)
                  .paramLabel("NAME")
                  .description("short for --corpora [NAME]")
                  .build());
    }
    return line;
  }

  @Override
  public Integer call() {
    C read =
        config == null
            ? ShippedConfig.read(job, overrides())
            : ConfigCheck.read(job, config, overrides());
    try (SparkSession spark = purkinje.common().session()) {
      JobRunner.Outcome outcome = new JobRunner(spark).run(job, read, start.mode());
      spec.commandLine()
          .getOut()
          .println(
              outcome == JobRunner.Outcome.DONE
                  ? job.name() + ": done"
                  : job.name() + ": up to date, nothing to do");
    }
    return 0;
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>(purkinje.common().overrides());
    ParseResult given = spec.commandLine().getParseResult();
    if (takesCorpus(job) && given.hasMatchedOption(CORPUS)) {
      overrides.put("corpora", "[" + given.matchedOptionValue(CORPUS, "") + "]");
    }
    for (ConfigKeys.Key key : ConfigKeys.of(job.configType())) {
      if (given.hasMatchedOption(option(key))) {
        overrides.put(key.path(), given.matchedOptionValue(option(key), ""));
      }
    }
    return overrides;
  }

  /** Whether its config has a list of corpora, which is often one. */
  private static boolean takesCorpus(Job<?> job) {
    List<String> keys = ConfigKeys.of(job.configType()).stream().map(ConfigKeys.Key::path).toList();
    return keys.contains("corpora") && !keys.contains("corpus");
  }

  private static String option(ConfigKeys.Key key) {
    return "--" + key.path();
  }
}
