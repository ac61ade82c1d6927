package org.purkinje.jobsupport.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs one job with one config. */
@Command(description = "Runs the job; its keys: purkinje help JOB")
final class JobCommand<C extends Record> implements Callable<Integer> {

  @ParentCommand private Purkinje purkinje;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CONFIG", description = "YAML file of the job's config")
  private Path config;

  @Option(names = "--resume", description = "continue from the latest checkpoint of an equal run")
  private boolean resume;

  private final Job<C> job;

  JobCommand(Job<C> job) {
    this.job = job;
  }

  @Override
  public Integer call() {
    C read = ConfigCheck.read(config, purkinje.common().overrides(), job.configType());
    try (SparkSession spark = purkinje.common().session()) {
      JobRunner.Outcome outcome = new JobRunner(spark).run(job, read, resume);
      spec.commandLine()
          .getOut()
          .println(
              outcome == JobRunner.Outcome.DONE
                  ? job.name() + ": done"
                  : job.name() + ": up to date, nothing to do");
    }
    return 0;
  }
}
