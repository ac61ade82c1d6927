package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.pretrain.classification.LabelPart;

class ClassifyWindowsConfigTest {

  private static final Path FILE = Path.of("../configs/evaluation/classify-windows-12-lead.yaml");

  @Test
  void takesEachDrawOfEachFraction() {
    assertThat(read(Map.of("fractions", "[0.05, 1]", "draws", "2")).parts())
        .containsExactly(
            new LabelPart(0.05, 0),
            new LabelPart(0.05, 1),
            new LabelPart(1, 0),
            new LabelPart(1, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "draws | 0 | draws must be at least 1, got 0",
        "fractions | [] | fractions must hold at least one, each once, got []",
        "evaluation-folds | [test] | a fold must be SPLIT/FOLD, got test",
        "modes | [tune] | modes must be of [linear-probe, shuffled-probe, fine-tune], got tune",
        "probe-l2 | 0 | probe-l2 must be above 0, got 0.0",
        "fine-tuning.epochs | 0 | epochs must be at least 1, got 0",
        "fine-tuning.augmentation | 2 | augmentation must be 0 to 1, got 2.0",
        "fine-tuning.drop-path | 1 | drop-path must be at least 0 and below 1, got 1.0",
        "fine-tuning.contrast-share | -1 | contrast-share must be 0 to 1, got -1.0",
        "fine-tuning.layer-decay | 0 | layer-decay must be above 0 and at most 1, got 0.0",
        "fine-tuning.weight-decay | -1 | weight-decay must be at least 0, got -1.0"
      })
  void refusesWhatCannotBe(String key, String value, String why) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static ClassifyWindowsConfig read(Map<String, String> overrides) {
    return new ClassifyWindowsJob().read(FILE, overrides);
  }
}
