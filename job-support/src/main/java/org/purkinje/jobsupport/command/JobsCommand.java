package org.purkinje.jobsupport.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.Jobs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the jobs. */
@Command(name = "jobs", description = "Lists the jobs; their keys: purkinje help JOB")
final class JobsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (Job<?> job : Jobs.all()) {
      out.printf("%-20s  %s%n", job.name(), job.summary());
    }
    out.flush();
    return 0;
  }
}
