package org.purkinje.jobsupport.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigKeysTest {

  enum Norm {
    LAYER,
    BATCH
  }

  record Head(@ConfigKey("penalty, 0 or more") double l2, Norm norm) {}

  record Fit(
      @ConfigKey("windows that are read") String windowSet,
      List<String> corpora,
      List<Head> heads,
      Map<String, Integer> widths,
      Head lastHead,
      boolean shuffled,
      long seed) {}

  @Test
  void listsKeysWithTypeAndMeaningInTheOrderOfTheRecord() {
    assertThat(ConfigKeys.of(Fit.class))
        .containsExactly(
            new ConfigKeys.Key("window-set", "text", "windows that are read"),
            new ConfigKeys.Key("corpora", "list of text", ""),
            new ConfigKeys.Key("heads", "list of group", ""),
            new ConfigKeys.Key("widths", "map to integer", ""),
            new ConfigKeys.Key("last-head", "group", ""),
            new ConfigKeys.Key("last-head.l2", "number", "penalty, 0 or more"),
            new ConfigKeys.Key("last-head.norm", "layer|batch", ""),
            new ConfigKeys.Key("shuffled", "true|false", ""),
            new ConfigKeys.Key("seed", "integer", ""));
  }
}
