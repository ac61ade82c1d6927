package org.purkinje.jobsupport.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(pipeline.steps("sum", "")).extracting(Step::name).containsExactly("sum");
    assertThat(pipeline.steps("", "write")).extracting(Step::name).containsExactly("write");
    assertThatThrownBy(() -> pipeline.steps("", "summ"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no step named summ, did you mean sum? Steps: sum, write");
  }

  @Test
  void refusesAnUnknownJob() {
    assertRefused(
        YAML.replace("job: sum-numbers", "job: sum-number"),
        ": line 2: steps: no job named sum-number, did you mean sum-numbers? There are:"
            + " clean-warehouse, sum-numbers, write-numbers");
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

  private static final String CORPORA =
      """
      parameters: {folder: "/data"}
      renamed: {corpora: folder}
      corpora: [mitdb, svdb]
      steps:
        - {name: first, job: write-numbers, config: a.yaml}
        - name: write
          for-each: corpora
          job: write-numbers
          config: write-numbers-tiny.yaml
          set: {number-set: "{corpus}", source: "{folder}/{corpus}"}
          set-for:
            svdb: {source: "{folder}/misc/{corpus}", count: "2"}
          after: [first]
        - name: sum
          for-each: corpora
          job: sum-numbers
          config: sum-numbers-tiny.yaml
          set: {number-set: "{corpus}"}
          after: [first, write]
        - {name: all, job: sum-numbers, config: a.yaml, set: {sets: "{corpora}"}, after: [first, sum]}
        - {name: one, job: sum-numbers, config: a.yaml, after: [sum-svdb]}
      """;

  @Test
  void repeatsAStepForEachCorpus() throws IOException {
    Pipeline pipeline = read(CORPORA, Map.of());
    assertThat(pipeline.steps())
        .extracting(Step::name)
        .containsExactly(
            "first", "write-mitdb", "write-svdb", "sum-mitdb", "sum-svdb", "all", "one");
    assertThat(pipeline.steps().get(1).set())
        .isEqualTo(Map.of("number-set", "mitdb", "source", "/data/mitdb"));
    assertThat(pipeline.steps().get(2).set())
        .isEqualTo(Map.of("number-set", "svdb", "source", "/data/misc/svdb", "count", "2"));
    assertThat(pipeline.steps().get(5).set()).isEqualTo(Map.of("sets", "[mitdb, svdb]"));
  }

  @Test
  void comesAfterTheStepOfTheSameCorpusOrAfterAll() throws IOException {
    assertThat(read(CORPORA, Map.of()).steps())
        .extracting(Step::after)
        .containsExactly(
            List.of(),
            List.of("first"),
            List.of("first"),
            List.of("first", "write-mitdb"),
            List.of("first", "write-svdb"),
            List.of("first", "sum-mitdb", "sum-svdb"),
            List.of("sum-svdb"));
  }

  @Test
  void takesAParameterByTheNameThatItHadBefore() throws IOException {
    assertThat(read(CORPORA, Map.of("corpora", "/other")).steps().get(1).set())
        .containsEntry("source", "/other/mitdb");
    assertRefused(
        CORPORA.replace("{corpora: folder}", "{corpora: foldr}"),
        ": line 2: renamed: corpora is now foldr, which is no parameter");
  }

  @Test
  void refusesListsOfCorporaThatCannotBeMeant() {
    assertRefused(
        CORPORA.replace("[mitdb, svdb]", "[mitdb, svdb, mitdb]"),
        ": line 3: corpora: must name each corpus once, got [mitdb, svdb, mitdb]");
    assertRefused(
        CORPORA.replace("corpora: [mitdb, svdb]\n", ""),
        ": top level: corpora: must name one or more, as the step write is for each");
    assertRefused(
        CORPORA.replace("for-each: corpora", "for-each: corpus"),
        ": line 4: steps: for-each of write must be corpora, got corpus");
    assertRefused(
        CORPORA.replace("  svdb: {source", "  svbd: {source"),
        ": line 4: steps: set-for of write: no corpus svbd, did you mean svdb?");
    assertRefused(
        CORPORA.replaceFirst("    for-each: corpora\n", ""),
        ": line 4: steps: write has set-for, but not for-each: corpora");
    assertRefused(
        CORPORA.replace("folder: \"/data\"", "folder: \"/data\", corpora: \"x\""),
        ": line 1: parameters: {corpora} is the list of corpora; call the parameter something else");
    assertRefused(
        CORPORA.replace("set: {sets: \"{corpora}\"}", "set: {sets: \"{corpus}\"}"),
        ": no parameter named corpus, did you mean folder?");
  }

  private Pipeline read(String yaml, Map<String, String> given) throws IOException {
    Files.writeString(file, yaml);
    return Pipeline.read(file, "/lake", given);
  }

  private void assertRefused(String yaml, String message) {
    Map<String, String> given =
        yaml.contains("source: \"\"") ? Map.of("source", "/data") : Map.of();
    assertThatThrownBy(() -> read(yaml, given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + message);
  }
}
