package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Oracle: the heaps in which M2AE-base of 32.5 million parameters ran, and did not. */
class HeapCheckTest {

  private static final long MIB = 1 << 20;

  @Test
  void refusesHeapsInWhichATrainingDidNotRun() {
    assertThatThrownBy(() -> inOneProcess(1, 1300)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> inOneProcess(2, 1600)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> inOneProcess(4, 2300))
        .hasMessageMatching(
            "pretrain heap of 32,\\d{3},\\d{3} parameters: the driver needs a heap of at least"
                + " 2,5\\d\\d MB with 4 workers, it has 2,412 MB; give more with"
                + " PURKINJE_MEMORY=24\\d\\dm");
  }

  @Test
  void takesThoseInWhichItRan() {
    assertThatCode(() -> inOneProcess(1, 1550)).doesNotThrowAnyException();
    assertThatCode(() -> inOneProcess(2, 1800)).doesNotThrowAnyException();
    assertThatCode(() -> inOneProcess(4, 2700)).doesNotThrowAnyException();
  }

  @Test
  void saysWhatEachNeeds() {
    assertThat(new HeapCheck(config(2, TrainerKind.SPARK), MIB).text())
        .matches(
            "a heap of 1,7\\d\\d MB with workers in the driver's process; on a cluster 1,7\\d\\d MB"
                + " of the driver, 1,3\\d\\d MB of an executor for one worker");
  }

  private static void inOneProcess(int workers, long mebibytes) {
    new HeapCheck(config(workers, TrainerKind.LOCAL), mebibytes * MIB).requireAnywhere();
  }

  private static PretrainConfig config(int workers, TrainerKind trainer) {
    return TinyPretraining.with(
        TinyPretraining.config("heap", workers, 1),
        Map.of("settings.size", "base", "trainer", trainer.name().toLowerCase(Locale.ROOT)));
  }
}
