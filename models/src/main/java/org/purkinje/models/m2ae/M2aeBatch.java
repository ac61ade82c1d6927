package org.purkinje.models.m2ae;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.masking.PatchMask;

/**
 * What one M2AE step sees.
 *
 * <p>B windows, S samples.
 *
 * @param masked the view that is reconstructed
 * @param contrastive single-signal views: none for reconstruction alone, one adds InfoNCE between
 *     ECG and PPG, a second one adds NT-Xent between the two views
 * @param ecgPresent whether each window has an ECG, length B
 * @param ppgPresent whether each window has a PPG, length B
 * @param trustedPair whether ECG and PPG of each window are known to belong together, length B;
 *     only such windows take part in the contrastive terms
 * @param subjects subject of each window, length B
 * @param contrastiveWeight λ of the contrastive terms
 */
public record M2aeBatch(
    View masked,
    List<View> contrastive,
    boolean[] ecgPresent,
    boolean[] ppgPresent,
    boolean[] trustedPair,
    long[] subjects,
    double contrastiveWeight) {

  /**
   * Both signals [B, S] and what is visible of them. Samples of an absent signal are never read.
   */
  public record View(Tensor ecg, Tensor ppg, PatchMask ecgMask, PatchMask ppgMask) {
    Tensor signal(Modality m) {
      return m == Modality.ECG ? ecg : ppg;
    }

    PatchMask mask(Modality m) {
      return m == Modality.ECG ? ecgMask : ppgMask;
    }
  }

  boolean[] present(Modality m) {
    return m == Modality.ECG ? ecgPresent : ppgPresent;
  }
}
