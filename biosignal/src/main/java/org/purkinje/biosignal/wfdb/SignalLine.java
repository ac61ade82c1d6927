package org.purkinje.biosignal.wfdb;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.signal.AdcScale;

/** Reads one signal line of a header. */
final class SignalLine {

  /** The gain that header(5) assumes for an uncalibrated signal, adu per physical unit. */
  private static final double DEFAULT_GAIN = 200;

  private static final String DEFAULT_UNIT = "mV";

  private static final Pattern FORMAT =
      Pattern.compile("(\\d+)(?:x([^:+]*))?(?::([^+]*))?(?:\\+(.*))?");
  private static final Pattern NOT_KNOWN = Pattern.compile("(?i)[-?~x]|na|n/a|nan|none|null");
  private static final Pattern GAIN =
      Pattern.compile("(%s)(?:\\(([-+]?\\d+)\\))?(?:/(.+))?".formatted(HeaderLine.NUMBER));

  private SignalLine() {}

  /**
   * @param recordName for the description of a signal without one
   * @param channel index of the signal from 0
   */
  static WfdbSignal parse(HeaderLine line, String recordName, int channel) {
    Matcher format =
        line.match(2, FORMAT, "format must read format, then x, : and + with whole numbers");
    int formatCode = (int) line.wholeNumber(2, format.group(1), "format", 0, Integer.MAX_VALUE);
    int adcZero = (int) signed(line, 5, "ADC zero", 0);
    long resolution = line.wholeNumber(4, "ADC resolution", 0, 32, 0);
    Calibration calibration = Calibration.ASSUMED;
    double gain = DEFAULT_GAIN;
    int baseline = adcZero;
    String unit = DEFAULT_UNIT;
    if (line.has(3)) {
      Matcher scale = GAIN.matcher(line.field(3));
      if (!scale.matches() || Double.isInfinite(Double.parseDouble(scale.group(1)))) {
        calibration = Calibration.UNREADABLE;
      } else {
        double stated = Double.parseDouble(scale.group(1));
        calibration = stated == 0 ? Calibration.ASSUMED : Calibration.STATED;
        gain = stated == 0 ? DEFAULT_GAIN : stated;
        baseline = scale.group(2) == null ? adcZero : wholeInt(line, 3, scale.group(2), "baseline");
        unit = scale.group(3) == null ? DEFAULT_UNIT : scale.group(3);
      }
    }
    return new WfdbSignal(
        line.field(1),
        formatCode,
        modifier(line, format.group(2), "samples per frame", 1),
        modifier(line, format.group(3), "skew", 0),
        modifier(line, format.group(4), "byte offset", 0),
        new AdcScale(gain, baseline, unit),
        calibration,
        resolution == 0 ? defaultResolution(formatCode) : (int) resolution,
        adcZero,
        ofSamples(line, 6, "initial value"),
        ofSamples(line, 7, "checksum"),
        (int) signed(line, 8, "block size", 0),
        line.has(9) ? line.from(9) : "record " + recordName + ", signal " + channel);
  }

  private static int modifier(HeaderLine line, @Nullable String text, String what, int least) {
    return text == null ? least : (int) line.wholeNumber(2, text, what, least, Integer.MAX_VALUE);
  }

  private static int wholeInt(HeaderLine line, int field, String text, String what) {
    return (int) line.wholeNumber(field, text, what, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** What the header says of the samples; of a sum of more than 16 bits the low ones count. */
  private static OptionalInt ofSamples(HeaderLine line, int field, String what) {
    return line.has(field) && !NOT_KNOWN.matcher(line.field(field)).matches()
        ? OptionalInt.of((int) signed(line, field, what, 0))
        : OptionalInt.empty();
  }

  private static long signed(HeaderLine line, int field, String what, long absent) {
    return line.wholeNumber(field, what, Integer.MIN_VALUE, Integer.MAX_VALUE, absent);
  }

  /** Bits that header(5) assumes: 12, or 10 in difference formats, or fewer if the format has. */
  private static int defaultResolution(int format) {
    return switch (format) {
      case 8, 310, 311 -> 10;
      case 80, 508 -> 8;
      default -> 12;
    };
  }
}
