package org.purkinje.biosignal.pressure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.biosignal.window.WindowRule;

/**
 * Whether the timing between ECG and PPG of a record may be used.
 *
 * <p>Where it is not known that one clock sampled both, the pulse arrival times (PAT) of windows of
 * one heart tell: they vary with posture and pressure by tens of ms, a clock that drifts or jumps
 * takes them farther, and with a wrong delay few pulses arrive in time. A constant delay after
 * which the pulses still arrive in time goes unseen.
 */
public enum AlignmentTrust {
  /** One clock sampled both, or pulses arrive in time and steadily. */
  TRUSTED,
  /** Nothing is known of the clocks, and there are too few windows to measure. */
  UNKNOWN,
  /** Of most windows pulses do not arrive in time, or the arrival wanders. */
  BAD;

  /** Fewer windows tell nothing; with a new one every 5 s, a minute. */
  private static final int MIN_WINDOWS = 11;

  /**
   * Of the 28 records of Challenge 2015 and BIDMC in most of whose windows pulses arrive in time,
   * 26 stay below 0.11 s, one is at 0.14 s and one at 0.25 s.
   */
  private static final double MAX_SPREAD_SECONDS = 0.15;

  private static final double LOW_PERCENT = 5;
  private static final double HIGH_PERCENT = 95;

  /** The name in tables, e.g. {@code trusted}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where only the clock is known. */
  public static AlignmentTrust ofClock(boolean isOneClock) {
    return isOneClock ? TRUSTED : UNKNOWN;
  }

  /**
   * Of a stretch of a record whose clocks are not known.
   *
   * @param windows of that stretch, in any order
   */
  public static AlignmentTrust measured(Collection<PressureJudgement> windows) {
    List<PressureJudgement> ofOneHeart =
        windows.stream().filter(AlignmentTrust::showsOneHeart).toList();
    double[] pat =
        ofOneHeart.stream().flatMapToDouble(window -> window.patSeconds().stream()).toArray();
    if (ofOneHeart.size() < MIN_WINDOWS) {
      return UNKNOWN;
    }
    double spread =
        Descriptives.percentile(pat, HIGH_PERCENT) - Descriptives.percentile(pat, LOW_PERCENT);
    return 2 * pat.length > ofOneHeart.size() && spread <= MAX_SPREAD_SECONDS ? TRUSTED : BAD;
  }

  /** Whether rates and pulses agree, in time or not. */
  private static boolean showsOneHeart(PressureJudgement window) {
    return window.pairRefusal().map(refusal -> refusal.rule() == WindowRule.PAT).orElse(true);
  }
}
