package org.purkinje.biosignal.attractor;

import java.util.Locale;
import org.purkinje.biosignal.filter.Standardisation;

/**
 * A window reconstructed from its delays, and how complex its dynamics are.
 *
 * <p>The delay is the first minimum of average mutual information up to 0.4 s, or else a third of
 * the median cycle. The dimension is the smallest of 3 to 6 at which at most 5 % of the nearest
 * neighbours are false, or else 3. Points less than a median cycle apart are no neighbours.
 */
public final class Attractor {

  /** The lowest sampling frequency at which a diagonal line of the least length has two points. */
  public static final double MIN_FS_HZ = 25;

  private static final double MAX_DELAY_SECONDS = 0.4;
  private static final double CYCLES_PER_DELAY = 1.0 / 3;
  private static final int MIN_DIMENSION = 3;
  private static final int MAX_DIMENSION = 6;
  private static final double MAX_FALSE_SHARE = 0.05;

  private static final double DIVERGENCE_FROM_SECONDS = 0.1;
  private static final double DIVERGENCE_TO_SECONDS = 0.5;

  private static final double RADIUS_OVER_MAX_DISTANCE = 0.15;
  private static final double MIN_LINE_SECONDS = 0.08;

  private final double[] z;
  private final NearestNeighbours neighbours;
  private final double fs;
  private final double cycleSeconds;

  private Attractor(double[] z, NearestNeighbours neighbours, double fs, double cycleSeconds) {
    this.z = z;
    this.neighbours = neighbours;
    this.fs = fs;
    this.cycleSeconds = cycleSeconds;
  }

  /**
   * @param x samples in any unit, none missing, not flat, at least {@link #minSeconds} long, shape
   *     [samples]
   * @param fs sampling frequency, Hz, at least {@link #MIN_FS_HZ}
   * @param cycleSeconds median cycle, s, above 0
   */
  public static Attractor of(double[] x, double fs, double cycleSeconds) {
    if (!(fs >= MIN_FS_HZ) || !(cycleSeconds > 0)) {
      throw new IllegalArgumentException(
          "fs must be at least %s Hz and the cycle above 0 s, got %s and %s"
              .formatted(MIN_FS_HZ, fs, cycleSeconds));
    }
    if (!(x.length / fs >= minSeconds(cycleSeconds))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a signal of cycles of %.3f s must be at least %.3f s long, got %.3f s",
              cycleSeconds,
              minSeconds(cycleSeconds),
              x.length / fs));
    }
    double[] z = Standardisation.of(x).apply(x);
    int delay =
        new MutualInformation(z)
            .firstMinimum((int) (MAX_DELAY_SECONDS * fs))
            .orElse(projectionDelay(fs, cycleSeconds));
    int cycle = (int) Math.round(cycleSeconds * fs);
    NearestNeighbours fallback = neighbours(z, MIN_DIMENSION, delay, cycle, fs);
    NearestNeighbours found = fallback;
    for (int dimension = MIN_DIMENSION + 1; !isUnfolded(found); dimension++) {
      if (dimension > MAX_DIMENSION) {
        return new Attractor(z, fallback, fs, cycleSeconds);
      }
      found = neighbours(z, dimension, delay, cycle, fs);
    }
    return new Attractor(z, found, fs, cycleSeconds);
  }

  /**
   * How long a signal must be, s: two cycles of points in three dimensions at the longest delay,
   * each followed for half a second.
   */
  public static double minSeconds(double cycleSeconds) {
    double delay = Math.max(MAX_DELAY_SECONDS, CYCLES_PER_DELAY * cycleSeconds);
    return (MIN_DIMENSION - 1) * delay + DIVERGENCE_TO_SECONDS + 2.1 * cycleSeconds;
  }

  private static int projectionDelay(double fs, double cycleSeconds) {
    return Math.max(1, (int) Math.round(CYCLES_PER_DELAY * cycleSeconds * fs));
  }

  private static NearestNeighbours neighbours(
      double[] z, int dimension, int delay, int cycle, double fs) {
    return NearestNeighbours.of(
        new DelayEmbedding(z, dimension, delay), cycle, (int) (DIVERGENCE_TO_SECONDS * fs));
  }

  private static boolean isUnfolded(NearestNeighbours neighbours) {
    return neighbours.falseShare() <= MAX_FALSE_SHARE;
  }

  /** Delay of the embedding, s. */
  public double delaySeconds() {
    return embedding().delay() / fs;
  }

  /** Dimension of the embedding. */
  public int dimension() {
    return embedding().dimension();
  }

  /** Largest Lyapunov exponent, 1/s, of the divergence from 0.1 to 0.5 s. */
  public double lambdaMax() {
    return fs
        * neighbours.divergencePerSample(
            (int) Math.ceil(DIVERGENCE_FROM_SECONDS * fs), (int) (DIVERGENCE_TO_SECONDS * fs));
  }

  /**
   * Share of recurrent points on diagonals of at least 0.08 s, where a recurrence lies within 0.15
   * of the largest distance.
   */
  public double determinism() {
    return RecurrencePlot.ofMaxDistance(embedding(), RADIUS_OVER_MAX_DISTANCE)
        .determinism((int) Math.ceil(MIN_LINE_SECONDS * fs));
  }

  /** Entropy of the amplitudes, 0 to 1. */
  public double entropy() {
    return AmplitudeEntropy.of(z);
  }

  /** Seen with a delay of a third of the cycle. */
  SymmetricProjection projection() {
    return SymmetricProjection.of(z, projectionDelay(fs, cycleSeconds));
  }

  /** Length of the trajectory per second of the window, SD/s. */
  double pathLengthPerSecond() {
    return embedding().pathLength() / (z.length / fs);
  }

  private DelayEmbedding embedding() {
    return neighbours.embedding();
  }
}
