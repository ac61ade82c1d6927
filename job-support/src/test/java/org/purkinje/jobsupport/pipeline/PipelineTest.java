package org.purkinje.jobsupport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.WriteNumbersJob;

/** A pipeline's mistakes must be found before its first step has run for an hour. */
class PipelineTest {

  private static final String YAML =
      """
      parameters: {count: "3", source: ""}
      steps:
        - name: write
          job: write-numbers
          config: write-numbers-tiny.yaml
          set: {count: "{count}", source: "{source}"}
          after: []
        - name: sum
          job: sum-numbers
          config: sum-numbers-tiny.yaml
          set: {}
          after: [write]
      show:
        - {title: Sums, sql: "select * from sums"}
      closing: ["{count} numbers are in {warehouse}"]
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeConfigs() throws IOException {
    file = folder.resolve("tiny.yaml");
    Files.writeString(
        folder.resolve("write-numbers-tiny.yaml"), "number-set: tiny\nsource: none\ncount: 1\n");
    Files.writeString(folder.resolve("sum-numbers-tiny.yaml"), "number-set: tiny\n");
  }

  @Test
  void fillsParametersIntoStepsAndClosingLines() throws IOException {
    Pipeline pipeline = read(YAML, Map.of("source", "/data", "count", "5"));
    assertThat(pipeline.steps().get(0).set()).isEqualTo(Map.of("count", "5", "source", "/data"));
    assertThat(pipeline.closing()).containsExactly("5 numbers are in /lake");
  }

  @Test
  void fillsDefaultsWhereNothingIsGiven() throws IOException {
    assertThat(read(YAML, Map.of("source", "/data")).steps().get(0).set())
        .containsEntry("count", "3");
  }

  @Test
  void choosesStepsByFromAndOnly() throws IOException {
    Pipeline pipeline = read(YAML, Map.of("source", "/data"));
    assertThat(pipeline.steps("", "")).isEqualTo(pipeline.steps());
    assertThat(pipeline.steps("sum", "")).extracting(Pipeline.Step::name).containsExactly("sum");
    assertThat(pipeline.steps("", "write"))
        .extracting(Pipeline.Step::name)
        .containsExactly("write");
    assertThatThrownBy(() -> pipeline.steps("", "summ"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no step named summ, did you mean sum? Steps: sum, write");
  }

  @Test
  void refusesAnUnknownJob() {
    assertRefused(
        YAML.replace("job: sum-numbers", "job: sum-number"),
        ": line 2: steps: no job named sum-number, did you mean sum-numbers? There are:"
            + " sum-numbers, write-numbers");
  }

  @Test
  void refusesAStepAfterALaterOne() {
    assertRefused(
        YAML.replace("after: []", "after: [sum]"),
        ": line 2: steps: write comes after sum, which is not a step before it");
  }

  @Test
  void refusesTwoStepsOfOneName() {
    assertRefused(YAML.replace("name: sum", "name: write"), ": line 2: steps: two are named write");
  }

  @Test
  void refusesAPipelineWithoutSteps() {
    assertRefused(
        "parameters: {}\nsteps: []\nshow: []\nclosing: []\n",
        ": line 2: steps: must be at least one, got none");
  }

  @Test
  void refusesAParameterWithoutAValue() {
    assertThatThrownBy(() -> read(YAML, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": parameter source has no value; give it with --set source=…");
  }

  @Test
  void refusesAnUnknownParameter() {
    assertThatThrownBy(() -> read(YAML, Map.of("sourc", "/data")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": no parameter named sourc, did you mean source?");
    assertThatThrownBy(
            () ->
                read(YAML.replace("{count: \"3\", source: \"\"}", "{}"), Map.of("source", "/data")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": no parameter named source; this pipeline has none");
  }

  @Test
  void refusesAPlaceholderThatNamesNoParameter() {
    assertThatThrownBy(
            () -> read(YAML.replace("\"{source}\"", "\"{sourcee}\""), Map.of("source", "/data")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": no parameter named sourcee, did you mean source?");
  }

  @Test
  void preparesEveryConfigBeforeTheFirstStepRuns() throws IOException {
    Pipeline pipeline = read(YAML, Map.of("source", "/data"));
    assertThat(PipelineRunner.prepare(pipeline.steps(), file))
        .extracting(PipelineRunner.ReadyStep::config)
        .first()
        .isEqualTo(new WriteNumbersJob.Config("tiny", "/data", 3));

    Path last = Files.writeString(folder.resolve("sum-numbers-tiny.yaml"), "numberset: tiny\n");
    assertThatThrownBy(() -> PipelineRunner.prepare(pipeline.steps(), file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            last
                + ": line 1: unknown key numberset, did you mean number-set? Keys here: number-set");
  }

  private Pipeline read(String yaml, Map<String, String> given) throws IOException {
    Files.writeString(file, yaml);
    return Pipeline.read(file, "/lake", given);
  }

  private void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml, Map.of("source", "/data")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + message);
  }
}
