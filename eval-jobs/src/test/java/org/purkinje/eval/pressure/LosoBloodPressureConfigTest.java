package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.jobsupport.config.ConfigReader;

class LosoBloodPressureConfigTest {

  private static final String FOLDER = "../configs/evaluation/loso-blood-pressure-";

  @ParameterizedTest
  @ValueSource(strings = {"real-sample", "demo"})
  void readsTheConfigsThatComeAlong(String name) {
    assertThat(read(name, Map.of()).featureSets()).contains(FeatureSet.PAT_PPG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"real-sample", "demo"})
  void trainsWithThreeSeedsOrMore(String name) {
    assertThat(read(name, Map.of()).seeds()).hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "first-per-record", "mean-3", "random"})
  void readsEachCalibration(String calibration) {
    assertThat(read("demo", Map.of("calibration", calibration)).calibrationMode().label())
        .isEqualTo(calibration);
  }

  @Test
  void asksForTwoWindowsBesideAMeanOfThree() {
    assertThatThrownBy(
            () -> read("demo", Map.of("calibration", "mean-3", "min-windows-per-subject", "4")))
        .rootCause()
        .hasMessage("min-windows-per-subject must be at least 5 with calibration mean-3, got 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          corpora | [] | corpora must name at least one corpus, got []
          split | half | split must be all or evaluation, got half
          features | [ppg, ppg] | features must name at least one feature set, each once, got [ppg, ppg]
          features | [ecg] | features: no feature set is called ecg; there are pat-ppg, ppg, pulse-arrival, attractor, attractor-pat, embedding-joint, embedding-ecg, embedding-ppg
          embedding-set | none | embedding-set must name a set, as features asks for embeddings, got 'none'
          min-windows-per-subject | 2 | min-windows-per-subject must be at least 3 with calibration first, got 2
          calibration | last | calibration must be one of first, first-per-record, mean-3, random, got last
          seeds | [] | seeds must hold at least one seed, each once, got []
          seeds | [17, 17] | seeds must hold at least one seed, each once, got [17, 17]
          anchors | -1 | anchors must be 0 or more, got -1
          bootstrap-resamples | 0 | resamples must be at least 1, got 0
          confidence | 1.0 | confidence must lie between 0 and 1, got 1.0
          """)
  void rejectsWhatIsOutOfRange(String key, String value, String message) {
    assertThatThrownBy(() -> read("demo", Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .rootCause()
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trees | 0 | trees must be at least 1, got 0
          learning-rate | 0.0 | learning-rate must be above 0 and at most 1, got 0.0
          leaves | 1 | leaves must be at least 2, got 1
          min-data-in-leaf | 0 | min-data-in-leaf must be at least 1, got 0
          bagging-fraction | 1.5 | bagging-fraction must be above 0 and at most 1, got 1.5
          feature-fraction | 0.0 | feature-fraction must be above 0 and at most 1, got 0.0
          early-stopping-rounds | 0 | early-stopping-rounds must be at least 1, got 0
          validation-share | 1.0 | validation-share must be above 0 and below 1, got 1.0
          """)
  void rejectsTreesOutOfRange(String key, String value, String message) {
    assertThatThrownBy(() -> read("demo", Map.of("boosting." + key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .rootCause()
        .hasMessage(message);
  }

  @Test
  void keepsAtLeastOneSubjectOnEachSideOfTheEarlyStop() {
    FoldPredictor predictor = new FoldPredictor(SyntheticWindows.smallTrees(), 0, 1);

    assertThat(predictor.validationSubjects(2)).isEqualTo(1);
    assertThat(predictor.validationSubjects(20)).isEqualTo(5);
  }

  private static LosoBloodPressureJob.Config read(String name, Map<String, String> overrides) {
    return ConfigReader.read(
        Path.of(FOLDER + name + ".yaml"), overrides, LosoBloodPressureJob.Config.class);
  }
}
