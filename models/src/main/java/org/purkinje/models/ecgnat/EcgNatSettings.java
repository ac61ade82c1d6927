package org.purkinje.models.ecgnat;

import org.purkinje.models.training.Setting;

/** The settings of {@link EcgNatObjective}, one by one. */
public record EcgNatSettings(
    @Setting("widths and depths of the model") EcgNatSize size,
    @Setting("share of the units of 0.125 s of each lead that are hidden, above 0, below 1")
        double maskRatio,
    @Setting("probability that all leads of a window hide the same units, 0 to 1")
        double sharedMask,
    @Setting("probability that a lead is treated as absent, at least 0, below 1")
        double leadDropout,
    @Setting("probability that a window is seen with 6, 4, 3 or 2 leads alone, 0 to 1")
        double reducedLeads,
    @Setting(
            value =
                "strength of the augmentations of training, 0 to 1: time shift up to 1 s, gain 0.8"
                    + " to 1.2, baseline wander up to 0.3 SD; 0 if left out",
            absent = "0")
        double augmentation,
    @Setting(
            value =
                "probability that a branch of the last block is left out of a training step, at"
                    + " least 0, below 1; less for blocks below, 0 if left out",
            absent = "0")
        double dropPath) {}
