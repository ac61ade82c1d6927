package org.purkinje.models.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.purkinje.models.golden.Goldens.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.models.ecgnat.EcgWindow;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.layer.Transformer;
import org.purkinje.models.loss.Classification;
import org.purkinje.models.loss.HiddenPatches;
import org.purkinje.models.loss.InfoNce;
import org.purkinje.models.loss.NtXent;
import org.purkinje.models.loss.PatchReconstruction;
import org.purkinje.models.loss.SupervisedContrastive;
import org.purkinje.models.m2ae.M2ae;
import org.purkinje.models.masking.PatchMask;

/** Single layers and losses against the PyTorch reference program: values and gradients. */
class OpsIT {
  private static final double BOUND = 1e-5; // of the largest expected value

  private static Safetensors ops;

  @BeforeAll
  static void needsThePeers() {
    Goldens.assumePresent();
    ops = Goldens.tensors("ops");
  }

  @ParameterizedTest
  @ValueSource(strings = {"block", "block_padded"})
  void computesTheTransformerBlock(String name) {
    ParameterLayout layout = new ParameterLayout.Builder(Start.REFERENCE).block("b", 32, 4).build();
    float[] values = new float[(int) layout.length()];
    for (ParameterSpec spec : layout.specs()) {
      float[] own = ops.floats(name + "/in/" + golden(spec));
      System.arraycopy(own, 0, values, (int) spec.offset(), own.length);
    }
    try (PointerScope scope = new PointerScope()) {
      FloatPointer gradients = new FloatPointer(new float[values.length]);
      Parameters p = Parameters.trainable(layout, new FloatPointer(values), gradients);
      Tensor x = input(name, "x");
      Tensor y =
          Transformer.block(p, "b", x, 4, name.equals("block") ? Optional.empty() : padding());
      check(name + "/out/y", y);
      y.mul(ops.tensor(name + "/in/upstream")).sum().backward();
      check(name + "/grad/x", x.mutable_grad());
      for (ParameterSpec spec : layout.specs()) {
        check(name + "/grad/" + golden(spec), p.get(spec.name()).mutable_grad());
      }
    }
  }

  @Test
  void computesLayerNorm() {
    ParameterLayout layout = new ParameterLayout.Builder(Start.REFERENCE).norm("n", 8).build();
    float[] values = new float[16];
    System.arraycopy(ops.floats("layer_norm/in/weight"), 0, values, 0, 8);
    System.arraycopy(ops.floats("layer_norm/in/bias"), 0, values, 8, 8);
    try (PointerScope scope = new PointerScope()) {
      Parameters p =
          Parameters.trainable(layout, new FloatPointer(values), new FloatPointer(new float[16]));
      Tensor x = input("layer_norm", "x");
      Tensor y = Transformer.layerNorm(p, "n", x);
      check("layer_norm/out/y", y);
      y.mul(ops.tensor("layer_norm/in/upstream")).sum().backward();
      check("layer_norm/grad/x", x.mutable_grad());
      check("layer_norm/grad/weight", p.get("n.weight").mutable_grad());
      check("layer_norm/grad/bias", p.get("n.bias").mutable_grad());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"info_nce_hand", "info_nce"})
  void computesInfoNce(String name) {
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> in = inputs(name, "ge", "gp");
      Tensor temperature = Tensors.of(new float[] {0.5f}, 1);
      if (ops.has(name + "/in/tau")) {
        temperature = input(name, "tau");
        in.put("tau", temperature);
      }
      List<Long> subjects = new ArrayList<>();
      for (long subject : ops.longs(name + "/in/subject")) {
        subjects.add(subject);
      }
      check(name, in, InfoNce.loss(in.get("ge"), in.get("gp"), subjects, temperature).sum());
    }
  }

  @Test
  void computesNtXent() {
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> in = inputs("nt_xent", "z1", "z2", "tau");
      check("nt_xent", in, NtXent.loss(in.get("z1"), in.get("z2"), in.get("tau")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sup_con_4", "sup_con_skip", "sup_con_multilabel"})
  void computesTheSupervisedContrastiveLoss(String name) {
    double[][] weights =
        ops.has(name + "/in/y")
            ? SupervisedContrastive.ofCommonLabels(flags(name + "/in/y"))
            : SupervisedContrastive.ofOneClass(ops.longs(name + "/in/label"));
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> in = inputs(name, "z");
      check(name, in, SupervisedContrastive.loss(in.get("z"), weights, 0.1));
    }
  }

  @Test
  void computesSmoothedCrossEntropy() {
    long[] classes = ops.longs("cross_entropy_smooth/in/label");
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> in = inputs("cross_entropy_smooth", "logits");
      check(
          "cross_entropy_smooth", in, Classification.crossEntropy(in.get("logits"), classes, 0.1));
    }
  }

  @Test
  void computesNormalisedTargets() {
    try (PointerScope scope = new PointerScope()) {
      PatchMask nothing = PatchMask.of(new boolean[2][M2ae.PATCHES]);
      HiddenPatches every = HiddenPatches.of(nothing, new boolean[] {true, true}).orElseThrow();
      Tensor x = ops.tensor("m2ae_target/in/x");
      check("m2ae_target/out/y", new PatchReconstruction(x, M2ae.PATCH_SAMPLES, every).target());
    }
  }

  @Test
  void computesTargetsRelativeToALeadsSd() {
    int leads = EcgWindow.LEADS.size();
    boolean[] present = new boolean[leads];
    Arrays.fill(present, true);
    try (PointerScope scope = new PointerScope()) {
      PatchMask nothing = PatchMask.of(new boolean[leads][EcgWindow.UNITS]);
      HiddenPatches every = HiddenPatches.of(nothing, present).orElseThrow();
      Tensor x = ops.tensor("ecg_nat_target/in/x").view(leads, EcgWindow.SAMPLES);
      check(
          "ecg_nat_target/out/y",
          PatchReconstruction.ofAnyScale(x, EcgWindow.UNIT_SAMPLES, every).target());
      Tensor louder = x.mul(new Scalar(10)); // the offset of 0.001 is then a tenth of it
      float[] expected = Tensors.toFloats(PatchReconstruction.ofAnyScale(x, 32, every).target());
      assertClose(
          "of ten times the amplitude",
          PatchReconstruction.ofAnyScale(louder, 32, every).target(),
          expected,
          0.05);
    }
  }

  private static boolean[][] flags(String name) {
    long[] values = ops.longs(name);
    int columns = (int) ops.shape(name)[1];
    boolean[][] flags = new boolean[values.length / columns][columns];
    for (int i = 0; i < values.length; i++) {
      flags[i / columns][i % columns] = values[i] != 0;
    }
    return flags;
  }

  private static Optional<Tensor> padding() {
    float[] bias = new float[20];
    for (int key = 6; key < 10; key++) {
      bias[10 + key] = -1e9f; // sample 1, keys 6 to 9
    }
    return Optional.of(Tensors.of(bias, 2, 1, 1, 10));
  }

  private static String golden(ParameterSpec spec) {
    return spec.name().substring(2).replace(".", "__");
  }

  private static Tensor input(String name, String tensor) {
    return ops.tensor(name + "/in/" + tensor).set_requires_grad(true);
  }

  private static Map<String, Tensor> inputs(String name, String... tensors) {
    Map<String, Tensor> inputs = new TreeMap<>();
    for (String tensor : tensors) {
      inputs.put(tensor, input(name, tensor));
    }
    return inputs;
  }

  private static void check(String name, Map<String, Tensor> inputs, Tensor loss) {
    assertThat(loss.item_double()).isCloseTo(ops.doubles(name + "/out/y")[0], within(1e-5));
    loss.backward();
    inputs.forEach((input, x) -> check(name + "/grad/" + input, x.mutable_grad()));
  }

  private static void check(String name, Tensor actual) {
    float[] expected = ops.floats(name);
    assertClose(name, actual, expected, BOUND * Math.max(1, Goldens.largest(expected)));
  }
}
