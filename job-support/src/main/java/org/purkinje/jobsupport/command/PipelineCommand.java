package org.purkinje.jobsupport.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs the steps of a pipeline file. */
@Command(
    name = "pipeline",
    description = "Runs the steps of a file of configs/pipelines, in order.")
final class PipelineCommand implements Callable<Integer> {

  @ParentCommand private Purkinje purkinje;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PIPELINE", description = "YAML file of the pipeline")
  private Path file;

  @Option(
      names = "--from",
      paramLabel = "STEP",
      defaultValue = "",
      description = "leave out the steps before")
  private String from;

  @Option(
      names = "--only",
      paramLabel = "STEP",
      defaultValue = "",
      description = "run this step alone")
  private String only;

  @Mixin private StartOptions start = new StartOptions();

  @Override
  public Integer call() {
    new PipelineCall(file, purkinje.common().overrides(), from, only, start.mode())
        .run(purkinje.common(), spec.commandLine().getOut());
    return 0;
  }
}
