package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.EmbeddingsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.models.checkpoint.NamedTensor;
import org.purkinje.models.checkpoint.SafetensorsReader;
import org.purkinje.models.checkpoint.SafetensorsWriter;

/** A model leaves a warehouse as a folder and comes back under another name. */
class ExportModelSparkTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path warehouse;
  private static SparkSession spark;
  private static JobRunner runner;

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
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void export() {
    model = folder.resolve("model");
    export("origin", "open");
  }

  private void export(String pretraining, String summary) {
    runner.run(
        new ExportModelJob(),
        new ExportModelJob.Config(pretraining, summary, model.toString()),
        JobRunner.Mode.FORCE);
  }

  @Test
  void comesBackWithTheSameBytes() throws IOException {
    importAs("back");
    Lake lake = new Lake(spark);
    TrainedModel origin = TrainedModel.of(lake, "origin");
    TrainedModel back = TrainedModel.of(lake, "back");
    assertThat(back.parameters()).isEqualTo(origin.parameters());
    assertThat(back.digest()).isEqualTo(origin.digest());
    assertThat(back.settings()).isEqualTo(origin.settings());
    assertThat(seen(lake, "back")).hasSize(6).isEqualTo(seen(lake, "origin"));
    assertThat(importAs("back")).isEqualTo(JobRunner.Outcome.UP_TO_DATE);
  }

  @Test
  void namesTensorsAsTheCheckpointDoesAndLeavesNothingElse() throws IOException {
    assertThat(names(folder)).containsExactly("model");
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
        .contains(TrainedModel.of(new Lake(spark), "origin").digest(), "\"batchSize\":8")
        .contains("Not a medical device", "sites of sines alone")
        .doesNotContain(warehouse.toString(), "null");
    JsonNode config = JSON.readTree(model.resolve("config.json").toFile());
    assertThat(config.at("/objective").asText()).isEqualTo("m2ae");
    assertThat(config.at("/settings/size").asText()).isEqualTo("tiny");
    assertThat(config.at("/inputs/1/name").asText()).isEqualTo("ppg");
    assertThat(config.at("/inputs/1/rate-hz").asDouble()).isEqualTo(125);
    assertThat(config.at("/parameters").asLong()).isEqualTo(343_795);
    assertThat(config.at("/exposures/persons").asInt()).isEqualTo(6);
    assertThat(config.at("/training/config/batchSize").asInt()).isEqualTo(8);
  }

  @Test
  void leavesNoFolderWhereALicenceForbidsIt() throws IOException {
    runner.run(
        new SineSummaryJob(),
        new SineSummaryJob.Config("closed", "PhysioNet-Credentialed-1.5.0"),
        false);
    Path before = folder.resolve("before");
    Files.move(model, before);
    assertThatThrownBy(() -> export("origin", "closed"))
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
    export("origin", "nc");
    assertThat(Files.readString(model.resolve("README.md")))
        .startsWith(
            "---\nlicense: other\nlicense_name: \"CC-BY-NC-SA-4.0 AND ODbL-1.0\"\nlicense_link: README.md\n")
        .contains("**No commercial use**: CC-BY-NC-SA-4.0.");
    runner.run(new SineSummaryJob(), new SineSummaryJob.Config("other", "MIT"), false);
    new Lake(spark)
        .replace(org.purkinje.jobsupport.table.CorpusSummaryTable.TABLE, "other", List.of());
    assertThatThrownBy(
            () ->
                new org.purkinje.pretrain.exchange.ModelFactsReader(
                        new Lake(spark), pretrained("origin"), "other")
                    .read("m2ae", settings(), folder.resolve("seen")))
        .hasMessage(
            "corpus sines: pretraining origin has seen it, and its licence is not known: scope other of corpus_summary has []; run summarize-corpora over it too");
  }

  private static org.purkinje.jobsupport.certificate.PretrainedModel pretrained(String name) {
    TrainedModel trained = TrainedModel.of(new Lake(spark), name);
    return new org.purkinje.jobsupport.certificate.PretrainedModel(
        name, trained.run(), trained.digest());
  }

  private static Map<String, String> settings() {
    return TrainedModel.of(new Lake(spark), "origin").settings();
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.writeString(model.resolve("thesis.tex"), "years of work");
    assertThatThrownBy(() -> export("origin", "open"))
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
    assertThatThrownBy(() -> export("goes-on", "open"))
        .hasMessageStartingWith(
            "pretraining goes-on goes back to a model that was imported without exposures.jsonl");
  }

  @Test
  void embedsAndContinuesFromAnImportedModel() {
    importAs("used");
    runner.run(new SineWindowsJob(), new SineWindowsJob.Config("sines"), false);
    runner.run(
        new EmbedWindowsJob(),
        new EmbedWindowsJob.Config("of-used", "used", "sines", List.of("sines"), "all", 64),
        false);
    runner.run(
        new EmbedWindowsJob(),
        new EmbedWindowsJob.Config("of-origin", "origin", "sines", List.of("sines"), "all", 64),
        false);
    assertThat(vectors("of-used")).isNotEmpty().isEqualTo(vectors("of-origin"));
    runner.run(
        new PretrainJob(),
        TinyPretraining.continued(TinyPretraining.config("longer", 1, 1), "others", "used"),
        false);
    assertThat(new Lake(spark).read(ExposuresTable.TABLE, "longer").count()).isEqualTo(12);
    export("longer", "open");
    assertThatThrownBy(() -> export("used", "open"))
        .hasMessage(
            "pretraining used was imported, and nothing was trained on it here; pass on the folder that it came from");
  }

  @Test
  void widensHalfFloatsAndRefusesOtherTypes() throws IOException {
    change("config.json", text -> text.replaceFirst("\"parameters-sha256\" : \"[^\"]*\",", ""));
    rewrite("log_tau", "BF16", List.of(), new byte[] {0x20, (byte) 0xc0});
    importAs("halves");
    float[] parameters = TrainedModel.of(new Lake(spark), "halves").parameters();
    assertThat(parameters[parameters.length - 1]).isEqualTo(-2.5f);

    rewrite("log_tau", "I32", List.of(), new byte[4]);
    assertRefuses(
        "tensor log_tau: must be float32, float16 or bfloat16, got I32; save it as float32");
  }

  @Test
  void refusesTensorsThatAreNotTheModels() throws IOException {
    change("config.json", text -> text.replaceFirst("\"parameters-sha256\" : \"[^\"]*\",", ""));
    Path file = model.resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(file);
    rewrite("log_tau", "F32", List.of(1L), new byte[4]);
    assertRefuses("tensor log_tau: must have shape [], got [1]");
    rewrite("log_tau", "F32", List.of(), new byte[] {0, 0, (byte) 0xc0, 0x7f});
    assertRefuses("tensor log_tau: element 0 must be finite, got NaN");
    rename("log_tau", "log_ta");
    assertRefuses("tensor log_ta: must be one of the model's; it has none of this name");
    rewrite("log_tau", null, List.of(), new byte[0]);
    assertRefuses("tensor log_tau: must be in the file; it has other tensors");
    Files.write(file, whole);
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(whole.length - 5);
    }
    assertRefuses("the file is truncated or was changed");
  }

  @Test
  void refusesFilesThatWereChangedOrAreGone() throws IOException {
    rewrite("log_tau", "F32", List.of(), new byte[4]);
    assertImportFails(
        model.resolve("model.safetensors") + ": parameters: must have SHA-256 ",
        "leave that key out to import another model");
    export("origin", "open");
    change("exposures.jsonl", text -> text.lines().skip(1).reduce("", (a, b) -> a + b + "\n"));
    assertImportFails(
        model.resolve("exposures.jsonl") + ": file: must have SHA-256 ", "export the model again");
    Files.delete(model.resolve("exposures.jsonl"));
    assertImportFails(
        model.resolve("exposures.jsonl") + ": file: must be there, as config.json names it",
        "import it as one that has seen nobody knows whom");
    change("config.json", text -> text.replace("\"mask-ratio\"", "\"mask-rate\""));
    assertImportFails(
        model.resolve("config.json")
            + ": objective and settings: settings.mask-rate: unknown key mask-rate, did you mean",
        "lists the settings of each objective");
    change("config.json", text -> "{\"settings\": {}}");
    assertImportFails(
        model.resolve("config.json") + ": objective: must be given, it is absent", "lists them");
  }

  private void assertRefuses(String problem) {
    assertImportFails(
        model.resolve("model.safetensors") + ": ", "the settings that they are of in config.json");
    assertThatThrownBy(() -> importAs("wrong")).hasMessageContaining(problem);
  }

  private void assertImportFails(String start, String end) {
    assertThatThrownBy(() -> importAs("wrong"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(start)
        .hasMessageEndingWith(end);
  }

  private JobRunner.Outcome importAs(String pretraining) {
    return runner.run(
        new ImportModelJob(), new ImportModelJob.Config(pretraining, model.toString()), false);
  }

  private void change(String name, java.util.function.UnaryOperator<String> change)
      throws IOException {
    Path file = model.resolve(name);
    String text = Files.readString(file);
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file, changed);
  }

  /** Writes the file anew with one tensor of another type, or without it. */
  private void rewrite(String name, String type, List<Long> shape, byte[] bytes)
      throws IOException {
    Path file = model.resolve("model.safetensors");
    List<NamedTensor> tensors = new ArrayList<>(tensors(file, name));
    // The last tensor, so its entry in the header is changed by hand.
    if (type != null) {
      tensors.add(new NamedTensor(name, List.of(), java.nio.FloatBuffer.wrap(new float[] {1})));
    }
    SafetensorsWriter.write(file, Map.of(), tensors);
    if (type == null) {
      return;
    }
    byte[] all = Files.readAllBytes(file);
    int length = java.nio.ByteBuffer.wrap(all).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(0);
    var header =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            JSON.readTree(new String(all, 8, length, java.nio.charset.StandardCharsets.UTF_8));
    var entry = (com.fasterxml.jackson.databind.node.ObjectNode) header.get(name);
    entry.put("dtype", type);
    var sizes = entry.putArray("shape");
    shape.forEach(sizes::add);
    long from = entry.get("data_offsets").get(0).asLong();
    entry.putArray("data_offsets").add(from).add(from + bytes.length);
    byte[] text = JSON.writeValueAsBytes(header);
    var out =
        java.nio.ByteBuffer.allocate(8 + text.length + (int) from + bytes.length)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.putLong(text.length).put(text).put(all, 8 + length, (int) from).put(bytes);
    Files.write(file, out.array());
  }

  private void rename(String name, String to) throws IOException {
    Path file = model.resolve("model.safetensors");
    List<NamedTensor> tensors = new ArrayList<>(tensors(file, name));
    tensors.add(new NamedTensor(to, List.of(), java.nio.FloatBuffer.wrap(new float[] {1})));
    SafetensorsWriter.write(file, Map.of(), tensors);
  }

  private static List<NamedTensor> tensors(Path file, String without) throws IOException {
    List<NamedTensor> tensors = new ArrayList<>();
    try (SafetensorsReader reader = SafetensorsReader.open(file, "model")) {
      for (String name : reader.names()) {
        if (!name.startsWith(without.substring(0, without.length() - 1))) {
          long length = reader.shape(name).stream().reduce(1L, Math::multiplyExact);
          java.nio.FloatBuffer values = java.nio.FloatBuffer.allocate((int) length);
          reader.read(name, values);
          tensors.add(new NamedTensor(name, reader.shape(name), values.flip()));
        }
      }
    }
    return tensors;
  }

  private static EvaluatePretrainingJob.Config evaluation(String pretraining, String shardSet) {
    return new EvaluatePretrainingJob.Config(
        pretraining + "-" + shardSet, pretraining, shardSet, 1000, 16, 2, 100, 0.95, 3);
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

  private static List<Row> vectors(String set) {
    return new Lake(spark)
        .read(EmbeddingsTable.TABLE, set)
        .select("window_id", "modalities", "vector")
        .orderBy("window_id", "modalities")
        .collectAsList();
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
