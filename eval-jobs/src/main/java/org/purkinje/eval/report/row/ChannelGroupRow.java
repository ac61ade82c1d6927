package org.purkinje.eval.report.row;

/**
 * The channels of a corpus that have one kind, lead and unit.
 *
 * @param name the lead; the channel's name where it has none
 * @param hours sum over the channels, of which the other three are parts
 * @param amplitudeP05 5th percentile of largest less smallest value, in {@code unit}; NaN if no
 *     channel has an amplitude
 */
public record ChannelGroupRow(
    String kind,
    String name,
    String unit,
    long records,
    long subjects,
    long channels,
    double hours,
    double missingHours,
    double flatHours,
    double clippedHours,
    double amplitudeP05,
    double amplitudeMedian,
    double amplitudeP95) {

  /** Whether a bin counts channels of this group. */
  public boolean has(BinRow bin) {
    return kind.equals(bin.kind()) && name.equals(bin.name()) && unit.equals(bin.unit());
  }

  /** Hours without use over all hours: 0 to 1, or above where they overlap. */
  public double faultShare() {
    return hours == 0 ? 0 : (missingHours + flatHours + clippedHours) / hours;
  }
}
