package org.purkinje.jobsupport.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.pipeline.Pipeline;
import org.purkinje.jobsupport.pipeline.PipelineRunner;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.Jobs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Checks every key of a pipeline or of a job's config, and prints what would be read and written.
 */
@Command(
    name = "plan",
    description =
        "Checks a pipeline or a job's config and prints inputs and outputs, without Spark.")
final class PlanCommand implements Callable<Integer> {

  @ParentCommand private Purkinje purkinje;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "pipeline or config YAML; with --job, may be left out as the job's CONFIG may")
  private @Nullable Path file;

  @Option(
      names = "--job",
      defaultValue = "",
      description =
          "the job that FILE configures, if it is no pipeline and its name begins otherwise")
  private String job;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (file != null) {
      print(out, file);
    } else if (!job.isEmpty()) {
      print(out, ConfigCheck.check(() -> Jobs.named(job)));
    } else {
      throw new WrongCommandException(
          new IllegalArgumentException("give FILE, a pipeline or a config, or --job JOB"));
    }
    out.flush();
    return 0;
  }

  private void print(PrintWriter out, Path given) {
    if (ConfigCheck.check(() -> ConfigReader.hasKey(given, "steps"))) {
      Pipeline pipeline =
          ConfigCheck.check(
              () ->
                  Pipeline.read(
                      given, purkinje.common().warehouse(), purkinje.common().overrides()));
      ConfigCheck.check(() -> PipelineRunner.prepare(pipeline.steps(), given))
          .forEach(step -> print(out, step.name(), step));
    } else {
      print(out, ConfigCheck.check(() -> findJob(given)), given);
    }
  }

  private Job<?> findJob(Path given) {
    String name = String.valueOf(given.getFileName());
    return Jobs.named(
        job.isEmpty()
            ? Jobs.all().stream()
                .<String>map(Job::name)
                .filter(name::startsWith)
                .findFirst()
                .orElse(name.replaceFirst("\\.ya?ml$", ""))
            : job);
  }

  private <C extends Record> void print(PrintWriter out, Job<C> chosen) {
    C config = ShippedConfig.read(chosen, purkinje.common().overrides());
    describe(out, chosen.name(), chosen, config);
  }

  private <C extends Record> void print(PrintWriter out, Job<C> chosen, Path given) {
    C config = ConfigCheck.read(chosen, given, purkinje.common().overrides());
    describe(out, chosen.name(), chosen, config);
  }

  private static <C extends Record> void print(
      PrintWriter out, String name, PipelineRunner.ReadyStep<C> step) {
    describe(out, name, step.job(), step.config());
  }

  private static <C extends Record> void describe(
      PrintWriter out, String name, Job<C> job, C config) {
    out.println(name + " (" + job.name() + ")");
    out.println("  config   " + ConfigReader.canonical(config));
    for (Input input : job.inputs(config)) {
      out.println("  reads    " + describe(input));
    }
    job.outputs(config).forEach(output -> out.println("  replaces " + output));
    List<String> expectations = job.expectations(config);
    expectations.forEach(line -> out.println("  expects  " + line));
  }

  private static String describe(Input input) {
    if (input instanceof Input.Rows rows) {
      return rows.partition().toString();
    }
    if (input instanceof Input.Folder folder) {
      String root = folder.root();
      // What is elsewhere is not looked for, since a plan needs no network.
      boolean isThere =
          FileTree.isRemote(root) || FileTree.of(root, new Configuration(false)).exists();
      return root + (isThere ? "" : "  (absent)");
    }
    Path file = ((Input.File) input).path();
    return file + (Files.exists(file) ? "" : "  (absent)");
  }
}
