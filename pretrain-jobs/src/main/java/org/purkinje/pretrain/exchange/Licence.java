package org.purkinje.pretrain.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A corpus' licence and what it asks of a model that was trained on the corpus and is passed on:
 * the one place where that is decided. A licence that is not listed allows nothing.
 */
public enum Licence {
  CC0("CC0-1.0", Terms.NONE),
  PDDL("PDDL-1.0", Terms.NONE),
  MIT("MIT", Terms.ATTRIBUTION),
  ODC_BY("ODC-By-1.0", "odc-by", Terms.ATTRIBUTION),
  CC_BY_3("CC-BY-3.0", Terms.ATTRIBUTION),
  CC_BY_4("CC-BY-4.0", Terms.ATTRIBUTION),
  ODBL("ODbL-1.0", "odbl", Terms.SHARE_ALIKE),
  CC_BY_SA_3("CC-BY-SA-3.0", Terms.SHARE_ALIKE),
  CC_BY_SA_4("CC-BY-SA-4.0", Terms.SHARE_ALIKE),
  CC_BY_NC_3("CC-BY-NC-3.0", Terms.NON_COMMERCIAL),
  CC_BY_NC_4("CC-BY-NC-4.0", Terms.NON_COMMERCIAL),
  CC_BY_NC_SA_3("CC-BY-NC-SA-3.0", Terms.NON_COMMERCIAL_SHARE_ALIKE),
  CC_BY_NC_SA_4("CC-BY-NC-SA-4.0", Terms.NON_COMMERCIAL_SHARE_ALIKE),
  CC_BY_ND_4("CC-BY-ND-4.0", Terms.NO_DERIVATIVES),
  CC_BY_NC_ND_4("CC-BY-NC-ND-4.0", Terms.NO_DERIVATIVES);

  /** What is asked. */
  public enum Terms {
    NONE("asks nothing"),
    ATTRIBUTION("names the corpus"),
    SHARE_ALIKE("names the corpus; what derives from it keeps the licence"),
    NON_COMMERCIAL("names the corpus; no commercial use"),
    NON_COMMERCIAL_SHARE_ALIKE(
        "names the corpus; no commercial use; what derives from it keeps the licence"),
    NO_DERIVATIVES("forbids to pass on what derives from the corpus");

    private final String text;

    Terms(String text) {
      this.text = text;
    }

    /** In words, e.g. {@code names the corpus; no commercial use}. */
    public String text() {
      return text;
    }

    boolean forbidsCommerce() {
      return this == NON_COMMERCIAL || this == NON_COMMERCIAL_SHARE_ALIKE;
    }
  }

  private static final String AND = " AND ";

  private final String spdx;
  private final String hub;
  private final Terms terms;

  Licence(String spdx, Terms terms) {
    this(spdx, spdx.toLowerCase(Locale.ROOT), terms);
  }

  Licence(String spdx, String hub, Terms terms) {
    this.spdx = spdx;
    this.hub = hub;
    this.terms = terms;
  }

  /** SPDX identifier. */
  public String spdx() {
    return spdx;
  }

  /** The identifier that Hugging Face's model cards take. */
  public String hub() {
    return hub;
  }

  public Terms terms() {
    return terms;
  }

  /**
   * The licences that an SPDX expression asks to keep all at once.
   *
   * @param expression identifiers with {@code AND} between them
   * @throws IllegalArgumentException if one of them is not listed, or forbids what derives from the
   *     corpus; the text is the rule
   */
  public static List<Licence> allOf(String expression) {
    if (expression.isBlank()) {
      throw new IllegalArgumentException("none is given, which allows nothing");
    }
    String[] parts = expression.split(AND, -1);
    Licence[] all = new Licence[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      all[i] =
          find(part)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          part
                              + " is none of those known to let models be passed on, as data use"
                              + " agreements and unknown licences are not"));
      if (all[i].terms == Terms.NO_DERIVATIVES) {
        throw new IllegalArgumentException(part + " " + all[i].terms.text());
      }
    }
    return List.of(all);
  }

  private static Optional<Licence> find(String spdx) {
    return Arrays.stream(values()).filter(of -> of.spdx.equalsIgnoreCase(spdx)).findFirst();
  }
}
