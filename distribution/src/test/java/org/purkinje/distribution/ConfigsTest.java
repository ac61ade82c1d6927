package org.purkinje.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.jobsupport.config.ConfigKeys;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.pipeline.Pipeline;
import org.purkinje.jobsupport.pipeline.PipelineRunner;
import org.purkinje.jobsupport.pipeline.Step;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.Jobs;

/** Every file of {@code configs} must be usable as it stands. */
class ConfigsTest {

  private static final Path CONFIGS = Path.of("../configs");

  /** What is given beside a file that is called as its job is. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "corpus", "mitdb",
          "corpora", "[mitdb, svdb]",
          "folder", "/corpora/mitdb",
          "report", "mine",
          "scope", "mine",
          "title", "Mine",
          "summaries", "[mine]",
          "summary", "mine",
          "pretraining", "mine",
          "source", "s3a://corpora/mitdb");

  /** A download asks the corpus file for its address. */
  @BeforeAll
  static void findTheCorpora() {
    System.setProperty("purkinje.home", "..");
  }

  @AfterAll
  static void forgetTheCorpora() {
    System.clearProperty("purkinje.home");
  }

  static Stream<Path> jobConfigs() throws IOException {
    Stream<Path> files = Stream.empty();
    for (String folder :
        List.of("ingest", "preprocessing", "pretraining", "evaluation", "report", "maintenance")) {
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
    Map<String, String> options = new HashMap<>();
    if (name.equals(named.get(0).name() + ".yaml")) {
      ConfigKeys.of(named.get(0).configType()).stream()
          .map(ConfigKeys.Key::path)
          .filter(OPTIONS::containsKey)
          .filter(key -> !ConfigReader.hasKey(file, key))
          .forEach(key -> options.put(key, OPTIONS.get(key)));
    }
    assertThat(named.get(0).read(file, options)).isNotNull();
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
    for (Step step : withParameters(file).steps()) {
      String address = step.set().getOrDefault("source", "");
      if (step.job().equals("download-corpus") && !address.isEmpty()) {
        assertThat(sources(step.set().getOrDefault("corpus", "")))
            .as(step.name())
            .anyMatch(source -> source.startsWith(address));
      }
    }
  }

  @Test
  void repeatsStepsForTheCorporaOfAPipeline() {
    assertThat(withParameters(CONFIGS.resolve("pipelines/real-sample.yaml")).steps())
        .extracting(Step::name)
        .containsExactly(
            "ingest-mitdb",
            "ingest-cinc2015",
            "overlaps",
            "summarize",
            "window",
            "beats",
            "shard",
            "shard-held-out",
            "pretrain",
            "evaluate",
            "embed",
            "blood-pressure",
            "report");
    assertThat(withParameters(CONFIGS.resolve("pipelines/ingest-sample.yaml")).steps())
        .hasSize(13 + 4 + 3)
        .extracting(Step::name)
        .contains("ingest-mitdb", "ingest-welltory", "label-ptb-xl", "overlaps");
    assertThat(withParameters(CONFIGS.resolve("pipelines/open-corpora.yaml")).steps())
        .hasSize(2 * 18 + 6 + 3)
        .filteredOn(step -> step.name().equals("ingest-qtdb"))
        .singleElement()
        .satisfies(step -> assertThat(step.after()).containsExactly("download-qtdb"));
  }

  @ParameterizedTest
  @MethodSource("corpora")
  void loadsEveryCorpus(Path file) {
    CorpusDescription corpus = CorpusDescription.read(file);
    assertThat(file.getFileName()).hasToString(corpus.name() + ".yaml");
    assertThat(corpus.contains())
        .allSatisfy(
            contained -> assertThat(file.resolveSibling(contained.corpus() + ".yaml")).exists());
    assertThat(corpus.labelMaps())
        .allSatisfy(map -> assertThat(CONFIGS.resolve("label-maps/" + map + ".yaml")).exists());
  }

  private static Pipeline withParameters(Path file) {
    Map<String, String> parameters = new HashMap<>(Pipeline.parse(file).parameters());
    parameters.replaceAll((name, value) -> value.isEmpty() ? "given" : value);
    return Pipeline.read(file, "/warehouse", parameters);
  }

  private static List<String> sources(String corpus) {
    Path file = CONFIGS.resolve("corpora").resolve(corpus + ".yaml");
    return CorpusDescription.read(file).sources();
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
