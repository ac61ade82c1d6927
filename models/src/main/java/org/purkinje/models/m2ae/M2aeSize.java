package org.purkinje.models.m2ae;

import java.util.Locale;

/** Widths and depths of M2AE. */
public enum M2aeSize {
  TINY(64, 2, 1, 48, 1, 4, 4),
  SMALL(192, 4, 2, 128, 2, 6, 4),
  BASE(384, 6, 4, 192, 4, 6, 6),
  LARGE(512, 8, 4, 256, 4, 8, 8);

  final int width;
  final int encoderDepth;
  final int sharedDepth;
  final int decoderWidth;
  final int decoderDepth;
  final int heads;
  final int decoderHeads;

  M2aeSize(
      int width,
      int encoderDepth,
      int sharedDepth,
      int decoderWidth,
      int decoderDepth,
      int heads,
      int decoderHeads) {
    this.width = width;
    this.encoderDepth = encoderDepth;
    this.sharedDepth = sharedDepth;
    this.decoderWidth = decoderWidth;
    this.decoderDepth = decoderDepth;
    this.heads = heads;
    this.decoderHeads = decoderHeads;
  }

  /** Length of an embedding. */
  public int width() {
    return width;
  }

  /** The name used in configs, e.g. {@code small}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if no size has this {@link #label()}
   */
  public static M2aeSize ofLabel(String label) {
    for (M2aeSize size : values()) {
      if (size.label().equals(label)) {
        return size;
      }
    }
    throw new IllegalArgumentException(
        "M2AE size must be tiny, small, base or large, got " + label);
  }
}
