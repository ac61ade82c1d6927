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
   * Mean over the hidden patches of the squared error of an answer's shape: both the patch and its
   * answer without their own means, in units of the patch's SD. So an answer is not asked for the
   * level, and is told the size.
   *
   * @param answer [N·P]; read where patches are hidden
   */
  public double error(double[] answer) {
    double sum = 0;
    int hidden = 0;
    for (int patch = 0; patch < visible.length; patch++) {
      if (!visible[patch]) {
        sum += patchError(answer, patch * patchSamples());
        hidden++;
      }
    }
    return sum / hidden;
  }

  private double patchError(double[] answer, int from) {
    int to = from + patchSamples();
    double mean = 0;
    double answerMean = 0;
    for (int i = from; i < to; i++) {
      mean += samples[i] / (double) patchSamples();
      answerMean += answer[i] / patchSamples();
    }
    double square = 0;
    double errorSquare = 0;
    for (int i = from; i < to; i++) {
      double shape = samples[i] - mean;
      double error = shape - (answer[i] - answerMean);
      square += shape * shape;
      errorSquare += error * error;
    }
    double scale = Math.max(Math.sqrt(square / patchSamples()), minSd) + SD_OFFSET;
    return errorSquare / patchSamples() / (scale * scale);
  }
}
