package org.purkinje.biosignal.synthesis;

import java.util.SplittableRandom;

/**
 * The independent random sequences behind one subject. Each is keyed by (seed, subject, stream,
 * part), so more draws from one never shift another.
 */
enum RandomStream {
  PROFILE(1),
  HEART_RATE(2),
  BEATS(3),
  PRESSURE(4),
  PULSE(5),
  NOISE(6),
  FAULTS(7);

  private final long salt;

  RandomStream(long salt) {
    this.salt = salt;
  }

  SplittableRandom open(long seed, int subject) {
    return open(seed, subject, 0);
  }

  /**
   * @param part tells apart several sequences of one stream, such as the channels of the noise
   */
  SplittableRandom open(long seed, int subject, int part) {
    long key = mix(seed);
    key = mix(key + subject);
    key = mix(key + salt);
    return new SplittableRandom(mix(key + part));
  }

  /**
   * Whether {@code subject} is in a share of {@code ratio}, spread evenly over the subject indices
   * by a Weyl sequence, so that small corpora hold the share too.
   *
   * @param step irrational number in (0, 1); shares with different steps are unrelated
   */
  static boolean inShare(long seed, int subject, double ratio, double step) {
    double offset = new SplittableRandom(mix(seed + Double.doubleToLongBits(step))).nextDouble();
    double place = offset + subject * step;
    return place - Math.floor(place) < ratio;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) with Stafford's constants. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
