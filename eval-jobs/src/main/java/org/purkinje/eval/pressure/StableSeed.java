package org.purkinje.eval.pressure;

import org.purkinje.jobsupport.run.Sha256;

/** A seed of its own for each draw, whatever task makes it and in which order. */
final class StableSeed {

  private StableSeed() {}

  /**
   * @param draw what is drawn
   * @param subject key of the subject it is drawn for
   */
  static long of(long seed, String draw, String subject) {
    String digest = new Sha256().add(Long.toString(seed)).add(draw).add(subject).hex();
    return Long.parseUnsignedLong(digest.substring(0, 16), 16);
  }
}
