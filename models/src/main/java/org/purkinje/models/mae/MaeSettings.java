package org.purkinje.models.mae;

import org.purkinje.models.training.Setting;

/** The settings of {@link MaeObjective}, one by one. */
public record MaeSettings(
    @Setting("kind of the signal: ecg or ppg") String signal,
    @Setting("patches of a window, at least 1") int patches,
    @Setting("samples of a patch, at least 1") int patchSamples,
    @Setting("width of the encoder, even and a multiple of heads") int width,
    @Setting("blocks of the encoder, at least 1") int depth,
    @Setting("width of the decoder, even and a multiple of heads") int decoderWidth,
    @Setting("blocks of the decoder, at least 1") int decoderDepth,
    @Setting("heads of every attention, at least 1") int heads,
    @Setting("share of the patches that are hidden, above 0, below 1") double maskRatio) {}
