package org.purkinje.pretrain.exchange;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model may be passed on under: the licences of all corpora that it has seen, each once.
 *
 * @param licences in alphabetical order of their identifiers
 */
record ModelLicence(List<Licence> licences) {

  /** The hub's word for a licence that it has no identifier of. */
  private static final String OTHER = "other";

  /**
   * @throws IllegalStateException if a corpus forbids it
   */
  static ModelLicence of(List<SeenCorpus> corpora) {
    return new ModelLicence(
        corpora.stream()
            .flatMap(corpus -> corpus.licences().stream())
            .distinct()
            .sorted(Comparator.comparing(Licence::spdx))
            .toList());
  }

  /** The SPDX expression that keeps all of them. */
  String spdx() {
    return licences.stream().map(Licence::spdx).collect(Collectors.joining(" AND "));
  }

  /** The hub's identifier: that of the only licence, else {@code other}. */
  String hub() {
    return licences.size() == 1 ? licences.get(0).hub() : OTHER;
  }

  /** Those that forbid commercial use. */
  List<Licence> nonCommercial() {
    return licences.stream().filter(licence -> licence.terms().forbidsCommerce()).toList();
  }
}
