package org.purkinje.models.mae;

import java.io.Serializable;

/**
 * Patches, widths and depths of {@link Mae}.
 *
 * @param patches patches of a window
 * @param patchSamples samples of a patch
 * @param width of the encoder, a multiple of {@code heads}
 * @param depth blocks of the encoder
 * @param decoderWidth of the decoder, a multiple of {@code heads}
 * @param decoderDepth blocks of the decoder
 * @param heads of every attention
 */
public record MaeShape(
    int patches,
    int patchSamples,
    int width,
    int depth,
    int decoderWidth,
    int decoderDepth,
    int heads)
    implements Serializable {

  public MaeShape {
    atLeastOne("patches", patches);
    atLeastOne("patch-samples", patchSamples);
    atLeastOne("depth", depth);
    atLeastOne("decoder-depth", decoderDepth);
    atLeastOne("heads", heads);
    multiple("width", width, heads);
    multiple("decoder-width", decoderWidth, heads);
  }

  /** Samples of a window. */
  int samples() {
    return Math.multiplyExact(patches, patchSamples);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be at least 1, got %d".formatted(key, value));
    }
  }

  private static void multiple(String key, int value, int heads) {
    if (value < heads || value % heads != 0 || value % 2 != 0) {
      throw new IllegalArgumentException(
          "%s must be even and a multiple of heads, %d, got %d".formatted(key, heads, value));
    }
  }
}
