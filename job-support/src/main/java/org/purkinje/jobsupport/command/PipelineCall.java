package org.purkinje.jobsupport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.pipeline.Pipeline;
import org.purkinje.jobsupport.pipeline.PipelineRunner;
import org.purkinje.jobsupport.run.JobRunner;

/**
 * One run of a pipeline file.
 *
 * @param parameters values of the file's parameters, taken over its own
 * @param from step to start with; empty for the first
 * @param only the one step to run; empty for all
 * @param mode how each step begins
 */
record PipelineCall(
    Path file, Map<String, String> parameters, String from, String only, JobRunner.Mode mode) {

  static PipelineCall whole(Path file) {
    return new PipelineCall(file, Map.of(), "", "", JobRunner.Mode.NORMAL);
  }

  /** Checks every config, runs the steps, then prints what the pipeline shows at its end. */
  void run(CommonOptions common, PrintWriter out) {
    Pipeline pipeline =
        ConfigCheck.check(() -> Pipeline.read(file, common.warehouse(), parameters));
    List<PipelineRunner.ReadyStep<?>> steps =
        ConfigCheck.check(() -> PipelineRunner.prepare(pipeline.steps(from, only), file));
    try (SparkSession spark = common.session()) {
      new PipelineRunner(new JobRunner(spark), mode, out).run(steps);
      if (only.isEmpty()) {
        show(pipeline, spark, out);
      }
    }
  }

  private static void show(Pipeline pipeline, SparkSession spark, PrintWriter out) {
    for (Pipeline.Query query : pipeline.show()) {
      out.println();
      out.println(query.title());
      ResultFormat.TABLE.print(spark.sql(query.sql()), out);
    }
    out.println();
    pipeline.closing().forEach(out::println);
    out.flush();
  }
}
