package org.purkinje.preprocessing.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.Partition;

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
            window:
              seconds: 2.5
              hop-seconds: 2.5
              signals:
                - {kind: ecg, take: each, leads: [I, II], rate-hz: 240, band: {low-hz: 0.5, high-hz: 40, order: 4}}
            evaluation-share: 0.2
            seed: 17
            """);
  }

  @Test
  void takesEachSubjectForAPersonWhereNoGroupsAreNamed() {
    assertThat(new WindowSignalsJob().read(file, Map.of()).personGroups()).isEqualTo("none");
  }

  @Test
  void takesWhatIsLeftOutForNothing() {
    WindowSignalsJob.Config config = new WindowSignalsJob().read(file, Map.of());
    assertThat(config.features()).isEmpty();
    assertThat(config.window().minSignals()).isEqualTo(1);
    assertThat(config.window().signals()).allMatch(signal -> signal.minBeats() == 0).hasSize(2);
    assertThat(config.window().signals())
        .allMatch(signal -> signal.minQuality() == 0 && signal.maxNoise() == 0)
        .allMatch(signal -> signal.maxFlatSeconds() == 0 && signal.maxClippedSeconds() == 0);
    assertThat(new WindowSignalsJob().outputs(config))
        .extracting(Partition::toString)
        .containsExactly("windows/w", "window_refusals/w");
  }

  @Test
  void namesTheNearestKeyOfAMistypedOne() throws IOException {
    Files.writeString(file, Files.readString(file).replace("rate-hz", "rate"));
    assertThatThrownBy(() -> new WindowSignalsJob().read(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 7")
        .hasMessageContaining("rate-hz");
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
