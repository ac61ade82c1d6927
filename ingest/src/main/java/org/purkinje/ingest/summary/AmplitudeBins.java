package org.purkinje.ingest.summary;

/**
 * Bins over positive numbers, five a decade and about equally wide on a logarithmic axis: their
 * ends are 1, 1.6, 2.5, 4 and 6.3 times powers of ten (ISO 3, series R5). The same for every corpus
 * and unit, so that counts add up; a bin holds its lower end and not its upper one.
 */
final class AmplitudeBins {

  private static final String[] ENDS = {"1", "1.6", "2.5", "4", "6.3"};

  private AmplitudeBins() {}

  /**
   * Number of the bin that holds a value; bin 0 starts at 1.
   *
   * @param value above 0 and finite
   */
  static int bin(double value) {
    int bin = ENDS.length * (int) Math.floor(Math.log10(value));
    while (from(bin) > value) {
      bin--;
    }
    while (from(bin + 1) <= value) {
      bin++;
    }
    return bin;
  }

  /** Lower end of a bin, and upper end of the one before it. */
  static double from(int bin) {
    String end = ENDS[Math.floorMod(bin, ENDS.length)];
    return Double.parseDouble(end + "e" + Math.floorDiv(bin, ENDS.length));
  }
}
