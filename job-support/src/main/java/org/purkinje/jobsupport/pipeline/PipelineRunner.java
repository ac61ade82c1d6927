package org.purkinje.jobsupport.pipeline;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.purkinje.jobsupport.run.Failure;
import org.purkinje.jobsupport.run.Interruption;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a pipeline's steps, in order; a step whose inputs, config and code are as before does
 * no work.
 */
public final class PipelineRunner {

  /**
   * A step with its config read and checked.
   *
   * @param after names of steps that must have been done before
   */
  public record ReadyStep<C extends Record>(String name, Job<C> job, C config, List<String> after) {

    static ReadyStep<?> of(Step step, Path pipelineFile) {
      return of(step, Jobs.named(step.job()), pipelineFile);
    }

    private static <C extends Record> ReadyStep<C> of(Step step, Job<C> job, Path pipelineFile) {
      Path config = pipelineFile.toAbsolutePath().resolveSibling(step.config()).normalize();
      return new ReadyStep<>(step.name(), job, job.read(config, step.set()), step.after());
    }

    private JobRunner.Outcome run(JobRunner runner, JobRunner.Mode mode) {
      return runner.run(job, config, mode);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(PipelineRunner.class);

  private final JobRunner runner;
  private final JobRunner.Mode mode;
  private final PrintWriter out;
  private final Set<String> failed = new LinkedHashSet<>();
  private final Set<String> leftOut = new LinkedHashSet<>();

  /**
   * @param mode how each step begins
   * @param out gets a line for each step
   */
  public PipelineRunner(JobRunner runner, JobRunner.Mode mode, PrintWriter out) {
    this.runner = runner;
    this.mode = mode;
    this.out = out;
  }

  /**
   * Reads the configs of all steps, so that a misspelt key in the last is known before the first
   * runs.
   */
  public static List<ReadyStep<?>> prepare(List<Step> steps, Path pipelineFile) {
    return steps.stream().<ReadyStep<?>>map(step -> ReadyStep.of(step, pipelineFile)).toList();
  }

  /**
   * Runs the steps. After one that fails, those that need it are left out and the others run.
   *
   * @throws IllegalStateException at the end, if a step failed, or after a step that was
   *     interrupted
   */
  public void run(List<ReadyStep<?>> steps) {
    for (int i = 0; i < steps.size(); i++) {
      ReadyStep<?> step = steps.get(i);
      out.printf(Locale.ROOT, "[%d/%d] %s: %s%n", i + 1, steps.size(), step.name(), outcome(step));
      out.flush();
      if (Interruption.isRequested()) {
        throw new IllegalStateException("interrupted after step " + step.name());
      }
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          "%d of %d steps failed: %s%s"
              .formatted(
                  failed.size(),
                  steps.size(),
                  String.join(", ", failed),
                  leftOut.isEmpty() ? "" : "; left out: " + String.join(", ", leftOut)));
    }
  }

  private String outcome(ReadyStep<?> step) {
    for (String before : step.after()) {
      if (failed.contains(before) || leftOut.contains(before)) {
        leftOut.add(step.name());
        return "left out, because it comes after " + before;
      }
    }
    long startedAt = System.nanoTime();
    String outcome;
    try {
      outcome = step.run(runner, mode) == JobRunner.Outcome.DONE ? "done" : "up to date";
    } catch (Throwable e) {
      LOG.error("step {} failed", step.name(), e);
      failed.add(step.name());
      outcome = Interruption.isRequested() ? "interrupted" : "failed: " + Failure.line(e);
    }
    return String.format(Locale.ROOT, "%s, %.1f s", outcome, (System.nanoTime() - startedAt) / 1e9);
  }
}
