package org.purkinje.models.ecgnat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.layer.DropPath;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.loss.HiddenPatches;
import org.purkinje.models.loss.PatchReconstruction;
import org.purkinje.models.training.LossTerms;

/**
 * Squared error of the hidden units of the leads that are there, each in units of its own, a mean
 * over the leads of the batch. Leads hide equally many units, so it is the mean over units too.
 *
 * <p>B windows, S samples, T hidden units of U samples.
 */
public final class EcgNatLoss {

  private EcgNatLoss() {}

  /**
   * Terms {@code rec_e}, the loss, and {@code patch_mean_e}, that of answering each unit's mean.
   *
   * @param x standardised samples [B, 12, S]; those of absent leads are never read
   */
  public static LossTerms of(EcgNatSize size, Parameters parameters, Tensor x, UnitMask mask) {
    return of(size, parameters, x, mask, DropPath.NONE);
  }

  static LossTerms of(
      EcgNatSize size, Parameters parameters, Tensor x, UnitMask mask, DropPath dropPath) {
    Optional<HiddenPatches> hidden = HiddenPatches.of(mask.visible(), mask.present());
    if (hidden.isEmpty()) {
      // 0 with a gradient of 0, so that a backward pass is always possible.
      return new LossTerms(parameters.get("mask").sum().mul(new Scalar(0)), Map.of());
    }
    PatchReconstruction units =
        PatchReconstruction.ofAnyScale(
            x.reshape(-1, EcgWindow.SAMPLES), EcgWindow.UNIT_SAMPLES, hidden.get());
    Tensor predicted =
        new EcgNat(size, parameters, dropPath)
            .reconstruct(x, mask) // [B, 12, N, U]
            .reshape(-1, EcgWindow.UNIT_SAMPLES)
            .index_select(0, hidden.get().rows()); // [T, U]
    Tensor loss = units.loss(predicted);
    Map<String, LossTerms.Term> terms = new LinkedHashMap<>();
    terms.put("rec_e", new LossTerms.Term(loss, mask.windows()));
    terms.put("patch_mean_e", new LossTerms.Term(units.patchMeanLoss(), mask.windows()));
    return new LossTerms(loss, terms);
  }
}
