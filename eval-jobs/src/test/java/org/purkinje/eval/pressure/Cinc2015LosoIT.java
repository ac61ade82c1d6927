package org.purkinje.eval.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.pressure.grade.PressureErrors;
import org.purkinje.biosignal.pressure.grade.PressurePairs;

/** Oracle: the Python peer, see {@code golden/pressure/loso-cinc2015/HOW.md}. */
class Cinc2015LosoIT {

  private static final FoldPredictor PREDICTOR =
      new FoldPredictor(new BoostingSettings(500, 0.03, 31, 40, 0.8, 0.8, 50, 0.15), 5, 17);
  private static List<SubjectWindows> subjects = List.of();

  @BeforeAll
  static void readWindows() throws IOException {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to grade real blood pressure");
    subjects =
        SyntheticWindows.subjects(Cinc2015Windows.read(Path.of(corpora).resolve("cinc2015")), 6);
  }

  @Test
  void gradesTheSubjectsAndWindowsOfThePythonPeer() {
    assertThat(subjects).hasSize(21);
    assertThat(subjects.stream().mapToInt(subject -> subject.windows().size()).sum())
        .isEqualTo(783);
  }

  @Test
  void holdsTheCalibrationAsThePythonPeer() {
    Offset<Double> digits = within(1e-9);
    assertErrors(
        Method.HOLD_CALIBRATION,
        Target.SBP,
        new double[] {6.001513347006196, 1.173534569758773, 9.824085606322964},
        digits);
    assertErrors(
        Method.HOLD_CALIBRATION,
        Target.DBP,
        new double[] {3.8915464186701305, 1.6878283743089288, 6.122471175568092},
        digits);
  }

  @Test
  void averagesTheTrainingSubjectsAsThePythonPeer() {
    Offset<Double> digits = within(1e-9);
    assertErrors(
        Method.TRAIN_MEAN,
        Target.SBP,
        new double[] {22.410837400886553, -0.019362022778913912, 27.256845509830484},
        digits);
    assertErrors(
        Method.TRAIN_MEAN,
        Target.DBP,
        new double[] {10.948525331665904, 0.09587364155794391, 14.273206128377728},
        digits);
  }

  @Test
  void followsThePulseArrivalTimeLikeThePythonPeer() {
    Offset<Double> otherAnchors = within(0.15);
    assertErrors(
        Method.PAT_LINEAR,
        Target.SBP,
        new double[] {5.943217843559794, 1.2021250862278132, 9.737823751812865},
        otherAnchors);
    assertErrors(
        Method.PAT_LINEAR,
        Target.DBP,
        new double[] {3.96128566576504, 1.786368249674722, 6.118166726266852},
        otherAnchors);
  }

  @Test
  void boostsTreesAboutAsWellAsThePythonPeer() {
    assertThat(errors(Method.LIGHTGBM_CALIBRATED, Target.SBP).maeMmhg())
        .isCloseTo(6.120489282319246, within(0.6));
    assertThat(errors(Method.LIGHTGBM_CALIBRATED, Target.DBP).maeMmhg())
        .isCloseTo(3.8826436485951716, within(0.39));
    assertThat(errors(Method.LIGHTGBM_UNCALIBRATED, Target.SBP).maeMmhg())
        .isCloseTo(23.659606035916145, within(2.4));
  }

  /**
   * @param expected MAE, ME and SD, mmHg
   */
  private static void assertErrors(
      Method method, Target target, double[] expected, Offset<Double> offset) {
    PressureErrors errors = errors(method, target);
    assertThat(errors.readings()).isEqualTo(762);
    assertThat(errors.maeMmhg()).isCloseTo(expected[0], offset);
    assertThat(errors.meMmhg()).isCloseTo(expected[1], offset);
    assertThat(errors.sdMmhg()).isCloseTo(expected[2], offset);
  }

  private static PressureErrors errors(Method method, Target target) {
    List<SubjectScore> scores =
        IntStream.range(0, subjects.size())
            .mapToObj(
                s ->
                    SubjectScore.of(
                        s,
                        subjects.get(s).truthMmhg(target),
                        PREDICTOR.predict(Fold.holdingOut(subjects, s), target, method),
                        subjects.get(s).calibrationMmhg(target)))
            .toList();
    return PressureErrors.of(
        PressurePairs.joined(scores.stream().map(SubjectScore::pairs).toList()));
  }
}
