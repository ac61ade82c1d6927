package org.purkinje.biosignal.synthesis;

/**
 * The pulse that one heartbeat drives.
 *
 * @param patSeconds R peak to PPG foot by intersecting tangents, s
 * @param lineFootSeconds time of the ABP foot by intersecting tangents, s
 * @param sbpMmhg maximum of the ABP pulse, mmHg
 * @param dbpMmhg minimum of the ABP before the next upstroke, mmHg
 * @param ppgFoot PPG at the start of the upstroke, NU
 * @param ppgPeak PPG at the systolic peak, NU
 * @param widthFactor duration of the pulse relative to that at the pressure set point
 */
record Pulse(
    Heartbeat beat,
    double patSeconds,
    double lineFootSeconds,
    double sbpMmhg,
    double dbpMmhg,
    double ppgFoot,
    double ppgPeak,
    double widthFactor) {

  double fingerFootSeconds() {
    return beat.rSeconds() + patSeconds;
  }
}
