package org.purkinje.models.baseline;

/**
 * One signal of a window as a masked reconstruction shows it. N patches of P samples.
 *
 * @param name of the window's signal, e.g. {@code ecg} or {@code V1}
 * @param term letter that ends the names of the loss terms that its hidden patches count in
 * @param samples [N·P]
 * @param visible which patches are not hidden, [N]
 * @param minSd floor of a patch's SD, see {@link
 *     org.purkinje.models.loss.PatchReconstruction#target}
 */
public record MaskedSignal(
    String name, String term, float[] samples, boolean[] visible, double minSd) {

  private static final double SD_OFFSET = 1e-3;

  public MaskedSignal {
    if (visible.length == 0 || samples.length % visible.length != 0) {
      throw new IllegalArgumentException(
          "signal %s must have patches of equal length, got %d samples and %d patches"
              .formatted(name, samples.length, visible.length));
    }
  }

  /** P. */
  int patchSamples() {
    return samples.length / visible.length;
  }

  boolean isVisible(int sample) {
    return visible[sample / patchSamples()];
  }

  /** Whether any patch is hidden. */
  public boolean hides() {
    for (boolean patch : visible) {
      if (!patch) {
        return true;
      }
    }
    return false;
  }

  /**
   * An answer beside the target, both as the model is asked for a patch: without its mean, in units
   * of its SD. Each a mean over the samples of the hidden patches.
   *
   * @param targetSquare what answering each patch's mean costs
   * @param product of target and answer
   * @param answerSquare of the answer
   */
  public record Agreement(double targetSquare, double product, double answerSquare) {

    /** What answering {@code factor} times the answer costs, with the factor that suits it best. */
    public double loss() {
      return loss(targetSquare, product, answerSquare);
    }

    /** The same of means over several signals; the factor is one of 0 or more. */
    public static double loss(double targetSquare, double product, double answerSquare) {
      return product > 0 ? targetSquare - product * product / answerSquare : targetSquare;
    }
  }

  /**
   * @param answer [N·P]; read where patches are hidden
   */
  public Agreement agreement(double[] answer) {
    double[] x = new double[samples.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = samples[i];
    }
    double targetSquare = 0;
    double product = 0;
    double answerSquare = 0;
    int hidden = 0;
    for (int patch = 0; patch < visible.length; patch++) {
      if (!visible[patch]) {
        double[] target = standardised(x, patch);
        double[] shape = standardised(answer, patch);
        for (int i = 0; i < target.length; i++) {
          targetSquare += target[i] * target[i];
          product += target[i] * shape[i];
          answerSquare += shape[i] * shape[i];
        }
        hidden++;
      }
    }
    double count = (double) hidden * patchSamples();
    return new Agreement(targetSquare / count, product / count, answerSquare / count);
  }

  private double[] standardised(double[] x, int patch) {
    int from = patch * patchSamples();
    double mean = 0;
    for (int i = 0; i < patchSamples(); i++) {
      mean += x[from + i] / patchSamples();
    }
    double square = 0;
    double[] shape = new double[patchSamples()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = x[from + i] - mean;
      square += shape[i] * shape[i];
    }
    double scale = Math.max(Math.sqrt(square / shape.length), minSd) + SD_OFFSET;
    for (int i = 0; i < shape.length; i++) {
      shape[i] /= scale;
    }
    return shape;
  }
}
