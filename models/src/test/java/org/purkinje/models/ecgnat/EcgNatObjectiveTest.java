package org.purkinje.models.ecgnat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.models.dl4j.LossRecorders;
import org.purkinje.models.dl4j.ObjectiveLayer;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.LossAndGradient;
import org.purkinje.models.training.ObjectiveEvaluation;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.StepLosses;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingSpec;

/** In double precision; oracles: finite differences, and the loss of windows alone. */
class EcgNatObjectiveTest {

  private static final EcgNatObjective OBJECTIVE = objective(0, 0);
  private static final ParameterLayout LAYOUT = EcgNat.layout(EcgNatSize.MICRO, Start.REFERENCE);

  @AfterEach
  void forgetRecorder() {
    LossRecorders.forgetThisThread();
  }

  @Test
  void isMadeFromItsSettings() {
    EcgNatObjective objective = objective(0.1, 0.2);
    assertThat(ObjectiveFactory.create("ecg-nat", objective.settings())).isEqualTo(objective);
  }

  @Test
  void lowersTheLoss() {
    List<StepLosses> steps = new ArrayList<>();
    LossRecorders.useInThisThread(steps::add);
    AdamW optimiser =
        new AdamW(new LearningRate(3e-3, 5, 1000, LearningRate.Decay.COSINE), 0.9, 0.95, 0.05, 1);
    ObjectiveLayer layer =
        new ObjectiveLayer(
            new TrainingSpec("test", "ecg-nat", objective(0.1, 0.1).settings(), 11, optimiser));
    ComputationGraph graph = new ComputationGraph(PretrainingGraph.of(layer));
    graph.init();
    for (int step = 0; step < 25; step++) {
      graph.fit(PretrainingGraph.batch(OBJECTIVE, SyntheticLeads.windows(2, step)));
    }
    StepLosses first = steps.get(0);
    StepLosses last = steps.get(24);
    assertThat(last.terms().keySet()).containsExactly("rec_e", "patch_mean_e");
    assertThat(last.total()).isLessThan(0.8 * first.total()).isEqualTo(graph.score());
    assertThat(last.total()).isLessThan(0.9 * last.terms().get("patch_mean_e").value());
    assertThat(last.terms().get("rec_e").windows()).isEqualTo(2);
  }

  @Test
  void agreesWithFiniteDifferences() {
    List<TrainingExample> windows =
        List.of(SyntheticLeads.window(2, List.of(Lead.I, Lead.II, Lead.V2)));
    double[] values = LossAndGradient.startingValues(LAYOUT, 7);
    double[] gradient = evaluate(OBJECTIVE, windows, values).gradient();
    DrawStream draws = new DrawStream(17, "picks");
    double step = 1e-5;
    // Goldens hold every tensor's gradient; here are some of each part.
    for (ParameterSpec spec : LAYOUT.specs()) {
      if (!spec.name().matches("tok.*conv.*weight|mask|.*rpb|.*2.*qkv.weight|dec.embed.weight")) {
        continue;
      }
      double largest = 1e-6;
      for (long i = spec.offset(); i < spec.end(); i++) {
        largest = Math.max(largest, Math.abs(gradient[(int) i]));
      }
      int at = (int) spec.offset() + draws.nextInt((int) spec.length());
      double kept = values[at];
      values[at] = kept + step;
      double up = evaluate(OBJECTIVE, windows, values).total();
      values[at] = kept - step;
      double down = evaluate(OBJECTIVE, windows, values).total();
      values[at] = kept;
      assertThat((up - down) / (2 * step))
          .as(spec.name())
          .isCloseTo(gradient[at], within(1e-5 * largest));
    }
  }

  /** Leads hide equally many units, so a window weighs as many leads as it has. */
  @Test
  void weighsWindowsByTheirLeads() {
    TrainingExample twelve = SyntheticLeads.window(1, EcgWindow.LEADS);
    TrainingExample three = SyntheticLeads.window(2, List.of(Lead.I, Lead.AVF, Lead.V6));
    double first = evaluate(OBJECTIVE, List.of(twelve)).total();
    double second = evaluate(OBJECTIVE, List.of(three)).total();
    LossAndGradient both = evaluate(OBJECTIVE, List.of(twelve, three));
    assertThat(both.total()).isCloseTo((12 * first + 3 * second) / 15, within(1e-12));
    assertThat(both.value("rec_e")).isEqualTo(both.total());
    assertThat(both.terms().get("rec_e").windows()).isEqualTo(2);
  }

  /** The samples of a hidden unit may change what is asked for, never what is answered. */
  @Test
  void doesNotSeeWhatIsHidden() {
    TrainingExample window = SyntheticLeads.window(5, EcgWindow.LEADS);
    boolean[][] visible = OBJECTIVE.masks().drawUnits(window.seed());
    Map<String, float[]> signals = new HashMap<>();
    for (int lead = 0; lead < visible.length; lead++) {
      float[] x = window.signal(EcgWindow.LEADS.get(lead).label()).clone();
      for (int unit = 0; unit < EcgWindow.UNITS; unit++) {
        if (!visible[lead][unit]) {
          centre(x, unit * EcgWindow.UNIT_SAMPLES);
        }
      }
      signals.put(EcgWindow.LEADS.get(lead).label(), x);
    }
    double before = evaluate(OBJECTIVE, List.of(window)).total();
    double after =
        evaluate(OBJECTIVE, List.of(new TrainingExample("w", 5, false, signals, window.seed())))
            .total();
    assertThat(after).isCloseTo(before, within(1e-5));
  }

  /** The same unit in its own units; the lead's SD, and so the floor of units, only falls. */
  private static void centre(float[] x, int from) {
    float sum = 0;
    for (int i = from; i < from + EcgWindow.UNIT_SAMPLES; i++) {
      sum += x[i];
    }
    for (int i = from; i < from + EcgWindow.UNIT_SAMPLES; i++) {
      x[i] -= sum / EcgWindow.UNIT_SAMPLES;
    }
  }

  /** Oracle: the same window without the leads that its seed drops. */
  @Test
  void treatsDroppedLeadsAsAbsent() {
    EcgNatObjective dropping = objective(0.4, 0.5);
    for (long seed : new long[] {1, 2, 3}) {
      TrainingExample window = SyntheticLeads.window(seed, EcgWindow.LEADS);
      boolean[] all = new boolean[EcgWindow.LEADS.size()];
      Arrays.fill(all, true);
      boolean[] kept = dropping.masks().drawLeads(seed, all);
      List<Lead> leads = new ArrayList<>();
      for (int lead = 0; lead < kept.length; lead++) {
        if (kept[lead]) {
          leads.add(EcgWindow.LEADS.get(lead));
        }
      }
      assertThat(leads).hasSizeBetween(1, 11);
      assertThat(evaluate(dropping, List.of(window)).total())
          .isEqualTo(evaluate(OBJECTIVE, List.of(SyntheticLeads.window(seed, leads))).total());
    }
  }

  /** Curves of held-out windows do not depend on what a training does to windows beforehand. */
  @Test
  void measuresWindowsAsTheyAre() {
    float[] values = LAYOUT.startingValues(7);
    List<TrainingExample> windows = SyntheticLeads.windows(2, 4);
    EcgNatObjective disturbed =
        new EcgNatObjective(EcgNatSize.MICRO, new UnitMaskPlan(0.6, 0.5, 0.4, 0.5), 1, 0.5);
    try (ObjectiveEvaluation plain = new ObjectiveEvaluation(OBJECTIVE, values);
        ObjectiveEvaluation of = new ObjectiveEvaluation(disturbed, values)) {
      assertThat(of.losses(windows)).isEqualTo(plain.losses(windows));
    }
    assertThat(evaluate(disturbed, windows).total())
        .isNotEqualTo(evaluate(OBJECTIVE, windows).total());
  }

  @Test
  void takesSettingsOfBeforeThereWereAugmentations() {
    Map<String, String> settings = new HashMap<>(objective(0.1, 0.2).settings());
    settings.remove("augmentation");
    settings.remove("drop-path");
    assertThat(ObjectiveFactory.create("ecg-nat", settings)).isEqualTo(objective(0.1, 0.2));
  }

  @Test
  void givesBackWhatWasPacked() {
    float[] rows =
        OBJECTIVE.rows(
            List.of(
                SyntheticLeads.window(Long.MIN_VALUE + 5, EcgWindow.LEADS),
                SyntheticLeads.window(8, List.of(Lead.AVR, Lead.V6))));
    try (PointerScope scope = new PointerScope()) {
      PackedRows packed = new PackedRows(new FloatPointer(rows), 2, OBJECTIVE.row());
      assertThat(packed.numbers("seed")).containsExactly(Long.MIN_VALUE + 5, 8);
      assertThat(packed.flags("aVR-present")).containsExactly(true, true);
      assertThat(packed.flags("V5-present")).containsExactly(true, false);
      float[] second = Tensors.toFloats(packed.floats("samples").narrow(0, 1, 1));
      Map<String, float[]> signals = SyntheticLeads.signals(8, List.of(Lead.AVR, Lead.V6));
      for (int lead = 0; lead < 12; lead++) {
        float[] own =
            Arrays.copyOfRange(second, lead * EcgWindow.SAMPLES, (lead + 1) * EcgWindow.SAMPLES);
        assertThat(own)
            .isEqualTo(
                signals.getOrDefault(
                    EcgWindow.LEADS.get(lead).label(), new float[EcgWindow.SAMPLES]));
      }
    }
  }

  @Test
  void refusesWindowsWithoutLeadOrWithBadSamples() {
    refuses(
        Map.of("ecg", new float[EcgWindow.SAMPLES], "ppg", new float[7]),
        "a window must have one of the leads I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6, got"
            + " signals [ecg, ppg]; window-signals cuts leads with take: each");
    refuses(
        Map.of("V2", new float[1250]),
        "lead V2 must have 2560 samples (10 s at 256 Hz) or none, got 1250");
    float[] gap = new float[EcgWindow.SAMPLES];
    gap[3] = Float.NaN;
    refuses(Map.of("aVL", gap), "lead aVL sample 3 must be finite, got NaN");
  }

  private static void refuses(Map<String, float[]> signals, String why) {
    TrainingExample example = new TrainingExample("w", 1, false, signals, 1);
    assertThatThrownBy(() -> OBJECTIVE.rows(List.of(example)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  private static LossAndGradient evaluate(
      EcgNatObjective objective, List<TrainingExample> windows) {
    return evaluate(objective, windows, LossAndGradient.startingValues(LAYOUT, 7));
  }

  private static LossAndGradient evaluate(
      EcgNatObjective objective, List<TrainingExample> windows, double[] values) {
    return LossAndGradient.of(objective, LAYOUT, windows, values);
  }

  private static EcgNatObjective objective(double leadDropout, double reducedLeads) {
    return new EcgNatObjective(
        EcgNatSize.MICRO, new UnitMaskPlan(0.6, 0.5, leadDropout, reducedLeads));
  }
}
