package org.purkinje.biosignal.annotation;

import java.util.Optional;

/**
 * The five beat classes of ANSI/AAMI EC57.
 *
 * <p>{@code B} counts as N, {@code n} as S, {@code r} as V and {@code ?} as Q, which the standard's
 * table of MIT-BIH labels leaves open or does not meet.
 */
public enum BeatClass {
  /** Normal, bundle branch block, atrial and nodal escape beats. */
  N("NLRejB"),
  /** Supraventricular ectopic beats. */
  S("AaJSn"),
  /** Ventricular ectopic beats. */
  V("VEr"),
  /** Fusion of ventricular and normal beats. */
  F("F"),
  /** Paced, paced fusion and unclassifiable beats. */
  Q("/fQ?");

  private final String symbols;

  BeatClass(String symbols) {
    this.symbols = symbols;
  }

  /** The class of a beat; none for a code that is not {@link AnnotationKind#BEAT}. */
  public static Optional<BeatClass> of(AnnotationCode code) {
    if (code.kind() == AnnotationKind.BEAT) {
      for (BeatClass beatClass : values()) {
        if (beatClass.symbols.contains(code.symbol())) {
          return Optional.of(beatClass);
        }
      }
    }
    return Optional.empty();
  }
}
