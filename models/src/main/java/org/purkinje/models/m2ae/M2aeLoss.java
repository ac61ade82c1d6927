package org.purkinje.models.m2ae;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.layer.Tensors;
import org.purkinje.models.loss.HiddenPatches;
import org.purkinje.models.loss.InfoNce;
import org.purkinje.models.loss.NtXent;
import org.purkinje.models.loss.PatchReconstruction;
import org.purkinje.models.masking.PatchMask;
import org.purkinje.models.training.LossTerms;

/**
 * {@code L = L_rec,e + L_rec,p + λ (L_con + 0.25 L_aug)}, each a mean over the windows that have
 * it: the signal for a reconstruction, a trusted pair for the contrastive terms. So a corpus
 * without PPG beside a paired one does not weaken the gradient of PPG.
 *
 * <p>An absent signal is hidden as a whole. A term that no window of the batch has adds nothing.
 *
 * <p>B windows, C trusted pairs.
 */
public final class M2aeLoss {
  private static final double AUGMENTED_WEIGHT = 0.25;

  private final M2ae model;
  private final M2aeBatch batch;
  private final Map<String, LossTerms.Term> terms = new LinkedHashMap<>();

  private M2aeLoss(M2ae model, M2aeBatch batch) {
    this.model = model;
    this.batch = batch;
  }

  public static LossTerms of(M2ae model, M2aeBatch batch) {
    return new M2aeLoss(model, batch).compute();
  }

  private LossTerms compute() {
    Tensor total = reconstruct();
    int[] pairs = trustedPairs();
    if (!batch.contrastive().isEmpty() && pairs.length > 0) {
      total = total.add(contrast(pairs).mul(new Scalar(batch.contrastiveWeight())));
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
      return zero();
    }
    int windows = hidden.get().windows();
    PatchReconstruction patches =
        new PatchReconstruction(batch.masked().signal(m), M2ae.PATCH_SAMPLES, hidden.get());
    Tensor loss = patches.loss(model.decode(m, tokens, hidden.get().rows()));
    terms.put("rec_" + m.letter(), new LossTerms.Term(loss, windows));
    terms.put("patch_mean_" + m.letter(), new LossTerms.Term(patches.patchMeanLoss(), windows));
    return loss;
  }

  private Tensor contrast(int[] pairs) {
    Tensor temperature = model.temperature();
    List<Long> subjects = subjects(pairs);
    M2aeBatch.View first = batch.contrastive().get(0);
    Tensor ecg = unitVectors(Modality.ECG, first, pairs); // [C, 128]
    Tensor ppg = unitVectors(Modality.PPG, first, pairs); // [C, 128]
    Tensor loss = InfoNce.loss(ecg, ppg, subjects, temperature);
    put("con", loss, InfoNce.chance(subjects), pairs.length);
    if (batch.contrastive().size() > 1) {
      M2aeBatch.View second = batch.contrastive().get(1);
      Tensor ecgPair = NtXent.loss(ecg, unitVectors(Modality.ECG, second, pairs), temperature);
      Tensor ppgPair = NtXent.loss(ppg, unitVectors(Modality.PPG, second, pairs), temperature);
      Tensor augmented = ecgPair.add(ppgPair).mul(new Scalar(0.5));
      put("aug", augmented, NtXent.chance(pairs.length), pairs.length);
      loss = loss.add(augmented.mul(new Scalar(AUGMENTED_WEIGHT)));
    }
    return loss;
  }

  /** A contrastive term with what equal scores would cost. */
  private void put(String name, Tensor loss, double chance, int windows) {
    terms.put(name, new LossTerms.Term(loss, windows));
    Tensor cost = Tensors.of(new double[] {chance}, 1).select(0, 0);
    terms.put(name + "_chance", new LossTerms.Term(cost, windows));
  }

  private Tensor unitVectors(Modality m, M2aeBatch.View view, int[] pairs) {
    Tensor x = view.signal(m);
    PatchMask mask = view.mask(m);
    if (pairs.length < mask.windows()) {
      long[] rows = Arrays.stream(pairs).asLongStream().toArray();
      x = x.index_select(0, Tensors.of(rows));
      mask = mask.select(pairs);
    }
    return model.project(m, model.embedding(model.encode(m, x, mask)));
  }

  private int[] trustedPairs() {
    return IntStream.range(0, batch.ecgPresent().length)
        .filter(b -> batch.ecgPresent()[b] && batch.ppgPresent()[b] && batch.trustedPair()[b])
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
