package org.purkinje.models.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.models.m2ae.M2ae;
import org.purkinje.models.m2ae.SyntheticWindows;
import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.ObjectiveEvaluation;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.WindowMean;

/** Oracles: the losses that libtorch computes, and signals that a baseline knows all of. */
class BaselinesTest {

  private static final int PATCHES = 50;

  /** So masks, weights and units are those of the model's own loss. */
  @Test
  void answeringTheMeanCostsWhatTheObjectivesSay() {
    List<TrainingExample> windows = new ArrayList<>(SyntheticWindows.paired(6, 1));
    TrainingExample first = windows.get(0);
    windows.add(new TrainingExample("u", 8, false, first.signals(), 5));
    windows.add(new TrainingExample("e", 9, false, Map.of("ecg", first.signal("ecg")), 6));
    agree(
        ObjectiveFactory.create(
            "m2ae",
            Map.of(
                "size", "tiny",
                "masks", "complementary",
                "mask-ratio", "0.5",
                "lag-patches", "1",
                "modality-dropout", "0.15",
                "view-mask-ratio", "0.3",
                "contrastive-views", "0",
                "contrastive-weight", "0.1",
                "contrastive-warmup", "0.1")),
        windows,
        List.of("e", "p"));
    agree(
        ObjectiveFactory.create(
            "mae",
            Map.of(
                "signal", "ppg",
                "patches", "50",
                "patch-samples", "25",
                "width", "16",
                "depth", "1",
                "decoder-width", "16",
                "decoder-depth", "1",
                "heads", "2",
                "mask-ratio", "0.6")),
        windows,
        List.of("p"));
  }

  @Test
  void answeringTheMeanCostsWhatEcgNatSays() {
    List<TrainingExample> windows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      DrawStream draws = new DrawStream(i, "leads");
      float[] lead = new float[2560];
      float[] other = new float[2560];
      for (int s = 0; s < lead.length; s++) {
        lead[s] = (float) (2 * draws.nextGaussian());
        // Flat for long stretches, so that the floor counts.
        other[s] = s < 400 ? (float) draws.nextGaussian() : 1;
      }
      windows.add(new TrainingExample("w", i, false, Map.of("II", lead, "V1", other), i));
    }
    agree(
        ObjectiveFactory.create(
            "ecg-nat",
            Map.of(
                "size", "micro",
                "mask-ratio", "0.6",
                "shared-mask", "0.5",
                "lead-dropout", "0.2",
                "reduced-leads", "0.2")),
        windows,
        List.of("e"));
  }

  private static void agree(
      TorchObjective objective, List<TrainingExample> windows, List<String> terms) {
    Map<String, WindowMean> losses;
    float[] values = objective.layout().startingValues(3);
    try (ObjectiveEvaluation evaluation = new ObjectiveEvaluation(objective, values)) {
      losses = evaluation.losses(windows);
    }
    for (String term : terms) {
      double mean =
          windows.stream()
              .flatMap(window -> objective.masked(window).stream())
              .filter(signal -> signal.term().equals(term))
              .mapToDouble(
                  signal -> signal.agreement(new double[signal.samples().length]).targetSquare())
              .average()
              .orElseThrow();
      assertThat(mean).isCloseTo(losses.get("patch_mean_" + term).value(), within(1e-5));
    }
  }

  @Test
  void aLineIsInterpolatedWhole() {
    float[] line = new float[M2ae.SAMPLES];
    for (int i = 0; i < line.length; i++) {
      line[i] = 0.5f + 0.01f * i;
    }
    MaskedSignal signal = hiding(line, 1);
    double[] answer = LinearInterpolation.answer(withoutHidden(signal));
    for (int i = 25; i < line.length - 100; i++) {
      assertThat(answer[i]).isCloseTo(line[i], within(1e-4));
    }
    MaskedSignal.Agreement agreement = signal.agreement(answer);
    assertThat(agreement.targetSquare()).isGreaterThan(0.5);
    assertThat(agreement.loss()).isLessThan(0.1);
  }

  /** Closed forms: an answer that is the target, its opposite, and one that says nothing. */
  @Test
  void anAnswerCostsNothingIfRightAndNoMoreThanTheMeanIfWrong() {
    float[] x = SyntheticWindows.beats(3, 0.15);
    MaskedSignal signal = hiding(x, 2);
    double[] right = new double[x.length];
    double[] opposite = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int patch = i / 25;
      right[i] = 3 * x[i] + patch; // another size, and another level of each patch
      opposite[i] = -x[i];
    }
    double patchMean = signal.agreement(right).targetSquare();
    assertThat(signal.agreement(right).loss()).isLessThan(0.01 * patchMean);
    assertThat(signal.agreement(opposite).loss()).isEqualTo(patchMean);
    assertThat(signal.agreement(new double[x.length]).loss()).isEqualTo(patchMean);
  }

  /** No sample after the last visible one, none before the first, none at all. */
  @Test
  void interpolationIsLevelAtTheEnds() {
    float[] x = {9, 9, 3, 4, 9, 9};
    double[] middle =
        LinearInterpolation.answer(
            new MaskedSignal("ecg", "e", x, new boolean[] {false, true, false}, 0.05));
    assertThat(middle).containsExactly(3, 3, 3, 4, 4, 4);
    assertThat(LinearInterpolation.answer(new MaskedSignal("ecg", "e", x, new boolean[3], 0.05)))
        .containsOnly(0);
  }

  @Test
  void beatsOfOneRateAreExplainedByTheirMean() {
    for (SignalKind kind : List.of(SignalKind.ECG, SignalKind.PPG)) {
      MeanBeat beat = ofOthers(kind);
      double answered = 0;
      double patchMean = 0;
      double interpolated = 0;
      for (int i = 0; i < 8; i++) {
        MaskedSignal signal = hiding(cycles(kind, i), i);
        answered += signal.agreement(beat.answer(withoutHidden(signal))).loss();
        double[] line = LinearInterpolation.answer(withoutHidden(signal));
        interpolated += signal.agreement(line).loss();
        patchMean += signal.agreement(line).targetSquare();
      }
      assertThat(1 - answered / patchMean).as(kind.label()).isGreaterThan(0.9);
      assertThat(1 - interpolated / patchMean).as(kind.label()).isLessThan(0.6);
    }
  }

  /**
   * Closed form: two signals that correlate by ρ explain ρ² of each other, and leads all of a sum.
   */
  @Test
  void aSignalIsExplainedByThoseOfItsMoment() {
    for (double correlation : new double[] {0.3, -0.8}) {
      ConditionalMean mean = ConditionalMean.NONE;
      for (int i = 100; i < 120; i++) {
        mean = mean.and(ConditionalMean.of(correlated(correlation, i)));
      }
      double answered = 0;
      double patchMean = 0;
      for (int i = 0; i < 20; i++) {
        List<MaskedSignal> window = complementary(correlated(correlation, i), i);
        Map<String, double[]> answers =
            mean.answers(window.stream().map(BaselinesTest::withoutHidden).toList());
        for (MaskedSignal signal : window) {
          answered += signal.agreement(answers.get(signal.name())).loss();
          patchMean += signal.agreement(answers.get(signal.name())).targetSquare();
        }
      }
      assertThat(1 - answered / patchMean)
          .as("correlation %s", correlation)
          .isCloseTo(correlation * correlation, within(0.02));
    }
  }

  /** Lead III is II less I, whatever these are. */
  @Test
  void aLeadThatIsADifferenceOfTwoIsKnownByThem() {
    ConditionalMean mean = ConditionalMean.NONE;
    for (int i = 100; i < 120; i++) {
      mean = mean.and(ConditionalMean.of(limbLeads(i)));
    }
    List<MaskedSignal> window = new ArrayList<>();
    boolean[] all = new boolean[PATCHES];
    Arrays.fill(all, true);
    limbLeads(1)
        .forEach(
            (lead, x) ->
                window.add(
                    new MaskedSignal(
                        lead, "e", x, lead.equals("III") ? new boolean[PATCHES] : all, 0.05)));
    for (MaskedSignal signal : window) {
      double[] answer = mean.answers(window).get(signal.name());
      if (signal.name().equals("III")) {
        MaskedSignal.Agreement agreement = signal.agreement(answer);
        assertThat(agreement.loss()).isLessThan(0.01 * agreement.targetSquare());
      } else {
        assertThat(answer).as("nothing hidden").containsOnly(0);
      }
    }
  }

  @Test
  void noAnswerIsGivenForASignalThatNoOtherWindowHas() {
    ConditionalMean mean = ConditionalMean.of(Map.of("ecg", new float[] {1, -1}));
    assertThat(mean.knows("ppg")).isFalse();
    List<MaskedSignal> window = complementary(correlated(0.5, 1), 1);
    assertThat(mean.answers(window)).containsOnlyKeys("ecg");
    assertThat(mean.answers(window).get("ecg")).as("no known signal is visible").containsOnly(0);
  }

  private static Map<String, float[]> correlated(double correlation, long seed) {
    DrawStream draws = new DrawStream(seed, "correlated");
    float[] ecg = new float[M2ae.SAMPLES];
    float[] ppg = new float[M2ae.SAMPLES];
    for (int i = 0; i < ecg.length; i++) {
      double own = draws.nextGaussian();
      ecg[i] = (float) own;
      ppg[i] =
          (float)
              (correlation * own + Math.sqrt(1 - correlation * correlation) * draws.nextGaussian());
    }
    return Map.of("ecg", ecg, "ppg", ppg);
  }

  private static List<MaskedSignal> complementary(Map<String, float[]> signals, long seed) {
    boolean[] visible = MaskPlan.drawView(seed, "test", 0.5, PATCHES);
    boolean[] other = new boolean[PATCHES];
    for (int i = 0; i < PATCHES; i++) {
      other[i] = !visible[i];
    }
    return List.of(
        new MaskedSignal("ecg", "e", signals.get("ecg"), visible, 0.05),
        new MaskedSignal("ppg", "p", signals.get("ppg"), other, 0.05));
  }

  private static Map<String, float[]> limbLeads(long seed) {
    Map<String, float[]> two = correlated(0.5, seed);
    float[] difference = new float[M2ae.SAMPLES];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = two.get("ppg")[i] - two.get("ecg")[i]; // of SD 1, as both correlate by 0.5
    }
    return Map.of("I", two.get("ecg"), "II", two.get("ppg"), "III", difference);
  }

  @Test
  void noBeatIsMadeOfNoCycles() {
    assertThat(MeanBeat.Sum.of(SignalKind.ABP, new float[1250], 125)).isEmpty();
    assertThat(MeanBeat.Sum.of(SignalKind.PPG, new float[1250], 125))
        .hasValueSatisfying(sum -> assertThat(sum.mean(125)).isEmpty());
    MaskedSignal unseen =
        new MaskedSignal("ppg", "p", SyntheticWindows.beats(1, 0.15), new boolean[PATCHES], 0.05);
    assertThat(ofOthers(SignalKind.PPG).answer(unseen)).containsOnly(0);
  }

  private static MeanBeat ofOthers(SignalKind kind) {
    MeanBeat.Sum sum = MeanBeat.Sum.NONE;
    for (int i = 100; i < 120; i++) {
      sum = sum.and(MeanBeat.Sum.of(kind, cycles(kind, i), 125).orElseThrow());
    }
    return sum.mean(125).orElseThrow();
  }

  /** Heart cycles of one rate, one to two per second, from any phase on. */
  private static float[] cycles(SignalKind kind, long seed) {
    DrawStream draws = new DrawStream(seed, "cycles");
    double rate = draws.nextDouble(1, 2);
    double start = draws.nextDouble();
    float[] x = new float[M2ae.SAMPLES];
    for (int i = 0; i < x.length; i++) {
      double phase = (i / 125.0 * rate + start) % 1.0;
      x[i] = (float) (kind == SignalKind.ECG ? ecg(phase) : ppg(phase));
    }
    return x;
  }

  private static double ecg(double phase) {
    return 0.5 * bump(phase, 0.2, 0.05) + 3 * bump(phase, 0.4, 0.03) + bump(phase, 0.7, 0.1);
  }

  private static double bump(double phase, double at, double width) {
    double place = (phase - at) / width;
    return Math.exp(-place * place);
  }

  private static double ppg(double phase) {
    double angle = 2 * Math.PI * phase;
    return Math.sin(angle) + 0.4 * Math.sin(2 * angle + 1);
  }

  private static MaskedSignal hiding(float[] samples, long seed) {
    boolean[] visible = MaskPlan.drawView(seed, "test", 0.5, PATCHES);
    return new MaskedSignal("ecg", "e", samples, visible, 0.05);
  }

  /** What a baseline may see. */
  private static MaskedSignal withoutHidden(MaskedSignal signal) {
    float[] seen = signal.samples().clone();
    for (int i = 0; i < seen.length; i++) {
      seen[i] = signal.isVisible(i) ? seen[i] : Float.NaN;
    }
    return new MaskedSignal(signal.name(), signal.term(), seen, signal.visible(), signal.minSd());
  }
}
