package org.purkinje.biosignal.synthesis;

/**
 * The truth about one beat and the pulse it drives. The pulse may lie past the end of the
 * recording.
 *
 * @param rSample sample nearest to the R peak
 * @param rSeconds time of the R peak, s; the centre of the R wave, or of the main wave of a
 *     premature ventricular beat
 * @param symbol WFDB beat annotation: {@code N}, {@code A} or {@code V}
 * @param patSeconds R peak to PPG foot by intersecting tangents (the steepest tangent of the
 *     upstroke with the level of the minimum before it), s, 0.12 to 0.45
 * @param sbpMmhg maximum of the ABP pulse, mmHg
 * @param dbpMmhg minimum of the ABP between that maximum and the next upstroke, mmHg
 */
public record SyntheticBeat(
    int rSample, double rSeconds, char symbol, double patSeconds, double sbpMmhg, double dbpMmhg) {}
