package org.purkinje.biosignal.hdf5;

import java.io.Serializable;
import java.util.List;

/**
 * Where in a file the samples are, and what it does not say of itself.
 *
 * @param sources datasets with samples; their channels follow each other
 * @param axes what the axes of such a dataset are, outermost first
 * @param cells whether the datasets at the sources' paths hold references, one a record, to those
 *     with the samples, as MATLAB's cell arrays do
 * @param ids dataset with the names of a file's records; empty where they are numbered from 0 on
 * @param fs sampling frequency, Hz; 0 where an attribute has it
 * @param fsAttribute name of that attribute, at the dataset or a group above it
 * @param isPadded whether zeros in all channels before and behind a record are no samples
 * @param missing integer that stands for a missing sample
 * @param notes datasets with one value a record, or attributes as in {@code /group@name}, that
 *     become notes {@code name: value}
 */
public record Hdf5Layout(
    List<Source> sources,
    List<Axis> axes,
    boolean cells,
    String ids,
    double fs,
    String fsAttribute,
    boolean isPadded,
    int missing,
    List<String> notes)
    implements Serializable {

  /** What an axis of a dataset counts. */
  public enum Axis {
    RECORD,
    SAMPLE,
    CHANNEL
  }

  /**
   * @param path of the dataset; {@code *} stands for any name or part of one
   * @param channels names of its channels, in order; none where an attribute names the one channel
   * @param nameAttribute that attribute of the dataset; the dataset's own name where it has none
   * @param unit physical unit
   * @param gain numbers in the file per physical unit
   * @param baseline number in the file for 0 physical units
   */
  public record Source(
      String path,
      List<String> channels,
      String nameAttribute,
      String unit,
      double gain,
      double baseline)
      implements Serializable {

    public Source {
      if (gain == 0 || !Double.isFinite(gain)) {
        throw new IllegalArgumentException("gain must be finite and not 0, got " + gain);
      }
    }
  }

  public Hdf5Layout {
    if (!axes.contains(Axis.SAMPLE) || axes.stream().distinct().count() != axes.size()) {
      throw new IllegalArgumentException("axes must hold sample, and each axis once, got " + axes);
    }
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("sources must hold one or more, got none");
    }
    if (fsAttribute.isEmpty() ? !(fs > 0) || !Double.isFinite(fs) : fs != 0) {
      throw new IllegalArgumentException(
          "fs must be above 0 Hz, or 0 where an attribute has it, got " + fs);
    }
  }

  /** Whether a file holds several records. */
  boolean hasMembers() {
    return cells || axes.contains(Axis.RECORD);
  }
}
