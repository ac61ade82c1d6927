package org.purkinje.jobsupport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.jobsupport.run.NumbersProcess;
import org.purkinje.jobsupport.run.Session;

/** Ctrl-C in a terminal, and what Airflow or a service manager sends to end a task. */
class InterruptedCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void saysSoAndMarksTheRun(String signal, int exitCode) throws Exception {
    Path warehouse = folder.resolve("lake");
    Path source = Files.writeString(folder.resolve("source.txt"), "a");
    Files.writeString(
        folder.resolve("write.yaml"), "number-set: a\nsource: %s\ncount: 3\n".formatted(source));
    Path pipeline =
        Files.writeString(
            folder.resolve("p.yaml"),
            """
            parameters: {}
            steps:
              - {name: write, job: write-numbers, config: write.yaml, set: {}, after: []}
              - {name: again, job: write-numbers, config: write.yaml, set: {number-set: b}, after: []}
            show: []
            closing: []
            """);
    List<String> command =
        List.of(
            "--warehouse",
            warehouse.toString(),
            "--master",
            "local[1]",
            "pipeline",
            pipeline.toString());
    try (NumbersProcess process =
        NumbersProcess.start(folder.resolve("out"), folder.resolve("gate"), command)) {
      process.awaitText("rows are written");
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.handle().pid()))
          .start()
          .waitFor();
      assertThat(process.awaitEnd()).as(process.printed()).isEqualTo(exitCode);
      assertThat(process.printed().replaceAll("\\d+\\.\\d s", "0.0 s"))
          .isEqualTo(
              """
              rows are written
              [1/2] write: interrupted, 0.0 s
              purkinje: interrupted by SIG%s; the same command does what is left, and --resume lets training go on from its last checkpoint
              """
                  .formatted(signal));
    }
    try (SparkSession spark = Session.open(warehouse, "local[1]")) {
      assertThat(
              spark
                  .sql("select status from runs order by coalesce(ended_at, started_at)")
                  .collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactly("started", "interrupted");
    }
  }
}
