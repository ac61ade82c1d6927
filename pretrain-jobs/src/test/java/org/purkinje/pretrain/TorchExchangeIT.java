package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.models.checkpoint.NamedTensor;
import org.purkinje.models.checkpoint.SafetensorsReader;
import org.purkinje.models.checkpoint.SafetensorsWriter;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.random.SeededUniform;
import org.purkinje.models.training.InputSignal;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.WindowEncoder;
import org.purkinje.pretrain.exchange.ModelFacts;
import org.purkinje.pretrain.exchange.ModelFiles;
import org.purkinje.pretrain.exchange.SeenCorpus;

/**
 * Oracle: the reference programs in PyTorch, {@code torch} of the peers folder, run by the Python
 * of {@code -Dpurkinje.python}. Both ways, the same tensors give the same vectors of the same
 * windows.
 */
class TorchExchangeIT {

  private static final int WINDOWS = 3;

  /** Of the largest element; float32 on both sides. */
  private static final double TOLERANCE = 1e-5;

  private static final String MASKS =
      "{\"size\": \"%s\", \"mask-ratio\": \"0.6\", \"shared-mask\": \"0.5\", \"lead-dropout\":"
          + " \"0\", \"reduced-leads\": \"0\"}";

  private static final String PAIRS =
      "{\"size\": \"%s\", \"masks\": \"complementary\", \"mask-ratio\": \"0.5\","
          + " \"lag-patches\": \"0\", \"modality-dropout\": \"0\", \"view-mask-ratio\": \"0.3\","
          + " \"contrastive-views\": \"1\", \"contrastive-weight\": \"0.1\","
          + " \"contrastive-warmup\": \"0\"}";

  @TempDir private Path folder;
  private Path model;

  @BeforeAll
  static void needsPython() throws Exception {
    assumeTrue(
        Files.isDirectory(peers()), "no reference programs: set -Dpurkinje.peers to their folder");
    assumeTrue(
        succeeds(List.of(python(), "-c", "import torch, safetensors.torch"), new File("/dev/null")),
        "%s has no torch and safetensors; pip install torch numpy safetensors, or set -Dpurkinje.python to a Python that has"
            .formatted(python()));
  }

  @BeforeEach
  void makeFolder() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
  }

  @ParameterizedTest
  @CsvSource({"m2ae, tiny", "m2ae, small", "ecg-nat, micro", "ecg-nat, tiny"})
  void opensWhatIsExportedAndGetsTheSameVectors(String objective, String size) throws Exception {
    Map<String, String> settings = settings(objective, size);
    TorchObjective made = ObjectiveFactory.create(objective, settings);
    float[] parameters = parameters(made);
    ModelFiles.write(model, facts(objective, settings, made, parameters), parameters);
    List<Map<String, float[]>> windows = windows(made);
    Map<String, float[]> found = reference("outputs", windows);
    assertSameVectors(made, parameters, windows, found);
  }

  @ParameterizedTest
  @CsvSource({"m2ae, tiny", "ecg-nat, micro"})
  void givesTheVectorsOfAModelThatItImports(String objective, String size) throws Exception {
    Files.writeString(
        model.resolve("config.json"),
        "{\"objective\": \"%s\", \"settings\": %s}".formatted(objective, text(objective, size)));
    TorchObjective made = ObjectiveFactory.create(objective, settings(objective, size));
    List<Map<String, float[]>> windows = windows(made);
    Map<String, float[]> expected = reference("model", windows);
    ImportedModel imported =
        ImportedModel.read(StoredFolder.of(model.toString(), new Configuration(false)));
    assertSameVectors(made, imported.parameters(), windows, expected);
  }

  private static void assertSameVectors(
      TorchObjective objective,
      float[] parameters,
      List<Map<String, float[]>> windows,
      Map<String, float[]> reference) {
    List<Map<String, float[]>> own;
    try (WindowEncoder encoder = objective.encoder(parameters).orElseThrow()) {
      own = encoder.encode(windows);
    }
    assertThat(reference.keySet()).isEqualTo(own.get(0).keySet());
    reference.forEach(
        (output, expected) -> {
          int width = expected.length / WINDOWS;
          double largest = 0;
          double worst = 0;
          for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            float found = own.get(i / width).get(output)[i % width];
            worst = Math.max(worst, Math.abs(expected[i] - found));
          }
          assertThat(largest).as(output).isGreaterThan(0.1);
          assertThat(worst / largest).as(output).isLessThan(TOLERANCE);
        });
  }

  private Map<String, float[]> reference(String command, List<Map<String, float[]>> windows)
      throws Exception {
    Path in = folder.resolve("windows.safetensors");
    Path out = folder.resolve("vectors.safetensors");
    SafetensorsWriter.write(in, Map.of(), tensors(windows));
    Path script = folder.resolve("reference.py");
    try (InputStream resource = getClass().getResourceAsStream("/exchange/reference.py")) {
      Files.copy(resource, script);
    }
    File said = folder.resolve("said").toFile();
    List<String> call =
        List.of(
            python(),
            script.toString(),
            command,
            peers().toString(),
            model.toString(),
            in.toString(),
            out.toString());
    assertThat(succeeds(call, said)).as(() -> read(said.toPath())).isTrue();
    Map<String, float[]> vectors = new TreeMap<>();
    try (SafetensorsReader reader = SafetensorsReader.open(out, "vectors")) {
      for (String name : reader.names()) {
        float[] values = new float[(int) (reader.shape(name).get(0) * reader.shape(name).get(1))];
        reader.read(name, FloatBuffer.wrap(values));
        vectors.put(name, values);
      }
    }
    return vectors;
  }

  /** M2AE's signals by name, [B, S]; twelve leads as one tensor, [B, 12, S]. */
  private static List<NamedTensor> tensors(List<Map<String, float[]>> windows) {
    List<String> names = List.copyOf(windows.get(0).keySet());
    int samples = windows.get(0).get(names.get(0)).length;
    if (names.size() > 2) {
      FloatBuffer all = FloatBuffer.allocate(WINDOWS * names.size() * samples);
      windows.forEach(window -> window.values().forEach(all::put));
      return List.of(
          new NamedTensor(
              "leads", List.of((long) WINDOWS, (long) names.size(), (long) samples), all.flip()));
    }
    List<NamedTensor> tensors = new ArrayList<>();
    for (String name : names) {
      FloatBuffer all = FloatBuffer.allocate(WINDOWS * samples);
      windows.forEach(window -> all.put(window.get(name)));
      tensors.add(new NamedTensor(name, List.of((long) WINDOWS, (long) samples), all.flip()));
    }
    return tensors;
  }

  /** Noise of SD 1 on every signal that the objective takes. */
  private static List<Map<String, float[]>> windows(TorchObjective objective) {
    List<Map<String, float[]>> windows = new ArrayList<>();
    for (int b = 0; b < WINDOWS; b++) {
      Map<String, float[]> window = new LinkedHashMap<>();
      for (InputSignal signal : objective.inputs()) {
        SeededUniform uniform = new SeededUniform(b, signal.name());
        float[] samples = new float[signal.samples()];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (float) (Math.sqrt(3) * uniform.at(i));
        }
        window.put(signal.name(), samples);
      }
      windows.add(window);
    }
    return windows;
  }

  /** Starting values, every element moved so that biases and gains matter too. */
  private static float[] parameters(TorchObjective objective) {
    float[] parameters = objective.layout().startingValues(11);
    for (ParameterSpec spec : objective.layout().specs()) {
      SeededUniform uniform = new SeededUniform(12, spec.name());
      for (int i = 0; i < spec.length(); i++) {
        parameters[(int) spec.offset() + i] += (float) (0.05 * uniform.at(i));
      }
    }
    return parameters;
  }

  private static ModelFacts facts(
      String objective, Map<String, String> settings, TorchObjective made, float[] parameters) {
    return new ModelFacts(
        new ModelFacts.Origin(
            "test", "run", "{}", "code", "Java", 1, 1, 1, StoredCheckpoint.sha256(parameters)),
        objective,
        settings,
        made.inputs().stream()
            .map(
                signal ->
                    new ModelFacts.Input(
                        signal.name(), 125, signal.samples(), signal.patchSamples()))
            .toList(),
        made.layout(),
        List.of(new SeenCorpus("c", "1", "C", "CC0-1.0", "allowed", "open", 1, 1, 1, 1)),
        new ModelFacts.Seen(1, "persons", 1, "file"),
        List.of());
  }

  private static String text(String objective, String size) {
    return (objective.equals("m2ae") ? PAIRS : MASKS).formatted(size);
  }

  @SuppressWarnings("unchecked") // settings are texts
  private static Map<String, String> settings(String objective, String size) throws IOException {
    return new ObjectMapper().readValue(text(objective, size), Map.class);
  }

  private static boolean succeeds(List<String> command, File output) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String python() {
    return System.getProperty("purkinje.python", "python3");
  }

  private static Path peers() {
    return Path.of(System.getProperty("purkinje.peers", ""), "torch");
  }
}
