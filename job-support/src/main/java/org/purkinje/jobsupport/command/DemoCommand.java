package org.purkinje.jobsupport.command;

import java.util.concurrent.Callable;
import org.purkinje.jobsupport.config.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs {@code configs/pipelines/demo.yaml}. */
@Command(
    name = "demo",
    description = "Synthesises corpora and runs the whole chain on them; minutes on two cores.")
final class DemoCommand implements Callable<Integer> {

  @ParentCommand private Purkinje purkinje;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PipelineCall.whole(Home.configs().resolve("pipelines/demo.yaml"))
        .run(purkinje.common(), spec.commandLine().getOut());
    return 0;
  }
}
