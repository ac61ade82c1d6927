package org.purkinje.biosignal.pressure.grade;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** How far a reading lies from the subject's calibration reading. */
public enum CalibrationDistance {
  UP_TO_5("0-5", 5),
  UP_TO_10("5-10", 10),
  UP_TO_20("10-20", 20),
  ABOVE_20("> 20", Double.POSITIVE_INFINITY);

  private final String label;
  private final double largestMmhg;

  CalibrationDistance(String label, double largestMmhg) {
    this.label = label;
    this.largestMmhg = largestMmhg;
  }

  /** The stratum in tables, mmHg, e.g. {@code 5-10}; the upper end belongs to it. */
  public String label() {
    return label;
  }

  /**
   * @param differenceMmhg pressure minus calibration pressure, either sign
   */
  public static CalibrationDistance of(double differenceMmhg) {
    for (CalibrationDistance distance : values()) {
      if (Math.abs(differenceMmhg) <= distance.largestMmhg) {
        return distance;
      }
    }
    throw new IllegalArgumentException("difference must be a number, got " + differenceMmhg);
  }

  /**
   * Positions of the readings in each stratum; a stratum without readings has none.
   *
   * @param truthMmhg reference, shape [readings]
   * @param calibrationMmhg calibration reading of the same subject, shape [readings]
   */
  public static Map<CalibrationDistance, int[]> split(
      double[] truthMmhg, double[] calibrationMmhg) {
    if (truthMmhg.length != calibrationMmhg.length) {
      throw new IllegalArgumentException(
          "references and calibrations must be equally many, got %d and %d"
              .formatted(truthMmhg.length, calibrationMmhg.length));
    }
    Map<CalibrationDistance, int[]> positions = new EnumMap<>(CalibrationDistance.class);
    for (CalibrationDistance distance : values()) {
      positions.put(
          distance,
          IntStream.range(0, truthMmhg.length)
              .filter(i -> of(truthMmhg[i] - calibrationMmhg[i]) == distance)
              .toArray());
    }
    return positions;
  }
}
