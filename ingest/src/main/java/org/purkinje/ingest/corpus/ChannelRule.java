package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * What a channel's name says of the quantity it holds.
 *
 * @param pattern regular expression over the whole name
 * @param lead electrode view, in which {@code $0} stands for the whole name and {@code $1} for the
 *     pattern's first group; empty for other than ECG
 * @param unit what the file must give as unit, in letters of any case, and how tables call it, e.g.
 *     {@code mV}; empty where files may differ
 */
public record ChannelRule(String pattern, SignalKind kind, String lead, String unit)
    implements Serializable {

  /** Decides a channel that no rule of the corpus fits. */
  static final ChannelRule OTHER = new ChannelRule(".*", SignalKind.OTHER, "", "");

  public ChannelRule {
    RulePattern.compiled("pattern", pattern);
  }

  boolean fits(String channel) {
    return channel.strip().matches(pattern);
  }

  /** Whether a file may state this unit. */
  public boolean allows(String stated) {
    return unit.isEmpty() || unit.equalsIgnoreCase(stated);
  }

  /** How tables call the unit that a file states. */
  public String unitOf(String stated) {
    return unit.isEmpty() ? stated : unit;
  }

  /** The lead of a channel that the rule fits. */
  public Optional<String> leadOf(String channel) {
    Matcher matcher = Pattern.compile(pattern).matcher(channel.strip());
    return lead.isEmpty() || !matcher.matches()
        ? Optional.empty()
        : Optional.of(matcher.replaceFirst(lead));
  }
}
