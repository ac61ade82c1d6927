package org.purkinje.biosignal.vital;

import java.util.Locale;
import java.util.Optional;
import org.purkinje.biosignal.recording.Channel;
import org.purkinje.biosignal.signal.AdcScale;

/**
 * A track as its file describes it.
 *
 * @param name with that of its device, e.g. {@code SNUADC/ECG_II}
 * @param kind one of {@link #WAVE}, {@link #NUMERIC}, {@link #TEXT}, or unknown
 * @param format code of a {@link NumberFormat}, or unknown
 * @param fs sampling frequency of a wave, Hz
 * @param gain physical units per stored one, of whole numbers
 * @param offset physical value of a stored 0, of whole numbers
 */
record VitalTrack(
    String name, int kind, int format, String unit, double fs, double gain, double offset) {

  static final int WAVE = 1;
  static final int NUMERIC = 2;
  static final int TEXT = 5;

  private static final double MAX_FS = 1e6;

  boolean isWave() {
    return kind == WAVE;
  }

  NumberFormat numberFormat() {
    return NumberFormat.ofCode(format);
  }

  /** Why the track's packets cannot be read, if so. */
  Optional<String> fault() {
    if (kind != TEXT && !NumberFormat.isCode(format)) {
      return Optional.of("number format %d; 1 to 8 are known".formatted(format));
    }
    if (isWave() && (!(fs > 0) || fs > MAX_FS)) {
      return Optional.of("sampling frequency %s Hz; above 0 to 1e6 is read".formatted(fs));
    }
    if (isWave() && !numberFormat().isReal() && !isScaleValid()) {
      return Optional.of(
          "gain %s and offset %s; both must be finite, and gain not 0".formatted(gain, offset));
    }
    return Optional.empty();
  }

  private boolean isScaleValid() {
    return gain != 0 && Double.isFinite(1 / gain) && 1 / gain != 0 && Double.isFinite(baseline());
  }

  private double baseline() {
    return 0 - offset / gain;
  }

  /** The channel of a wave without fault. */
  Channel channel() {
    return numberFormat().isReal()
        ? Channel.ofFloats(name, fs, new AdcScale(1, 0, unit))
        : Channel.ofIntegers(name, fs, new AdcScale(1 / gain, baseline(), unit), Integer.MIN_VALUE);
  }

  /** What kind of track it is, with its unit, e.g. {@code numeric, float, unit mmHg}. */
  String describe() {
    String numbers =
        NumberFormat.isCode(format)
            ? ", " + numberFormat().name().toLowerCase(Locale.ROOT)
            : ", format " + format;
    String units = unit.isEmpty() ? "" : ", unit " + unit;
    return switch (kind) {
      case WAVE -> "wave at " + fs + " Hz" + numbers + units;
      case NUMERIC -> "numeric" + numbers + units;
      case TEXT -> "text";
      default -> "unknown kind " + kind;
    };
  }
}
