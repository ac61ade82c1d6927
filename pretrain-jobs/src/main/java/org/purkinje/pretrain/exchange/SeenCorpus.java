package org.purkinje.pretrain.exchange;

import java.util.List;

/**
 * A corpus of which a model has seen windows.
 *
 * @param licence SPDX expression
 * @param redistribution {@code allowed}, {@code derived-only} or {@code forbidden}
 * @param access {@code open} or {@code credentialed}
 * @param persons of whom windows were seen
 * @param records likewise
 * @param windows that were seen
 * @param hours that these windows last; overlaps between windows count as often as they are seen
 */
public record SeenCorpus(
    String corpus,
    String version,
    String title,
    String licence,
    String redistribution,
    String access,
    long persons,
    long records,
    long windows,
    double hours) {

  /**
   * The licences that a model which has seen the corpus is passed on under.
   *
   * @throws IllegalStateException if it may not be passed on; the text names corpus, licence, rule
   *     and remedy
   */
  public List<Licence> licences() {
    if (redistribution.equals("forbidden")) {
      throw refusal("redistribution of its file is forbidden");
    }
    if (!access.equals("open")) {
      throw refusal(
          "access of its file is %s, and a data use agreement covers what derives from the corpus"
              .formatted(access));
    }
    try {
      return Licence.allOf(licence);
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private IllegalStateException refusal(String rule) {
    return new IllegalStateException(
        "corpus %s, licence '%s': a model that has seen it must not be passed on: %s; cut windows without it (corpora of window-signals) and pretrain on those"
            .formatted(corpus, licence, rule));
  }
}
