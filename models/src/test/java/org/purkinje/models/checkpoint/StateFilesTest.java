package org.purkinje.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;

class StateFilesTest {

  private static final ParameterLayout LAYOUT =
      new ParameterLayout.Builder(Start.TRAINING)
          .linear("head", 2, 1)
          .buffer("mean", List.of(), 0)
          .scalar("tau", 1)
          .build();
  private static final ModelState STATE =
      new ModelState(
          new float[] {1, 2, 3, 4, 5}, new float[] {6, 7, 8, 0, 9}, new float[] {1, 2, 3, 0, 4});

  @TempDir private Path folder;

  @Test
  void namesEachTensorAsTheLayoutDoes() throws IOException {
    Path model = folder.resolve("model");
    Path optimiser = folder.resolve("optimiser");
    StateFiles files = new StateFiles(LAYOUT);
    files.writeModel(model, STATE.parameters(), Map.of("objective", "test"));
    files.writeOptimiser(optimiser, STATE, Map.of());

    try (SafetensorsReader reader = SafetensorsReader.open(model, "model")) {
      assertThat(reader.names()).containsExactly("head.weight", "head.bias", "mean", "tau");
      assertThat(reader.shape("head.weight")).containsExactly(1L, 2L);
      assertThat(reader.metadata()).isEqualTo(Map.of("objective", "test"));
    }
    try (SafetensorsReader reader = SafetensorsReader.open(optimiser, "optimiser")) {
      assertThat(reader.names())
          .contains("first-moment/head.weight", "second-moment/tau")
          .doesNotContain("first-moment/mean");
    }
    float[] parameters = files.readModel(model, "model");
    ModelState read = files.readOptimiser(optimiser, "optimiser", parameters);
    assertThat(parameters).isEqualTo(STATE.parameters());
    assertThat(read.firstMoments()).isEqualTo(STATE.firstMoments());
    assertThat(read.secondMoments()).isEqualTo(STATE.secondMoments());
  }

  @Test
  void refusesTheTensorsOfAnotherModel() throws IOException {
    Path model = folder.resolve("model");
    new StateFiles(LAYOUT).writeModel(model, STATE.parameters(), Map.of());
    assertRefuses(
        model,
        new ParameterLayout.Builder(Start.TRAINING)
            .tensor("head.weight", List.of(2L, 1L), 0, 0)
            .build(),
        "model: tensor head.weight: must have shape [2, 1], got [1, 2]");
    assertRefuses(
        model,
        new ParameterLayout.Builder(Start.TRAINING).token("cls", 2).build(),
        "model: tensor cls: must be in the file; it has other tensors");
    assertRefuses(
        model,
        new ParameterLayout.Builder(Start.TRAINING).linear("head", 2, 1).build(),
        "model: tensor mean: must be one of the model's; it has none of this name");
  }

  private static void assertRefuses(Path model, ParameterLayout layout, String message) {
    assertThatThrownBy(() -> new StateFiles(layout).readModel(model, "model"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(message);
  }
}
