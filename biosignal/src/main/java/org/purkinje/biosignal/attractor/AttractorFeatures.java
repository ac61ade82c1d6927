package org.purkinje.biosignal.attractor;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The nine attractor features of a window of PPG. Gain and offset of the signal change none of
 * them.
 *
 * @param csi what the embedding tells of the dynamics, and their index
 * @param area of the convex hull of the projected attractor, SD²
 * @param elongation of the projected attractor, 0 to 1
 * @param meanRadius of the projected attractor, SD
 * @param thickness of the projected attractor, SD
 * @param pathLengthPerSecond length of the embedded trajectory per second of the window, SD/s
 */
public record AttractorFeatures(
    Csi csi,
    double area,
    double elongation,
    double meanRadius,
    double thickness,
    double pathLengthPerSecond) {

  /** Column names, in the order of {@link #toArray()}. */
  public static final List<String> NAMES =
      Stream.concat(
              Csi.NAMES.stream(),
              Stream.of("area", "elongation", "radius", "thickness", "path_length_per_s"))
          .toList();

  public static AttractorFeatures of(Attractor attractor) {
    SymmetricProjection projection = attractor.projection();
    return new AttractorFeatures(
        Csi.of(attractor),
        projection.hullArea(),
        projection.elongation(),
        projection.meanRadius(),
        projection.thickness(),
        attractor.pathLengthPerSecond());
  }

  /** The features, shape [9], in the order of {@link #NAMES}. */
  public double[] toArray() {
    return DoubleStream.concat(
            DoubleStream.of(csi.toArray()),
            DoubleStream.of(area, elongation, meanRadius, thickness, pathLengthPerSecond))
        .toArray();
  }
}
