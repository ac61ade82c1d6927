package org.purkinje.models.objective;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.network.M2ae;
import org.purkinje.models.network.Modality;
import org.purkinje.models.network.Tensors;

/**
 * {@code L = L_rec + λ (L_con + 0.25 L_aug)}, each a mean over the batch.
 *
 * <p>An absent signal is hidden as a whole and adds no reconstruction error; its window takes no
 * part in the contrastive terms, neither as anchor nor as candidate. A batch without a paired
 * window has contrastive terms of 0.
 *
 * <p>B windows, C paired windows.
 */
public final class M2aeLoss {
  private static final double AUGMENTED_WEIGHT = 0.25;
  private static final List<String> REC_TERMS = List.of("rec_", "patch_mean_", "window_mean_");
  private static final List<String> CONTRASTIVE_TERMS = List.of("con", "aug");

  private final M2ae model;
  private final M2aeBatch batch;
  private final Map<String, Tensor> terms = new LinkedHashMap<>();

  private M2aeLoss(M2ae model, M2aeBatch batch) {
    this.model = model;
    this.batch = batch;
  }

  public static LossTerms of(M2ae model, M2aeBatch batch) {
    return new M2aeLoss(model, batch).compute();
  }

  private LossTerms compute() {
    Tensor total = reconstruct();
    if (!batch.contrastive().isEmpty()) {
      total = total.add(contrast().mul(new Scalar(batch.contrastiveWeight())));
    }
    return new LossTerms(total, terms);
  }

  private Tensor reconstruct() {
    M2aeBatch.View view = batch.masked();
    PatchMask ecgMask = view.ecgMask().hidingAbsent(batch.ecgPresent());
    PatchMask ppgMask = view.ppgMask().hidingAbsent(batch.ppgPresent());
    M2ae.PairTokens tokens =
        model.share(
            model.encode(Modality.ECG, view.ecg(), ecgMask),
            model.encode(Modality.PPG, view.ppg(), ppgMask));
    return reconstruct(Modality.ECG, tokens).add(reconstruct(Modality.PPG, tokens));
  }

  private Tensor reconstruct(Modality m, M2ae.PairTokens tokens) {
    Optional<HiddenPatches> hidden = HiddenPatches.of(batch.masked().mask(m), batch.present(m));
    if (hidden.isEmpty()) {
      REC_TERMS.forEach(term -> terms.put(term + m.letter(), zero()));
      return zero();
    }
    PatchReconstruction patches = new PatchReconstruction(batch.masked().signal(m), hidden.get());
    Tensor loss = patches.loss(model.decode(m, tokens, hidden.get().rows()));
    terms.put("rec_" + m.letter(), loss);
    terms.put("patch_mean_" + m.letter(), patches.patchMeanLoss());
    terms.put("window_mean_" + m.letter(), patches.windowMeanLoss());
    return loss;
  }

  private Tensor contrast() {
    int[] paired = pairedWindows();
    Tensor temperature = model.temperature();
    if (paired.length == 0) {
      CONTRASTIVE_TERMS
          .subList(0, batch.contrastive().size())
          .forEach(term -> terms.put(term, zero()));
      return zero();
    }
    M2aeBatch.View first = batch.contrastive().get(0);
    Tensor ecg = unitVectors(Modality.ECG, first, paired); // [C, 128]
    Tensor ppg = unitVectors(Modality.PPG, first, paired); // [C, 128]
    Tensor loss = InfoNce.loss(ecg, ppg, subjects(paired), temperature);
    terms.put("con", loss);
    if (batch.contrastive().size() > 1) {
      M2aeBatch.View second = batch.contrastive().get(1);
      Tensor ecgPair = NtXent.loss(ecg, unitVectors(Modality.ECG, second, paired), temperature);
      Tensor ppgPair = NtXent.loss(ppg, unitVectors(Modality.PPG, second, paired), temperature);
      Tensor augmented = ecgPair.add(ppgPair).mul(new Scalar(0.5));
      terms.put("aug", augmented);
      loss = loss.add(augmented.mul(new Scalar(AUGMENTED_WEIGHT)));
    }
    return loss;
  }

  private Tensor unitVectors(Modality m, M2aeBatch.View view, int[] paired) {
    Tensor x = view.signal(m);
    PatchMask mask = view.mask(m);
    if (paired.length < mask.windows()) {
      long[] rows = Arrays.stream(paired).asLongStream().toArray();
      x = x.index_select(0, Tensors.of(rows));
      mask = mask.select(paired);
    }
    return model.project(m, model.fingerprint(model.encode(m, x, mask)));
  }

  private int[] pairedWindows() {
    return IntStream.range(0, batch.ecgPresent().length)
        .filter(b -> batch.ecgPresent()[b] && batch.ppgPresent()[b])
        .toArray();
  }

  private List<Long> subjects(int[] windows) {
    return Arrays.stream(windows).mapToObj(b -> batch.subjects()[b]).toList();
  }

  /** 0 with a gradient of 0, so that a backward pass is always possible. */
  private Tensor zero() {
    return model.temperature().mul(new Scalar(0));
  }
}
