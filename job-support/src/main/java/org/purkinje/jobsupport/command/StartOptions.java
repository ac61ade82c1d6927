package org.purkinje.jobsupport.command;

import org.purkinje.jobsupport.run.JobRunner;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a run begins: options of jobs and pipelines. */
final class StartOptions {

  /** One or none of them. */
  static final class Choice {

    @Option(
        names = "--resume",
        description = "let unfinished training go on from its latest checkpoint")
    private boolean resume;

    @Option(names = "--force", description = "run again what is up to date")
    private boolean force;
  }

  @ArgGroup private Choice choice = new Choice();

  JobRunner.Mode mode() {
    if (choice.force) {
      return JobRunner.Mode.FORCE;
    }
    return choice.resume ? JobRunner.Mode.RESUME : JobRunner.Mode.NORMAL;
  }
}
