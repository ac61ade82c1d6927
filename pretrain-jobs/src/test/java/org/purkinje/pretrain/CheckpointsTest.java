package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A half-written checkpoint that is taken for a whole one would resume a broken training. */
class CheckpointsTest {

  @TempDir private Path warehouse;

  @Test
  void keepsTheNewestAlone() throws IOException {
    Checkpoints checkpoints = Checkpoints.of(warehouse, "m2ae", "0123456789abcdef");
    checkpoints.save(3, file -> Files.writeString(file.toPath(), "three"));
    checkpoints.save(12, file -> Files.writeString(file.toPath(), "twelve"));
    assertThat(names()).containsExactly("round-000012.zip");
    assertThat(checkpoints.latest().orElseThrow().round()).isEqualTo(12);
  }

  @Test
  void keepsTheOlderOneWhenSavingFails() throws IOException {
    Checkpoints checkpoints = Checkpoints.of(warehouse, "m2ae", "0123456789abcdef");
    checkpoints.save(3, file -> Files.writeString(file.toPath(), "three"));
    assertThatThrownBy(
            () ->
                checkpoints.save(
                    6,
                    file -> {
                      Files.writeString(file.toPath(), "si");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("java.io.IOException: No space left on device");
    assertThat(checkpoints.latest().orElseThrow().round()).isEqualTo(3);
  }

  @Test
  void startsAnewWithoutTheOldOnes() throws IOException {
    Checkpoints checkpoints = Checkpoints.of(warehouse, "m2ae", "0123456789abcdef");
    checkpoints.clear();
    checkpoints.save(3, file -> Files.writeString(file.toPath(), "three"));
    checkpoints.clear();
    assertThat(checkpoints.latest()).isEmpty();
    assertThat(names()).isEmpty();
  }

  @Test
  void removesThoseOfOtherRunsAndNothingElse() throws IOException {
    Checkpoints other = Checkpoints.of(warehouse, "m2ae", "fedcba9876543210");
    other.save(3, file -> Files.writeString(file.toPath(), "three"));
    Path notes = Files.writeString(warehouse.resolve("checkpoints/m2ae/notes.txt"), "mine");
    Checkpoints checkpoints = Checkpoints.of(warehouse, "m2ae", "0123456789abcdef");
    checkpoints.save(6, file -> Files.writeString(file.toPath(), "six"));
    checkpoints.removeOtherRuns();
    assertThat(other.folder()).doesNotExist();
    assertThat(notes).exists();
    assertThat(checkpoints.latest().orElseThrow().round()).isEqualTo(6);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(warehouse.resolve("checkpoints/m2ae/0123456789ab"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
