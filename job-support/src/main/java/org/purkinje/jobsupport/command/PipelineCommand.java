package org.purkinje.jobsupport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.purkinje.jobsupport.pipeline.Pipeline;
import org.purkinje.jobsupport.pipeline.PipelineRunner;
import org.purkinje.jobsupport.run.JobRunner;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--resume",
      description = "continue unfinished training from its latest checkpoint")
  private boolean resume;

  @Override
  public Integer call() {
    run(
        purkinje.common(),
        file,
        purkinje.common().overrides(),
        from,
        only,
        resume,
        spec.commandLine().getOut());
    return 0;
  }

  static void run(
      CommonOptions common,
      Path file,
      Map<String, String> parameters,
      String from,
      String only,
      boolean resume,
      PrintWriter out) {
    Pipeline pipeline =
        ConfigCheck.check(() -> Pipeline.read(file, common.warehouse(), parameters));
    List<PipelineRunner.ReadyStep<?>> steps =
        ConfigCheck.check(() -> PipelineRunner.prepare(pipeline.steps(from, only), file));
    try (SparkSession spark = common.session()) {
      PipelineRunner.run(steps, new JobRunner(spark), resume, out);
      if (only.isEmpty()) {
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
  }
}
