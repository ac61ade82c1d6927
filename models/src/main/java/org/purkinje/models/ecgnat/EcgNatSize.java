package org.purkinje.models.ecgnat;

/** Widths and depths of ECG-NAT. */
public enum EcgNatSize {
  /** For tests and samples. */
  MICRO(16, 1, 1, 1, 1, 5, 32, 1),
  TINY(32, 1, 1, 2, 1, 9, 64, 1),
  SMALL(48, 2, 2, 4, 2, 15, 128, 1),
  MINI(64, 3, 4, 6, 5, 15, 256, 2);

  static final int STAGES = 4;

  private final int tokenWidth;
  private final int firstDepth;
  private final int secondDepth;
  private final int thirdDepth;
  private final int fourthDepth;
  final int kernel;
  final int decoderWidth;
  final int decoderDepth;

  EcgNatSize(
      int tokenWidth,
      int firstDepth,
      int secondDepth,
      int thirdDepth,
      int fourthDepth,
      int kernel,
      int decoderWidth,
      int decoderDepth) {
    this.tokenWidth = tokenWidth;
    this.firstDepth = firstDepth;
    this.secondDepth = secondDepth;
    this.thirdDepth = thirdDepth;
    this.fourthDepth = fourthDepth;
    this.kernel = kernel;
    this.decoderWidth = decoderWidth;
    this.decoderDepth = decoderDepth;
  }

  /** Length of an embedding. */
  public int width() {
    return width(STAGES - 1);
  }

  /** Width of a stage, counted from 0. */
  int width(int stage) {
    return tokenWidth << stage;
  }

  /** Blocks of a stage, counted from 0. */
  int depth(int stage) {
    return switch (stage) {
      case 0 -> firstDepth;
      case 1 -> secondDepth;
      case 2 -> thirdDepth;
      case 3 -> fourthDepth;
      default -> throw new IllegalArgumentException("stage must be 0 to 3, got " + stage);
    };
  }

  /** Blocks of all stages. */
  int depth() {
    return depthBefore(STAGES);
  }

  /** Blocks of the stages before one. */
  int depthBefore(int stage) {
    int blocks = 0;
    for (int s = 0; s < stage; s++) {
      blocks += depth(s);
    }
    return blocks;
  }
}
