package org.purkinje.biosignal.mat;

import java.io.Serializable;
import java.util.List;

/**
 * What a file does not say of itself.
 *
 * @param variable with the samples; dots lead into structs, e.g. {@code ECG.data}, and of a struct
 *     array each element is a record
 * @param rows what a row of it is
 * @param channels their names, in order
 * @param unit physical unit
 * @param gain numbers in the file per physical unit
 * @param baseline number in the file for 0 physical units
 * @param fs sampling frequency, Hz
 * @param notes variables that become notes {@code name: value}
 */
public record MatLayout(
    String variable,
    Rows rows,
    List<String> channels,
    String unit,
    double gain,
    double baseline,
    double fs,
    List<String> notes)
    implements Serializable {

  /** What a row of the matrix is. */
  public enum Rows {
    CHANNELS,
    SAMPLES
  }

  public MatLayout {
    if (!(fs > 0) || !Double.isFinite(fs)) {
      throw new IllegalArgumentException("fs must be above 0 Hz and finite, got " + fs);
    }
    if (gain == 0 || !Double.isFinite(gain)) {
      throw new IllegalArgumentException("gain must be finite and not 0, got " + gain);
    }
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels must name one or more, got none");
    }
  }
}
