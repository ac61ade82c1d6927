package org.purkinje.ingest.corpus;

import java.io.Serializable;
import org.purkinje.biosignal.signal.SignalKind;

/**
 * What a channel's name says of the quantity it holds.
 *
 * @param pattern regular expression over the whole name
 */
public record ChannelRule(String pattern, SignalKind kind) implements Serializable {

  public ChannelRule {
    RulePattern.compiled("pattern", pattern);
  }
}
