package org.purkinje.models.m2ae;

import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.training.Setting;

/** The settings of {@link M2aeObjective}, one by one. */
public record M2aeSettings(
    @Setting("widths and depths of the model") M2aeSize size,
    @Setting(
            "how the masks of ECG and PPG relate: what is visible in one is hidden in the other,"
                + " or each is drawn for itself")
        MaskPlan.Scheme masks,
    @Setting(
            "share of the patches of each signal that are hidden, above 0, below 1; at least 0.5"
                + " if complementary")
        double maskRatio,
    @Setting("patches of 0.2 s by which PPG's masks lag those of ECG, at least 0") int lagPatches,
    @Setting("probability that a signal of a pair is hidden whole, 0 to 0.5")
        double modalityDropout,
    @Setting("share of the patches hidden in a contrastive view, at least 0, below 1")
        double viewMaskRatio,
    @Setting("0 for reconstruction alone, 1 adds InfoNCE, 2 adds NT-Xent with an augmented view")
        int contrastiveViews,
    @Setting("weight of the contrastive terms after their warm-up, at least 0")
        double contrastiveWeight,
    @Setting("share of the steps in which that weight rises from 0, 0 to 1")
        double contrastiveWarmup,
    @Setting(
            value = "steps from one with contrastive terms to the next, at least 1; 1 if left out",
            absent = "1")
        int contrastiveInterval) {}
