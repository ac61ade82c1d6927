package org.purkinje.pretrain.classification;

import java.util.Locale;

/** What the parameters of a network are before it is fitted to classes. */
public enum Start {
  /** Those of a pretraining. */
  PRETRAINED,
  /** New ones, drawn for each draw of persons. */
  SCRATCH;

  /** The name in tables, e.g. {@code scratch}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
