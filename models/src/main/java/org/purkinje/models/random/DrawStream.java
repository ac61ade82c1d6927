package org.purkinje.models.random;

/**
 * A stream of draws that depends only on its seed and purpose; splitmix64.
 *
 * @see <a href="https://prng.di.unimi.it/splitmix64.c">splitmix64</a>
 */
public final class DrawStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * @param purpose what is drawn, e.g. {@code complementary}; streams of one seed and different
   *     purposes are independent
   */
  public DrawStream(long seed, String purpose) {
    state = SeededUniform.mix(SeededUniform.mix(seed) + SeededUniform.fnv1a64(purpose));
  }

  /** The seed of the {@code position}-th window of a run. */
  public static long windowSeed(long runSeed, long position) {
    return SeededUniform.mix(SeededUniform.mix(runSeed) + position * GOLDEN_GAMMA);
  }

  /** Uniform in [0, bound); bias below bound / 2^53. */
  public int nextInt(int bound) {
    return (int) (nextDouble() * bound);
  }

  /** Uniform in [0, 1). */
  public double nextDouble() {
    state += GOLDEN_GAMMA;
    return (SeededUniform.mix(state) >>> 11) / (double) (1L << 53);
  }

  /** Uniform in [low, high). */
  public double nextDouble(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Standard normal, by Box and Muller, 1958. */
  public double nextGaussian() {
    double radius = Math.sqrt(-2 * Math.log(1 - nextDouble()));
    return radius * Math.cos(2 * Math.PI * nextDouble());
  }
}
