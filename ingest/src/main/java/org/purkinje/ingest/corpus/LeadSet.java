package org.purkinje.ingest.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.signal.Lead;

/** Leads whose names as channels are the same in every corpus that has them. */
public enum LeadSet {
  /** A channel rule with a pattern of its own. */
  @JsonProperty("none")
  NONE("none", List.of()),
  /** I, II, III, aVR, aVL, aVF, V1 to V6. */
  @JsonProperty("standard-12")
  STANDARD_12("standard-12", Lead.STANDARD_12);

  private final String key;
  private final List<Lead> leads;

  LeadSet(String key, List<Lead> leads) {
    this.key = key;
    this.leads = leads;
  }

  /**
   * @param channel a lead's label, in which {@code aV} may be of any case, e.g. {@code AVR}
   * @return empty if the set has no such lead
   */
  Optional<Lead> find(String channel) {
    String label = channel.matches("[aA][vV][RLF]") ? "aV" + channel.substring(2) : channel;
    return leads.stream().filter(lead -> lead.label().equals(label)).findFirst();
  }

  /** The word of corpus files. */
  @Override
  public String toString() {
    return key;
  }
}
