package org.purkinje.jobsupport.pipeline;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Jobs;

/**
 * Runs the steps of a pipeline in order; a step whose inputs, config and code are as before does no
 * work.
 */
public final class PipelineRunner {

  /** A step with its config read and checked. */
  public record ReadyStep<C extends Record>(String name, Job<C> job, C config) {

    static ReadyStep<?> of(Pipeline.Step step, Path pipelineFile) {
      return of(step, Jobs.named(step.job()), pipelineFile);
    }

    private static <C extends Record> ReadyStep<C> of(
        Pipeline.Step step, Job<C> job, Path pipelineFile) {
      Path config = pipelineFile.toAbsolutePath().resolveSibling(step.config()).normalize();
      return new ReadyStep<>(
          step.name(), job, ConfigReader.read(config, step.set(), job.configType()));
    }

    private JobRunner.Outcome run(JobRunner runner, boolean resume) {
      return runner.run(job, config, resume);
    }
  }

  private PipelineRunner() {}

  /**
   * Reads the configs of all steps, so that a misspelt key in the last is known before the first
   * runs.
   */
  public static List<ReadyStep<?>> prepare(List<Pipeline.Step> steps, Path pipelineFile) {
    return steps.stream().<ReadyStep<?>>map(step -> ReadyStep.of(step, pipelineFile)).toList();
  }

  public static void run(
      List<ReadyStep<?>> steps, JobRunner runner, boolean resume, PrintWriter out) {
    for (int i = 0; i < steps.size(); i++) {
      ReadyStep<?> step = steps.get(i);
      long startedAt = System.nanoTime();
      JobRunner.Outcome outcome = step.run(runner, resume);
      out.printf(
          Locale.ROOT,
          "[%d/%d] %s: %s, %.1f s%n",
          i + 1,
          steps.size(),
          step.name(),
          outcome == JobRunner.Outcome.DONE ? "done" : "up to date",
          (System.nanoTime() - startedAt) / 1e9);
      out.flush();
    }
  }
}
