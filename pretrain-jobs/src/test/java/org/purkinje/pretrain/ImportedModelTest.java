package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.training.ObjectiveFactory;

/** Folders that this program or another one may have written, whole and broken; without Spark. */
class ImportedModelTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PretrainedModel MODEL = new PretrainedModel("in", "run", "digest");
  private static final String SETTINGS =
      "{\"signal\": \"ppg\", \"patches\": \"4\", \"patch-samples\": \"5\", \"width\": \"4\","
          + " \"depth\": \"1\", \"decoder-width\": \"4\", \"decoder-depth\": \"1\","
          + " \"heads\": \"2\", \"mask-ratio\": \"0.5\"}";

  @TempDir private Path folder;

  /** A tensor as it goes to a file. */
  private record Stored(String type, List<Long> shape, byte[] bytes) {}

  private final Map<String, Stored> tensors = new LinkedHashMap<>();
  private String first = "";

  @BeforeEach
  void writeModelAsAnotherProgramWould() throws IOException {
    config("{\"objective\": \"mae\", \"settings\": " + SETTINGS + "}");
    Map<String, String> settings = JSON.readValue(SETTINGS, new TypeReference<>() {});
    for (ParameterSpec spec : ObjectiveFactory.create("mae", settings).layout().specs()) {
      byte[] bytes = new byte[(int) spec.length() * Float.BYTES];
      Arrays.fill(bytes, (byte) 0x3f);
      tensors.put(spec.name(), new Stored("F32", spec.shape(), bytes));
    }
    first = tensors.keySet().iterator().next();
    write();
  }

  @Test
  void takesObjectiveSettingsAndTensorsAndKnowsThatItKnowsNoMore() throws IOException {
    ImportedModel model = read();
    assertThat(model.about().objective()).isEqualTo("mae");
    assertThat(model.parameters())
        .hasSize((int) model.layout().length())
        .containsOnly(Float.intBitsToFloat(0x3f3f3f3f));
    List<Row> seen = model.seen(MODEL);
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).<String>getAs("corpus")).isEqualTo("unrecorded");
    assertThat(seen.get(0).<String>getAs("parameters_sha256")).isEqualTo("digest");
  }

  @Test
  void widensHalfFloats() throws IOException {
    byte[] bytes = new byte[tensors.get(first).bytes().length / 2];
    Arrays.fill(bytes, (byte) 0x40);
    tensors.put(first, new Stored("BF16", tensors.get(first).shape(), bytes));
    write();
    assertThat(read().parameters()[0]).isEqualTo(Float.intBitsToFloat(0x40400000));
    tensors.put(first, new Stored("F16", tensors.get(first).shape(), bytes));
    write();
    assertThat(read().parameters()[0]).isEqualTo(2.125f);
  }

  @Test
  void refusesTensorsThatAreNotTheModels() throws IOException {
    Stored own = tensors.get(first);
    tensors.put(first, new Stored("I32", own.shape(), own.bytes()));
    assertRefuses(
        "tensor " + first + ": must be float32, float16 or bfloat16, got I32; save it as float32");
    tensors.put(first, new Stored("F32", List.of(own.bytes().length / 4L), own.bytes()));
    assertRefuses("tensor %s: must have shape %s, got [20]".formatted(first, own.shape()));
    byte[] nan = own.bytes().clone();
    ByteBuffer.wrap(nan).order(ByteOrder.LITTLE_ENDIAN).putFloat(4, Float.NaN);
    tensors.put(first, new Stored("F32", own.shape(), nan));
    assertRefuses("tensor " + first + ": element 1 must be finite, got NaN");
    tensors.put(first, own);
    tensors.put("head.cls", own);
    assertRefuses("tensor head.cls: must be one of the model's; it has none of this name");
    tensors.remove("head.cls");
    tensors.remove(first);
    assertRefuses("tensor " + first + ": must be in the file; it has other tensors");
    tensors.put(first, own);
    write();
    Path file = folder.resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 5));
    assertThatThrownBy(this::read)
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(file + ": byte ")
        .hasMessageContaining("the file is truncated or was changed; give the tensors of mae");
  }

  @Test
  void refusesAConfigThatDescribesNoModel() throws IOException {
    assertConfigFails("{\"settings\": {}}", "objective: must be given, it is absent; write ");
    assertConfigFails("{\"objective\": \"mae\"}", "settings: must be given, it is absent; write ");
    assertConfigFails("{\n\"objective\": }", "line 2: must describe a model: ");
    assertConfigFails(
        "{\"objective\": \"mea\", \"settings\": {}}",
        "objective and settings: objective must be one of ");
    assertConfigFails(
        "{\"objective\": \"mae\", \"settings\": %s}"
            .formatted(SETTINGS.replace("mask-ratio", "mask-rate")),
        "objective and settings: settings.mask-rate: unknown key mask-rate, did you mean"
            + " mask-ratio?");
    assertConfigFails(
        "{\"format-version\": 2, \"objective\": \"mae\", \"settings\": {}}",
        "format-version: must be 1, or absent, got 2; import it with the version that wrote it");
    Files.delete(folder.resolve("config.json"));
    assertThatThrownBy(this::read)
        .hasMessage(
            folder.resolve("config.json")
                + ": file: must be there, it is absent; write objective and settings as JSON");
  }

  @Test
  void refusesFilesThatWereChangedSinceTheExport() throws IOException {
    String exported =
        "{\"objective\": \"mae\", \"settings\": %s, \"parameters-sha256\": \"%s\", \"exposures\":"
            + " {\"file\": \"exposures.jsonl\", \"sha256\": \"%s\"}}";
    String digest = read().digest();
    config(exported.formatted(SETTINGS, "0000", "1111"));
    assertThatThrownBy(this::read)
        .hasMessageStartingWith(folder.resolve("model.safetensors") + ": parameters: must have ")
        .hasMessageEndingWith("or leave that key out to import another model");
    config(exported.formatted(SETTINGS, digest, "1111"));
    assertThatThrownBy(() -> read().seen(MODEL))
        .hasMessageStartingWith(
            folder.resolve("exposures.jsonl")
                + ": file: must be there, it is absent; config.json names it: export the model");
    Path seen = Files.writeString(folder.resolve("exposures.jsonl"), "{\"corpus\": \"mitdb\"}\n");
    assertThatThrownBy(() -> read().seen(MODEL))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(seen + ": file: must have SHA-256 1111 as config.json says, got ")
        .hasMessageEndingWith("; export the model again");
    config(
        exported.formatted(
            SETTINGS,
            digest,
            new org.purkinje.jobsupport.run.Sha256().add(Files.readAllBytes(seen)).hex()));
    assertThatThrownBy(() -> read().seen(MODEL))
        .hasMessage(seen + ": line 1, subject: must be a text, got null");
  }

  private void assertRefuses(String problem) throws IOException {
    write();
    assertThatThrownBy(this::read)
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(
            "%s: %s; give the tensors of mae {"
                .formatted(folder.resolve("model.safetensors"), problem))
        .hasMessageEndingWith(", or the settings that they are of in config.json");
  }

  private void assertConfigFails(String json, String problem) throws IOException {
    config(json);
    assertThatThrownBy(this::read)
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(folder.resolve("config.json") + ": " + problem);
  }

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json);
  }

  private ImportedModel read() throws IOException {
    return ImportedModel.read(StoredFolder.of(folder.toString(), new Configuration(false)));
  }

  /** After the format's own page, not by the writer under test. */
  private void write() throws IOException {
    ObjectNode header = JSON.createObjectNode();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (Map.Entry<String, Stored> tensor : tensors.entrySet()) {
      ObjectNode entry = header.putObject(tensor.getKey());
      entry.put("dtype", tensor.getValue().type());
      ArrayNode shape = entry.putArray("shape");
      tensor.getValue().shape().forEach(shape::add);
      entry
          .putArray("data_offsets")
          .add(data.size())
          .add(data.size() + tensor.getValue().bytes().length);
      data.write(tensor.getValue().bytes());
    }
    byte[] json = JSON.writeValueAsBytes(header);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + json.length + data.size()).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(
        folder.resolve("model.safetensors"),
        file.putLong(json.length).put(json).put(data.toByteArray()).array());
  }
}
