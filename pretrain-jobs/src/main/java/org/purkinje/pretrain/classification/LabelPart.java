package org.purkinje.pretrain.classification;

import java.io.Serializable;

/**
 * A part of the persons whose labels are used.
 *
 * @param fraction of the persons, as the split has it
 * @param draw which draw of it, from 0
 */
public record LabelPart(double fraction, int draw) implements Serializable {

  /** As folds of a nested split are called, e.g. {@code 0/0.05}. */
  String fold() {
    return draw + "/" + fractionText(fraction);
  }

  /** The part without its draw, e.g. {@code 0.05}. */
  static String fractionText(double fraction) {
    return fraction == Math.rint(fraction)
        ? Long.toString((long) fraction)
        : Double.toString(fraction);
  }
}
