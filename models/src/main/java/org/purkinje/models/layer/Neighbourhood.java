package org.purkinje.models.layer;

/**
 * Which tokens each token of a sequence attends to: {@code kernel} of them, {@code dilation} apart,
 * itself in the middle. Near the borders the window is moved inward, so that it stays full. After
 * Hassani et al., 2023, Neighborhood attention transformer, and Hassani and Shi, 2022, Dilated
 * neighborhood attention transformer.
 *
 * @param tokens length of the sequence
 * @param kernel tokens of a window, odd; more than the sequence has mean all of it
 * @param dilation distance between the tokens of a window, at least 1
 */
record Neighbourhood(int tokens, int kernel, int dilation) {

  Neighbourhood {
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException("kernel must be odd and at least 1, got " + kernel);
    }
    if (dilation < 1) {
      throw new IllegalArgumentException("dilation must be at least 1, got " + dilation);
    }
    if (dilation > 1 && tokens < kernel * dilation) {
      throw new IllegalArgumentException(
          "%d tokens, each %d apart, need a sequence of at least %d, got %d"
              .formatted(kernel, dilation, kernel * dilation, tokens));
    }
  }

  /** Tokens of a window. */
  int size() {
    return Math.min(kernel, tokens);
  }

  /** The first token that token {@code i} attends to. */
  int first(int i) {
    int residue = i % dilation;
    int last = residue + (tokens - 1 - residue) / dilation * dilation;
    int middle = i - dilation * (kernel / 2);
    return Math.max(residue, Math.min(middle, last - dilation * (size() - 1)));
  }

  /** Place in the table of position biases of what token {@code i} gives to token {@code j}. */
  int bias(int i, int j) {
    return (j - i) / dilation + kernel - 1;
  }
}
