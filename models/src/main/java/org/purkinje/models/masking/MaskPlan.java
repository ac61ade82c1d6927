package org.purkinje.models.masking;

import java.io.Serializable;
import org.purkinje.models.random.DrawStream;

/**
 * How the patches of paired windows are hidden.
 *
 * @param scheme how the two signals' masks relate
 * @param maskRatio share of patches hidden in each signal, 0 to 1; at least 0.5 if complementary
 * @param lagPatches patches by which PPG lags ECG: PPG's visible patches lie where ECG, rolled by
 *     this, is hidden
 * @param modalityDropout probability that all ECG is hidden, and again that all PPG is, 0 to 0.5;
 *     never both
 */
public record MaskPlan(Scheme scheme, double maskRatio, int lagPatches, double modalityDropout)
    implements Serializable {

  /** How the two signals' masks relate. */
  public enum Scheme {
    /** What is visible in PPG is hidden in ECG. */
    COMPLEMENTARY,
    /** Drawn separately. */
    INDEPENDENT
  }

  public MaskPlan {
    if (!(maskRatio > 0 && maskRatio < 1)) {
      throw new IllegalArgumentException(
          "mask-ratio must be above 0 and below 1, got " + maskRatio);
    }
    if (scheme == Scheme.COMPLEMENTARY && maskRatio < 0.5) {
      throw new IllegalArgumentException(
          "mask-ratio of complementary masks must be at least 0.5, got " + maskRatio);
    }
    if (lagPatches < 0) {
      throw new IllegalArgumentException("lag-patches must be at least 0, got " + lagPatches);
    }
    if (!(modalityDropout >= 0 && modalityDropout <= 0.5)) {
      throw new IllegalArgumentException(
          "modality-dropout must be 0 to 0.5, got " + modalityDropout);
    }
  }

  /** What is known of a window's two signals. */
  public enum Pairing {
    /** One of them is absent. */
    SINGLE,
    /** Both are there, but they may not show the same beats. */
    UNTRUSTED,
    /** Both are there and agree. */
    TRUSTED
  }

  /** Visible patches of one window, true where visible, shape [patches] each. */
  public record Pair(boolean[] ecg, boolean[] ppg) {}

  /**
   * The masks of one window. A window with one signal is never dropped to none; only a trusted
   * pair's masks complement each other.
   *
   * @param seed the window's own seed, see {@link DrawStream#windowSeed}
   */
  public Pair draw(long seed, Pairing pairing, int patches) {
    DrawStream draws = new DrawStream(seed, "mask");
    int count = BlockMask.visibleCount(maskRatio, patches);
    boolean[] ecg = BlockMask.draw(count, patches, draws);
    boolean[] ppg =
        scheme == Scheme.COMPLEMENTARY && pairing == Pairing.TRUSTED
            ? BlockMask.draw(count, hiddenAfterLag(ecg), draws)
            : BlockMask.draw(count, patches, draws);
    boolean both = pairing != Pairing.SINGLE;
    double u = draws.nextDouble();
    if (both && u < modalityDropout) {
      ecg = new boolean[patches];
    } else if (both && u < 2 * modalityDropout) {
      ppg = new boolean[patches];
    }
    return new Pair(ecg, ppg);
  }

  /**
   * One signal's mask for a contrastive view.
   *
   * @param purpose tells views of the same window apart, e.g. {@code ecg-1}
   */
  public static boolean[] drawView(long seed, String purpose, double maskRatio, int patches) {
    int count = BlockMask.visibleCount(maskRatio, patches);
    return BlockMask.draw(count, patches, new DrawStream(seed, "view-" + purpose));
  }

  private boolean[] hiddenAfterLag(boolean[] ecg) {
    boolean[] hidden = new boolean[ecg.length];
    for (int i = 0; i < ecg.length; i++) {
      hidden[(i + lagPatches) % ecg.length] = !ecg[i];
    }
    return hidden;
  }
}
