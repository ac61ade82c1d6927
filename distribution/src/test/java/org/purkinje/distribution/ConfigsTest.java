package org.purkinje.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.pipeline.Pipeline;
import org.purkinje.jobsupport.pipeline.PipelineRunner;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.Jobs;

/** Every file of {@code configs} must be usable as it stands. */
class ConfigsTest {

  private static final Path CONFIGS = Path.of("../configs");

  static Stream<Path> jobConfigs() throws IOException {
    Stream<Path> files = Stream.empty();
    for (String folder :
        List.of("ingest", "preprocessing", "pretraining", "evaluation", "report")) {
      files = Stream.concat(files, yaml(folder));
    }
    return files;
  }

  static Stream<Path> pipelines() throws IOException {
    return yaml("pipelines");
  }

  static Stream<Path> corpora() throws IOException {
    return yaml("corpora");
  }

  @Test
  void findsJobConfigsAndCorpora() throws IOException {
    assertThat(jobConfigs()).isNotEmpty();
    assertThat(corpora()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("jobConfigs")
  void loadsIntoTheConfigOfTheJobThatItIsNamedFor(Path file) {
    String name = file.getFileName().toString();
    List<Job<?>> named =
        Jobs.all().stream().filter(job -> name.matches(job.name() + "(-.*)?\\.yaml")).toList();
    assertThat(named).as("jobs that %s is named for", name).hasSize(1);
    assertThat(named.get(0).read(file, Map.of())).isNotNull();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("pipelines")
  void preparesEveryStep(Path file) {
    Pipeline pipeline = withParameters(file);
    assertThat(PipelineRunner.prepare(pipeline.steps(), file)).hasSameSizeAs(pipeline.steps());
  }

  /** A pipeline may name the root of a project whose corpus lies deeper, for the digests there. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("pipelines")
  void downloadsFromWhereTheCorpusIsPublished(Path file) {
    for (Pipeline.Step step : withParameters(file).steps()) {
      if (step.job().equals("download-corpus")) {
        assertThat(sources(step.set().getOrDefault("corpus", "")))
            .as(step.name())
            .anyMatch(source -> source.startsWith(step.set().getOrDefault("source", "?")));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("corpora")
  void loadsEveryCorpus(Path file) {
    CorpusDescription corpus = ConfigReader.read(file, Map.of(), CorpusDescription.class);
    assertThat(file.getFileName()).hasToString(corpus.name() + ".yaml");
    assertThat(corpus.contains())
        .allSatisfy(
            contained -> assertThat(file.resolveSibling(contained.corpus() + ".yaml")).exists());
  }

  private static Pipeline withParameters(Path file) {
    Map<String, String> parameters =
        new HashMap<>(ConfigReader.read(file, Map.of(), Pipeline.class).parameters());
    parameters.replaceAll((name, value) -> value.isEmpty() ? "given" : value);
    return Pipeline.read(file, "/warehouse", parameters);
  }

  private static List<String> sources(String corpus) {
    Path file = CONFIGS.resolve("corpora").resolve(corpus + ".yaml");
    return ConfigReader.read(file, Map.of(), CorpusDescription.class).sources();
  }

  private static Stream<Path> yaml(String folder) throws IOException {
    Path path = CONFIGS.resolve(folder);
    if (!Files.isDirectory(path)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }
}
