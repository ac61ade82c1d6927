package org.purkinje.jobsupport.table;

import java.util.Collection;
import java.util.Locale;

/**
 * What is known of the timing between the channels of a record, where a result used it: the column
 * {@code alignment} of results.
 */
public enum ChannelTiming {
  /** Every record's channels were sampled by one clock, or its pulses arrive steadily. */
  TRUSTED,
  /** For one record or more it is not known. */
  UNKNOWN,
  /** In one record or more the clocks drift, or pulses do not arrive in time. */
  BAD,
  /** The result does not depend on timing between channels. */
  NOT_USED;

  /** The name in tables, e.g. {@code not-used}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Of a result that used timing between channels.
   *
   * @param trusts values of {@code windows.alignment_trust}, at least one
   */
  public static ChannelTiming of(Collection<String> trusts) {
    if (trusts.contains(BAD.label())) {
      return BAD;
    }
    boolean areTrusted = !trusts.isEmpty() && trusts.stream().allMatch(TRUSTED.label()::equals);
    return areTrusted ? TRUSTED : UNKNOWN;
  }
}
