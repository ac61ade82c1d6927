package org.purkinje.biosignal.synthesis;

/**
 * Foot of a pulse by intersecting tangents, written apart from the synthesiser: the steepest
 * central difference of the upstroke, extended down to the least sample before it.
 */
final class TangentFoot {

  private TangentFoot() {}

  /** Time of the foot, s, with the upstroke searched for between two times, s. */
  static double seconds(double[] samples, double fs, double fromSeconds, double toSeconds) {
    int steepest = (int) Math.ceil(fromSeconds * fs);
    for (int i = steepest; i < toSeconds * fs; i++) {
      if (difference(samples, i) > difference(samples, steepest)) {
        steepest = i;
      }
    }
    double least = samples[steepest];
    for (int i = steepest; i > steepest - 0.25 * fs && i >= 0; i--) {
      least = Math.min(least, samples[i]);
    }
    return (steepest - (samples[steepest] - least) / difference(samples, steepest)) / fs;
  }

  private static double difference(double[] samples, int i) {
    return (samples[i + 1] - samples[i - 1]) / 2;
  }
}
