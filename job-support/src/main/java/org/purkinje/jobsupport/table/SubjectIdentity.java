package org.purkinje.jobsupport.table;

import java.util.Arrays;
import java.util.Locale;

/** How it is known which records of a corpus are of one person. */
public enum SubjectIdentity {
  /** The publisher says of whom each record is. */
  PUBLISHED,
  /** Nobody says; each record, or each name, is taken for a person of its own. */
  ASSUMED;

  /** The name used in tables, e.g. {@code assumed}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  public static SubjectIdentity ofLabel(String label) {
    return Arrays.stream(values())
        .filter(identity -> identity.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "subject identity must be published or assumed, got " + label));
  }
}
