package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.models.checkpoint.SafetensorsReader;
import org.purkinje.pretrain.exchange.ModelFactsReader;

/** A model leaves a warehouse as a folder and comes back under another name. */
class ExportModelSparkTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path warehouse;
  private static SparkSession spark;
  private static JobRunner runner;

  @TempDir private static Path exported;

  @TempDir private Path folder;
  private Path model;

  @BeforeAll
  static void train() {
    spark = Session.open(warehouse, "local[2]");
    runner = new JobRunner(spark);
    runner.run(new SineShardsJob(), new SineShardsJob.Config("sines", 24), false);
    runner.run(new SineShardsJob(), new SineShardsJob.Config("others", 24, 6), false);
    runner.run(new SineSummaryJob(), new SineSummaryJob.Config("open", "ODC-By-1.0"), false);
    runner.run(new PretrainJob(), TinyPretraining.config("origin", 2, 2), false);
    export("origin", "open", exported.resolve("model"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void copy() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
    for (String name : names(exported.resolve("model"))) {
      Files.copy(exported.resolve("model").resolve(name), model.resolve(name));
    }
  }

  private static void export(String pretraining, String summary, Path folder) {
    runner.run(
        new ExportModelJob(),
        new ExportModelJob.Config(pretraining, CheckpointRole.LAST, summary, folder.toString()),
        false);
  }

  @Test
  void comesBackWithTheSameBytes() throws IOException {
    importAs("back");
    Lake lake = new Lake(spark);
    TrainedModel origin = TrainedModel.of(lake, "origin", CheckpointRole.LAST);
    TrainedModel back = TrainedModel.of(lake, "back", CheckpointRole.LAST);
    assertThat(back.parameters()).isEqualTo(origin.parameters());
    assertThat(back.digest()).isEqualTo(origin.digest());
    assertThat(back.settings()).isEqualTo(origin.settings());
    assertThat(seen(lake, "back")).hasSize(6).isEqualTo(seen(lake, "origin"));
    assertThat(importAs("back")).isEqualTo(JobRunner.Outcome.UP_TO_DATE);
  }

  @Test
  void namesTensorsAsTheCheckpointDoesAndLeavesNothingElse() throws IOException {
    assertThat(names(exported)).containsExactly("model");
    assertThat(names(model))
        .containsExactly("README.md", "config.json", "exposures.jsonl", "model.safetensors");
    try (SafetensorsReader reader =
        SafetensorsReader.open(model.resolve("model.safetensors"), "model")) {
      assertThat(reader.names()).contains("enc_e.patch.weight", "shared.norm.bias", "log_tau");
      assertThat(reader.metadata()).containsEntry("format", "pt");
    }
  }

  /** Oracle: the windows, persons and rounds that the test itself asked for. */
  @Test
  void describesTheModelInWordsAndNumbersOfTheTables() throws IOException {
    String card = Files.readString(model.resolve("README.md"));
    assertThat(card)
        .startsWith("---\nlicense: odc-by\nlibrary_name: purkinje\ntags:\n")
        .contains("| ecg | 125 | 1,250 | 25 |", "| ppg | 125 | 1,250 | 25 |")
        .contains("343,795 parameters", "trained on 96 windows")
        .contains("| `shared` | 50,112 |", "| `log_tau` | 1 |")
        // 48 windows of 10 s of six persons.
        .contains(
            "| sines | 1.2 | Sines \\| and noise | ODC-By-1.0 | names the corpus | 6 | 6 | 48 | 0.133 |")
        .contains("The model has seen 6 persons, 6 records.")
        .contains("| round | windows | held-out explained_variance_e |")
        .contains("| train loss |", "\n| 2 | 96 | ")
        .contains(
            TrainedModel.of(new Lake(spark), "origin", CheckpointRole.LAST).digest(),
            "\"batch-size\":8")
        .contains("Not a medical device", "sites of sines alone")
        .doesNotContain(warehouse.toString(), "null");
    JsonNode config = JSON.readTree(model.resolve("config.json").toFile());
    assertThat(config.at("/objective").asText()).isEqualTo("m2ae");
    assertThat(config.at("/settings/size").asText()).isEqualTo("tiny");
    assertThat(config.at("/inputs/1/name").asText()).isEqualTo("ppg");
    assertThat(config.at("/inputs/1/rate-hz").asDouble()).isEqualTo(125);
    assertThat(config.at("/parameters").asLong()).isEqualTo(343_795);
    assertThat(config.at("/exposures/persons").asInt()).isEqualTo(6);
    assertThat(config.at("/training/config/batch-size").asInt()).isEqualTo(8);
  }

  @Test
  void leavesNoFolderWhereALicenceForbidsIt() throws IOException {
    runner.run(
        new SineSummaryJob(),
        new SineSummaryJob.Config("closed", "PhysioNet-Credentialed-1.5.0"),
        false);
    Path before = folder.resolve("before");
    Files.move(model, before);
    assertThatThrownBy(() -> export("origin", "closed", model))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("corpus sines, licence 'PhysioNet-Credentialed-1.5.0': a model");
    assertThat(names(folder)).containsExactly("before");
  }

  @Test
  void carriesARestrictionIntoTheCardAndRefusesCorporaOfUnknownLicence() throws IOException {
    runner.run(
        new SineSummaryJob(),
        new SineSummaryJob.Config("nc", "ODbL-1.0 AND CC-BY-NC-SA-4.0"),
        false);
    export("origin", "nc", model);
    assertThat(Files.readString(model.resolve("README.md")))
        .startsWith(
            "---\nlicense: other\nlicense_name: \"CC-BY-NC-SA-4.0 AND ODbL-1.0\"\nlicense_link: README.md\n")
        .contains("**No commercial use**: CC-BY-NC-SA-4.0.");
    runner.run(new SineSummaryJob(), new SineSummaryJob.Config("other", "MIT"), false);
    new Lake(spark)
        .replace(org.purkinje.jobsupport.table.CorpusSummaryTable.TABLE, "other", List.of());
    assertThatThrownBy(
            () ->
                new ModelFactsReader(new Lake(spark), pretrained("origin"), "other")
                    .read("m2ae", settings(), folder.resolve("seen")))
        .hasMessage(
            "corpus sines: pretraining origin has seen it, and its licence is not known: scope other of corpus_summary has []; run summarize-corpora over it too");
  }

  private static PretrainedModel pretrained(String name) {
    TrainedModel trained = TrainedModel.of(new Lake(spark), name, CheckpointRole.LAST);
    return new PretrainedModel(name, trained.run(), trained.digest());
  }

  private static Map<String, String> settings() {
    return TrainedModel.of(new Lake(spark), "origin", CheckpointRole.LAST).settings();
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.writeString(model.resolve("thesis.tex"), "years of work");
    assertThatThrownBy(() -> export("origin", "open", model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(model + ": holds thesis.tex besides what would be replaced; give a new folder");
    assertThat(model.resolve("thesis.tex")).exists();
  }

  @Test
  void checksAnImportedModelAgainstWhatItHasSeen() {
    importAs("graded");
    runner.run(new EvaluatePretrainingJob(), evaluation("graded", "others"), false);
    assertThat(disjoint("graded-others")).containsOnly(true);
    assertThatThrownBy(
            () -> runner.run(new EvaluatePretrainingJob(), evaluation("graded", "sines"), false))
        .hasMessageContaining("shared with pretraining graded")
        .hasMessageContaining("sines/s0");
  }

  @Test
  void callsNobodyUnseenByAModelOfWhichThatIsNotRecorded() throws IOException {
    change("config.json", text -> text.replaceFirst("(?s),\\s*\"exposures\".*", "}"));
    importAs("unrecorded");
    runner.run(new EvaluatePretrainingJob(), evaluation("unrecorded", "others"), false);
    assertThat(disjoint("unrecorded-others")).containsOnlyNulls();
    assertThat(metrics("unrecorded-others").get(0).<String>getAs("certificate"))
        .startsWith("unknown whether disjoint from pretraining unrecorded")
        .endsWith(
            "not known: whether sines was trained on is not on record, as the model was imported"
                + " without its exposures");

    runner.run(
        new PretrainJob(),
        TinyPretraining.continued(TinyPretraining.config("goes-on", 1, 1), "sines", "unrecorded"),
        false);
    runner.run(new EvaluatePretrainingJob(), evaluation("goes-on", "others"), false);
    assertThat(disjoint("goes-on-others")).containsOnlyNulls();
    assertThatThrownBy(() -> export("goes-on", "open", model))
        .hasMessageStartingWith(
            "pretraining goes-on goes back to a model that was imported without exposures.jsonl");
  }

  @Test
  void embedsAndContinuesFromAnImportedModel() {
    importAs("used");
    runner.run(new SineWindowsJob(), new SineWindowsJob.Config("sines"), false);
    runner.run(
        new EmbedWindowsJob(),
        new EmbedWindowsJob.Config(
            "of-used", "used", CheckpointRole.LAST, "sines", List.of("sines"), "all", 64),
        false);
    assertThat(new Lake(spark).read(EmbeddingsTable.TABLE, "of-used").isEmpty()).isFalse();
    runner.run(
        new PretrainJob(),
        TinyPretraining.continued(TinyPretraining.config("longer", 1, 1), "others", "used"),
        false);
    assertThat(new Lake(spark).read(ExposuresTable.TABLE, "longer").count()).isEqualTo(12);
    export("longer", "open", model);
    assertThatThrownBy(() -> export("used", "open", model))
        .hasMessage(
            "pretraining used was imported, and nothing was trained on it here; pass on the folder that it came from");
  }

  private JobRunner.Outcome importAs(String pretraining) {
    return runner.run(
        new ImportModelJob(), new ImportModelJob.Config(pretraining, model.toString()), false);
  }

  private void change(String name, UnaryOperator<String> change) throws IOException {
    Path file = model.resolve(name);
    String text = Files.readString(file);
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file, changed);
  }

  private static EvaluatePretrainingJob.Config evaluation(String pretraining, String shardSet) {
    return new EvaluatePretrainingJob.Config(
        pretraining + "-" + shardSet,
        pretraining,
        CheckpointRole.LAST,
        shardSet,
        "none",
        1000,
        16,
        2,
        100,
        0.95,
        3);
  }

  private static List<Row> metrics(String evaluation) {
    return new Lake(spark).read(MetricsTable.TABLE, evaluation).collectAsList();
  }

  private static List<Boolean> disjoint(String evaluation) {
    return metrics(evaluation).stream().map(row -> row.<Boolean>getAs("disjoint")).toList();
  }

  private static List<Row> seen(Lake lake, String pretraining) {
    return lake.read(ExposuresTable.TABLE, pretraining)
        .drop("pretraining", "run")
        .orderBy("record")
        .collectAsList();
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
