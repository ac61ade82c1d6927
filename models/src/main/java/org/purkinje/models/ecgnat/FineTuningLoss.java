package org.purkinje.models.ecgnat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.loss.Classification;
import org.purkinje.models.loss.SupervisedContrastive;
import org.purkinje.models.training.LossTerms;

/**
 * {@code L = λ L_sc + (1 − λ) L_ce} of a batch of labelled ECGs, several views of each: {@code sc},
 * the supervised contrastive loss of projections at temperature 0.1, and {@code ce}, cross-entropy
 * with label smoothing 0.1 or, with several labels an ECG, binary cross-entropy.
 *
 * <p>M views, S samples.
 *
 * @param contrastShare λ, 0 to 1
 */
public record FineTuningLoss(double contrastShare) {

  private static final double TEMPERATURE = 0.1;
  private static final double LABEL_SMOOTHING = 0.1;

  public FineTuningLoss {
    if (!(contrastShare >= 0 && contrastShare <= 1)) {
      throw new IllegalArgumentException("contrast-share must be 0 to 1, got " + contrastShare);
    }
  }

  /**
   * @param x standardised samples [M, 12, S]
   * @param classes class of each view, length M
   */
  public LossTerms of(EcgNat model, Tensor x, long[] classes) {
    Tensor feature = model.feature(x);
    return joined(
        SupervisedContrastive.loss(
            model.project(feature), SupervisedContrastive.ofOneClass(classes), TEMPERATURE),
        Classification.crossEntropy(model.logits(feature), classes, LABEL_SMOOTHING),
        classes.length);
  }

  /**
   * @param x standardised samples [M, 12, S]
   * @param labels which each view has, shape [M][classes]
   */
  public LossTerms of(EcgNat model, Tensor x, boolean[][] labels) {
    Tensor feature = model.feature(x);
    return joined(
        SupervisedContrastive.loss(
            model.project(feature), SupervisedContrastive.ofCommonLabels(labels), TEMPERATURE),
        Classification.binaryCrossEntropy(model.logits(feature), labels),
        labels.length);
  }

  private LossTerms joined(Tensor contrast, Tensor classification, int views) {
    Map<String, LossTerms.Term> terms = new LinkedHashMap<>();
    terms.put("sc", new LossTerms.Term(contrast, views));
    terms.put("ce", new LossTerms.Term(classification, views));
    Tensor total =
        contrast
            .mul(new Scalar(contrastShare))
            .add(classification.mul(new Scalar(1 - contrastShare)));
    return new LossTerms(total, terms);
  }
}
