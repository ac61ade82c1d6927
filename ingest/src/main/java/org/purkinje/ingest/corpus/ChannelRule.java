package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purkinje.biosignal.signal.Lead;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * What a channel's name says of the quantity it holds.
 *
 * @param leads leads whose names the rule fits, in place of a pattern
 * @param pattern regular expression over the whole name; empty where {@code leads} are given
 * @param lead electrode view, in which {@code $0} stands for the whole name and {@code $1} for the
 *     pattern's first group; empty for other than ECG, and where {@code leads} are given
 * @param unit what the file must give as unit, in letters of any case, and how tables call it, e.g.
 *     {@code mV}; empty where files may differ
 */
public record ChannelRule(LeadSet leads, String pattern, SignalKind kind, String lead, String unit)
    implements Serializable {

  /** Decides a channel that no rule of the corpus fits. */
  static final ChannelRule OTHER = new ChannelRule(LeadSet.NONE, ".*", SignalKind.OTHER, "", "");

  public ChannelRule {
    if (leads == LeadSet.NONE) {
      if (pattern.isEmpty()) {
        throw new IllegalArgumentException(
            "pattern must be a regular expression, got none; give leads or pattern");
      }
      RulePattern.compiled("pattern", pattern);
    } else if (!pattern.isEmpty() || !lead.isEmpty()) {
      throw new IllegalArgumentException(
          "leads %s must stand without pattern and lead, got pattern \"%s\" and lead \"%s\"; give them a rule of their own"
              .formatted(leads, pattern, lead));
    } else if (kind != SignalKind.ECG) {
      throw new IllegalArgumentException(
          "leads %s must be of kind ecg, got %s".formatted(leads, kind.label()));
    }
  }

  boolean fits(String channel) {
    return leads == LeadSet.NONE
        ? channel.strip().matches(pattern)
        : leads.find(channel.strip()).isPresent();
  }

  /** Whether a file may state this unit. */
  public boolean allows(String stated) {
    return unit.isEmpty() || unit.equalsIgnoreCase(stated);
  }

  /** How tables call the unit that a file states. */
  public String unitOf(String stated) {
    return unit.isEmpty() ? stated : unit;
  }

  /** The lead of an ECG channel that the rule fits; none of others. */
  public Optional<String> leadOf(String channel) {
    if (kind != SignalKind.ECG) {
      return Optional.empty();
    }
    if (leads != LeadSet.NONE) {
      return leads.find(channel.strip()).map(Lead::label);
    }
    Matcher matcher = Pattern.compile(pattern).matcher(channel.strip());
    return lead.isEmpty() || !matcher.matches()
        ? Optional.empty()
        : Optional.of(matcher.replaceFirst(lead));
  }
}
