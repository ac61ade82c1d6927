package org.purkinje.biosignal.signal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of ECG leads: one spelling for what devices and formats write in many. */
public final class EcgLead {

  /**
   * A device before a slash, {@code ECG} or {@code lead}, then the lead: {@code SNUADC/ECG_II},
   * {@code Lead V1}, {@code ECG aVR}, {@code mlii}.
   */
  private static final Pattern CHANNEL =
      Pattern.compile(
          "(?:.*/)?(?:(?:ECG|EKG|LEAD)[\\s_.:-]*)*(MLI{1,3}|I{1,3}|AV[RLF]|V[1-9]R?)",
          Pattern.CASE_INSENSITIVE);

  private EcgLead() {}

  /**
   * @param channel name of an ECG channel
   * @return e.g. {@code II}, {@code aVR} or {@code V1}; empty if the name tells no lead
   */
  public static Optional<String> ofChannel(String channel) {
    Matcher matcher = CHANNEL.matcher(channel.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String lead = matcher.group(1).toUpperCase(Locale.ROOT);
    return Optional.of(lead.startsWith("AV") ? "aV" + lead.substring(2) : lead);
  }
}
