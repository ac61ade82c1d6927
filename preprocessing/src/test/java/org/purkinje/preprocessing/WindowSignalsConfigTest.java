package org.purkinje.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configs of window-signals as their users write them. */
class WindowSignalsConfigTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeConfig() throws IOException {
    file =
        Files.writeString(
            folder.resolve("window-signals.yaml"),
            """
            window-set: w
            corpora: [tiny]
            ecg-leads: [II]
            longest-pat-seconds: 0.5
            evaluation-share: 0.2
            seed: 17
            """);
  }

  @Test
  void takesEachSubjectForAPersonWhereNoGroupsAreNamed() {
    assertThat(new WindowSignalsJob().read(file, Map.of()).personGroups()).isEqualTo("none");
  }

  @Test
  void takesTheGroupsThatAreNamed() {
    assertThat(new WindowSignalsJob().read(file, Map.of("person-groups", "all")).personGroups())
        .isEqualTo("all");
  }

  @Test
  void refusesToLeaveOutAnotherKey() throws IOException {
    Files.writeString(file, Files.readString(file).replace("seed: 17\n", ""));

    assertThatThrownBy(() -> new WindowSignalsJob().read(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("seed");
  }
}
