package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;

class StoredCheckpointTest {

  private static final ParameterLayout LAYOUT =
      new ParameterLayout.Builder(Start.TRAINING).linear("head", 1, 1).build();
  private static final ModelState STATE =
      new ModelState(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});

  @TempDir private Path folder;
  private StoredCheckpoint checkpoint;

  @BeforeEach
  void write() throws IOException {
    checkpoint =
        new StoredCheckpoint(
            StoredFolder.of(folder.toString(), new Configuration(false)), "round-000002");
    checkpoint.write(LAYOUT, STATE, description(STATE.parameters()));
  }

  @Test
  void givesBackTheStateAndSaysWhatItIsOf() throws IOException {
    ModelState read = checkpoint.state(LAYOUT);
    assertThat(read.parameters()).isEqualTo(STATE.parameters());
    assertThat(read.firstMoments()).isEqualTo(STATE.firstMoments());
    assertThat(read.secondMoments()).isEqualTo(STATE.secondMoments());
    assertThat(folder.resolve("round-000002/checkpoint.json"))
        .content()
        .contains(
            "\"layout-version\" : 1",
            "\"objective\" : \"m2ae\"",
            "\"mask-ratio\" : \"0.5\"",
            "\"round\" : 2",
            "\"step\" : 6",
            "\"seed\" : 11",
            "\"total-steps\" : 9",
            "\"decay\" : \"COSINE\"",
            "\"beta2\" : 0.95",
            "\"weight-decay\" : 0.05",
            "\"parameters-sha256\" : \"" + StoredCheckpoint.sha256(STATE.parameters()));
  }

  @Test
  void refusesParametersThatAreNotThoseDescribed() throws IOException {
    checkpoint.write(LAYOUT, STATE, description(new float[] {1, 3}));
    assertThatThrownBy(() -> checkpoint.parameters(LAYOUT))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "%s: parameters: must have SHA-256 %s as checkpoint.json says, got %s; run pretrain again"
                .formatted(
                    folder.resolve("round-000002/model.safetensors"),
                    StoredCheckpoint.sha256(new float[] {1, 3}),
                    StoredCheckpoint.sha256(STATE.parameters())));
  }

  @Test
  void refusesFilesThatAreTruncatedOrOfAnotherVersion() throws IOException {
    Path model = folder.resolve("round-000002/model.safetensors");
    byte[] whole = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(whole, whole.length - 4));
    assertThatThrownBy(() -> checkpoint.parameters(LAYOUT))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(model + ": byte ")
        .hasMessageEndingWith(
            "tensors must have 8 bytes, got 4; the file is truncated or was changed");

    Path description = folder.resolve("round-000002/checkpoint.json");
    Files.writeString(
        description, Files.readString(description).replace("version\" : 1", "version\" : 2"));
    assertThatThrownBy(() -> checkpoint.parameters(LAYOUT))
        .hasMessage(description + ": layout-version: must be 1, got 2; run pretrain again");
    Files.writeString(description, "{\n\"layout-version\" : ");
    assertThatThrownBy(() -> checkpoint.parameters(LAYOUT))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith(description + ": line 2: must describe a checkpoint: ");
  }

  @Test
  void isWholeWithAllOfItsFilesAlone() throws IOException {
    assertThat(checkpoint.isWhole()).isTrue();
    Files.delete(folder.resolve("round-000002/optimiser.safetensors"));
    assertThat(checkpoint.isWhole()).isFalse();
    checkpoint.delete();
    assertThat(folder).isEmptyDirectory();
  }

  private static StoredCheckpoint.Description description(float[] parameters) {
    return StoredCheckpoint.Description.of(
        TinyPretraining.config("tiny", 2, 3),
        2,
        StoredCheckpoint.sha256(parameters),
        Optional.of("best"));
  }
}
