package org.purkinje.biosignal.annotation;

import java.util.Locale;

/** What an annotation labels. */
public enum AnnotationKind {
  /** One heart beat. */
  BEAT,
  /** The rhythm that holds from here on. */
  RHYTHM,
  /** The signal quality that holds from here on. */
  QUALITY,
  /** Anything else: waves, artefacts, measurements, comments. */
  NOTE;

  /** The name used in tables, e.g. {@code beat}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
