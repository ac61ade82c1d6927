package org.purkinje.models.ecgnat;

import java.util.List;

/** Widths and depths of ECG-NAT. */
public enum EcgNatSize {
  /** For tests. */
  MICRO(16, List.of(1, 1, 1, 1), 5, 32, 1),
  TINY(32, List.of(1, 1, 2, 1), 9, 64, 1),
  SMALL(48, List.of(2, 2, 4, 2), 15, 128, 1),
  MINI(64, List.of(3, 4, 6, 5), 15, 256, 2);

  private final int tokenWidth;
  private final List<Integer> depths;
  final int kernel;
  final int decoderWidth;
  final int decoderDepth;

  EcgNatSize(int tokenWidth, List<Integer> depths, int kernel, int decoderWidth, int decoderDepth) {
    this.tokenWidth = tokenWidth;
    this.depths = depths;
    this.kernel = kernel;
    this.decoderWidth = decoderWidth;
    this.decoderDepth = decoderDepth;
  }

  /** Length of an embedding. */
  public int width() {
    return width(EcgNat.STAGES - 1);
  }

  /** Width of a stage, counted from 0. */
  int width(int stage) {
    return tokenWidth << stage;
  }

  /** Blocks of a stage, counted from 0. */
  int depth(int stage) {
    return depths.get(stage);
  }
}
