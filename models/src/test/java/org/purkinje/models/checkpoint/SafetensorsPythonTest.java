package org.purkinje.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: the format's own library, {@code pip install safetensors numpy}. */
class SafetensorsPythonTest {

  @TempDir private Path folder;

  @BeforeAll
  static void needsTheLibrary() throws Exception {
    assumeTrue(
        succeeds("import safetensors.numpy"),
        "python3 has no safetensors and numpy; pip install safetensors numpy to compare with them");
  }

  @Test
  void isReadByTheLibrary() throws Exception {
    Path file = folder.resolve("java.safetensors");
    SafetensorsWriter.write(
        file,
        Map.of("objective", "m2ae", "quote", "\"é\\\n"),
        List.of(
            new NamedTensor(
                "enc.weight", List.of(2L, 3L), FloatBuffer.wrap(new float[] {1, 2, 3, 4, 5, -6})),
            new NamedTensor("log_tau", List.of(), FloatBuffer.wrap(new float[] {0.5f}))));
    String script =
        """
        from safetensors import safe_open
        with safe_open(r'%s', 'np') as f:
            assert f.metadata() == {'objective': 'm2ae', 'quote': '"\\u00e9\\\\\\n'}, f.metadata()
            assert sorted(f.keys()) == ['enc.weight', 'log_tau']
            w = f.get_tensor('enc.weight')
            assert w.dtype == 'float32' and w.tolist() == [[1, 2, 3], [4, 5, -6]], w
            assert f.get_tensor('log_tau').shape == () and f.get_tensor('log_tau') == 0.5
        """
            .formatted(file);
    assertThat(succeeds(script)).as("python3 reads %s", file).isTrue();
  }

  @Test
  void readsWhatTheLibraryWrites() throws Exception {
    Path file = folder.resolve("python.safetensors");
    String script =
        """
        import numpy
        from safetensors.numpy import save_file
        save_file({'w': numpy.arange(6, dtype='float32').reshape(3, 2),
                   'steps': numpy.array([4], dtype='int64')}, r'%s', {'by': 'numpy'})
        """
            .formatted(file);
    assertThat(succeeds(script)).as("python3 writes %s", file).isTrue();
    try (SafetensorsReader reader = SafetensorsReader.open(file, "python")) {
      assertThat(reader.metadata()).isEqualTo(Map.of("by", "numpy"));
      assertThat(reader.names()).containsExactlyInAnyOrder("w", "steps");
      assertThat(reader.shape("w")).containsExactly(3L, 2L);
      float[] w = new float[6];
      reader.read("w", FloatBuffer.wrap(w));
      assertThat(w).containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  private static boolean succeeds(String script) throws InterruptedException {
    try {
      Process python =
          new ProcessBuilder("python3", "-")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var in = python.getOutputStream()) {
        in.write(script.getBytes(StandardCharsets.UTF_8));
      }
      return python.waitFor() == 0;
    } catch (IOException e) {
      return false; // no python3
    }
  }
}
