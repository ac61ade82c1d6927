package org.purkinje.models.m2ae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.masking.PatchMask;

/** What a masked autoencoder must not see, and what padding must not change. */
class M2aeTest {
  private static final ParameterLayout LAYOUT = M2ae.layout(M2aeSize.TINY, Start.REFERENCE);

  @Test
  void seesNothingOfHiddenPatches() {
    try (PointerScope scope = new PointerScope()) {
      M2ae model = model();
      Masks masks = masks(3);
      float[][] ecg = windows(3, 0.03);
      float[][] ppg = windows(3, 0.15);
      float[] before = outputs(model, ecg, ppg, masks);
      for (int b = 0; b < 3; b++) {
        disturbHidden(ecg[b], masks.ecg(), b);
        disturbHidden(ppg[b], masks.ppg(), b);
      }
      assertThat(outputs(model, ecg, ppg, masks)).isEqualTo(before);
    }
  }

  @Test
  void seesEveryVisiblePatchOfTheOtherSignal() {
    try (PointerScope scope = new PointerScope()) {
      M2ae model = model();
      Masks masks = masks(1);
      float[][] ecg = windows(1, 0.03);
      float[][] ppg = windows(1, 0.15);
      float[] before = outputs(model, ecg, ppg, masks);
      for (int i = 0; i < M2ae.PATCHES; i++) {
        if (masks.ecg().isVisible(0, i)) {
          ecg[0][i * M2ae.PATCH_SAMPLES] += 1;
          float[] after = outputs(model, ecg, ppg, masks);
          assertThat(after).isNotEqualTo(before);
          before = after;
        }
      }
    }
  }

  @Test
  void givesAWindowTheSameResultAmongFullerOnes() {
    try (PointerScope scope = new PointerScope()) {
      M2ae model = model();
      boolean[][] ecgVisible = masks(2).ecg().toArray();
      boolean[][] ppgVisible = masks(2).ppg().toArray();
      ecgVisible[0] = new boolean[M2ae.PATCHES];
      float[][] ecg = windows(2, 0.03);
      float[][] ppg = windows(2, 0.15);
      Masks masks = new Masks(PatchMask.of(ecgVisible), PatchMask.of(ppgVisible));
      float[] among = outputs(model, ecg, ppg, masks);
      float[] alone =
          outputs(
              model,
              new float[][] {ecg[0]},
              new float[][] {ppg[0]},
              new Masks(masks.ecg().select(new int[] {0}), masks.ppg().select(new int[] {0})));
      float[] first = new float[alone.length];
      System.arraycopy(among, 0, first, 0, M2ae.SAMPLES);
      System.arraycopy(among, 2 * M2ae.SAMPLES, first, M2ae.SAMPLES, M2ae.SAMPLES);
      System.arraycopy(among, 4 * M2ae.SAMPLES, first, 2 * M2ae.SAMPLES, 64);
      assertThat(first).containsExactly(alone, within(1e-5f));
    }
  }

  private record Masks(PatchMask ecg, PatchMask ppg) {}

  private static Masks masks(int windows) {
    MaskPlan plan = new MaskPlan(MaskPlan.Scheme.COMPLEMENTARY, 0.5, 0, 0);
    boolean[][] ecg = new boolean[windows][];
    boolean[][] ppg = new boolean[windows][];
    for (int b = 0; b < windows; b++) {
      MaskPlan.Pair pair = plan.draw(b, MaskPlan.Pairing.TRUSTED, M2ae.PATCHES);
      ecg[b] = pair.ecg();
      ppg[b] = pair.ppg();
    }
    return new Masks(PatchMask.of(ecg), PatchMask.of(ppg));
  }

  private static float[][] windows(int count, double width) {
    float[][] windows = new float[count][];
    for (int b = 0; b < count; b++) {
      windows[b] = SyntheticWindows.beats(b, width);
    }
    return windows;
  }

  private static void disturbHidden(float[] samples, PatchMask mask, int window) {
    for (int i = 0; i < samples.length; i++) {
      if (!mask.isVisible(window, i / M2ae.PATCH_SAMPLES)) {
        samples[i] += 100 * (i % 7);
      }
    }
  }

  private static M2ae model() {
    return new M2ae(
        M2aeSize.TINY, Parameters.frozen(LAYOUT, new FloatPointer(LAYOUT.startingValues(7))));
  }

  /** Every reconstructed patch of ECG, then of PPG, then the joint embeddings. */
  private static float[] outputs(M2ae model, float[][] ecg, float[][] ppg, Masks masks) {
    M2ae.PairTokens tokens =
        model.share(
            model.encode(Modality.ECG, tensor(ecg), masks.ecg()),
            model.encode(Modality.PPG, tensor(ppg), masks.ppg()));
    long[] every = LongStream.range(0, (long) ecg.length * M2ae.PATCHES).toArray();
    Tensor rows = Tensors.of(every);
    return Tensors.toFloats(
        Tensors.concatenate(
            0,
            model.decode(Modality.ECG, tokens, rows).flatten(),
            model.decode(Modality.PPG, tokens, rows).flatten(),
            model.jointEmbedding(tokens).flatten()));
  }

  private static Tensor tensor(float[][] windows) {
    float[] all = new float[windows.length * M2ae.SAMPLES];
    for (int b = 0; b < windows.length; b++) {
      System.arraycopy(windows[b], 0, all, b * M2ae.SAMPLES, M2ae.SAMPLES);
    }
    return Tensors.of(all, windows.length, M2ae.SAMPLES);
  }
}
