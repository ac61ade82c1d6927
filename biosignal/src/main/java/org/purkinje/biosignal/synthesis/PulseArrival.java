package org.purkinje.biosignal.synthesis;

/**
 * Pulse arrival time as a falling function of mean arterial pressure: pre-ejection period plus a
 * Moens-Korteweg transit time whose wall modulus grows exponentially with pressure (Hughes, Babbs,
 * Geddes, Bourland, Ultrasonic Imaging 1, 1979), {@code PAT = PEP + transit * exp(-stiffening / 2 *
 * (MAP - 90))}.
 *
 * @param pepSeconds mean pre-ejection period, s
 * @param pepJitterSeconds standard deviation of its beat-to-beat variation, s
 * @param transitSeconds transit time from the aortic valve to the finger at 90 mmHg, s
 * @param stiffeningPerMmhg relative growth of the wall's modulus per mmHg
 * @param lineRatio share of the transit time after which the pulse passes the arterial line
 */
public record PulseArrival(
    double pepSeconds,
    double pepJitterSeconds,
    double transitSeconds,
    double stiffeningPerMmhg,
    double lineRatio) {

  /** Bounds of every pulse arrival time, s. */
  public static final double MIN_SECONDS = 0.12;

  public static final double MAX_SECONDS = 0.45;

  private static final double REFERENCE_MMHG = 90;

  /** R peak to PPG foot for a beat with the mean pre-ejection period, s. */
  public double patSeconds(double mapMmhg) {
    double pat = pepSeconds + fingerTransit(mapMmhg);
    return Math.max(MIN_SECONDS, Math.min(MAX_SECONDS, pat));
  }

  /** Time by which the pulse passes the arterial line before it reaches the finger, s. */
  double lineLeadSeconds(double mapMmhg) {
    return (1 - lineRatio) * fingerTransit(mapMmhg);
  }

  private double fingerTransit(double mapMmhg) {
    return transitSeconds * Math.exp(-stiffeningPerMmhg / 2 * (mapMmhg - REFERENCE_MMHG));
  }
}
