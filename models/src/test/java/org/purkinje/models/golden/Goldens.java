package org.purkinje.models.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.purkinje.models.layer.Tensors;

/**
 * The numbers the PyTorch reference programs wrote, in {@code torch/goldens} of the peers folder.
 */
public final class Goldens {
  private Goldens() {}

  /** Skips the calling test without the peers folder. */
  public static void assumePresent() {
    assumeTrue(
        Files.isDirectory(folder()), "no reference programs: set -Dpurkinje.peers to their folder");
  }

  public static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(folder().resolve(name + ".json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Safetensors tensors(String name) {
    return Safetensors.read(folder().resolve(name + ".safetensors"));
  }

  /** Fails unless every element is within {@code bound} of the expected. */
  public static void assertClose(String name, Tensor actual, float[] expected, double bound) {
    float[] values = Tensors.toFloats(actual.detach().to(torch.ScalarType.Float));
    assertThat(values).as(name).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < values.length; i++) {
      worst = Math.max(worst, Math.abs(values[i] - expected[i]));
    }
    assertThat(worst).as("largest error of %s", name).isLessThanOrEqualTo(bound);
  }

  public static double largest(float[] values) {
    double largest = 0;
    for (float v : values) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  private static Path folder() {
    return Path.of(System.getProperty("purkinje.peers", ""), "torch", "goldens");
  }
}
