package org.purkinje.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.config.ConfigReader;

/** Every candidate window must end as a row, the same one on any number of cores. */
class WindowSignalsSparkTest {

  private static final WindowSignalsJob.Config CONFIG =
      new WindowSignalsJob.Config("w", List.of("tiny"), "none", List.of("II"), 0.5, 0.4, 17);

  @TempDir private Path folder;

  @Test
  void writesEachCandidateOnceWhateverTheNumberOfCores() {
    String onTwo;
    try (TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve("two"), "local[2]")) {
      new WindowSignalsJob().run(warehouse.context(), CONFIG);
      onTwo = warehouse.content("windows") + warehouse.content("rejects");

      long accepted = warehouse.spark().table("windows").count();
      long rejected = warehouse.spark().table("rejects").count();
      assertThat(accepted).isPositive();
      assertThat(rejected).isPositive();
      assertThat(accepted + rejected).isEqualTo(TinyWarehouse.SUBJECTS * 11);
      assertThat(warehouse.rows("select window_id from windows group by 1 having count(*) > 1"))
          .isEmpty();
      assertThat(warehouse.rows("select * from accounting"))
          .containsExactly(
              "[window-signals/w,tiny,run-1,windows,66,%d,%d,0]".formatted(accepted, rejected));
      assertThat(warehouse.rows("select distinct reason from rejects")).contains("[gap]");
      assertThat(warehouse.rows("select distinct modalities from windows order by 1"))
          .contains("[ecg]", "[ecg+ppg]", "[ppg]");
      assertThat(
              warehouse.rows(
                  "select subject from windows group by 1 having count(distinct split) > 1"))
          .as("subjects on both sides")
          .isEmpty();
      assertThat(warehouse.rows("select distinct split from windows order by 1"))
          .containsExactly("[evaluation]", "[pretrain]");
    }
    try (TinyWarehouse warehouse = TinyWarehouse.open(folder.resolve("one"), "local[1]")) {
      new WindowSignalsJob().run(warehouse.context(), CONFIG);
      assertThat(warehouse.content("windows") + warehouse.content("rejects")).isEqualTo(onTwo);
    }
  }

  @Test
  void checksItsRanges() {
    String yaml =
        """
        window-set: w
        corpora: [tiny]
        person-groups: none
        ecg-leads: [II]
        longest-pat-seconds: 0.5
        evaluation-share: 0.2
        seed: 17
        """;
    assertRefused(
        yaml.replace("0.2", "1.2"), "w.yaml: line 6: evaluation-share must be 0 to 1, got 1.2");
    assertRefused(
        yaml.replace("0.5", "5"),
        "w.yaml: line 5: longest-pat-seconds must be above 0.08 and at most 2, got 5.0");
    assertRefused(
        yaml.replace("[tiny]", "[]"), "w.yaml: line 2: corpora must name at least one corpus");
    assertRefused(
        yaml.replace("[tiny]", "[tiny, tiny]"),
        "w.yaml: line 2: corpora must name each corpus once, got [tiny, tiny]");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(
            () -> ConfigReader.parse("w.yaml", yaml, Map.of(), WindowSignalsJob.Config.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
