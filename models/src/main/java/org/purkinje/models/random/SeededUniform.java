package org.purkinje.models.random;

import java.nio.charset.StandardCharsets;

/**
 * Numbers in [−1, 1) that depend only on seed, name and index: splitmix64 over an FNV-1a hash of
 * the name, upper 24 bits. The same triple gives the same number in any language.
 *
 * @see <a href="https://prng.di.unimi.it/splitmix64.c">splitmix64</a>
 */
public final class SeededUniform {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final long SEED_FACTOR = 0xD1342543DE82EF95L;

  private final long start;

  public SeededUniform(long seed, String name) {
    this.start = fnv1a64(name) + seed * SEED_FACTOR;
  }

  /** The number at {@code index}, counted from 0. */
  public double at(long index) {
    return (mix((index + 1) * GOLDEN_GAMMA + start) >>> 40) / (double) (1 << 23) - 1.0;
  }

  /** FNV-1a, 64 bits, of the name's UTF-8 bytes. */
  public static long fnv1a64(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  /** The output function of splitmix64. */
  public static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
