package org.purkinje.preprocessing.records;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.Take;

/**
 * A record and its channels, without their samples.
 *
 * @param person who it is of
 * @param alignment whether the channels' clocks agree below a sample: simultaneous or unknown
 * @param channels in the record's order
 */
public record StoredRecord(
    String corpus,
    String record,
    String subject,
    Person person,
    String alignment,
    List<StoredChannel> channels) {

  private static final String ONE_CLOCK = "simultaneous";

  /** Whether one clock sampled its channels. */
  public boolean isOfOneClock() {
    return alignment.equals(ONE_CLOCK);
  }

  /** The first channel of a kind. */
  public Optional<StoredChannel> first(SignalKind kind) {
    return channels.stream().filter(channel -> channel.kind() == kind).findFirst();
  }

  /** The channel that a signal is taken from: the lead asked for, or the first of the kind. */
  public Optional<StoredChannel> chosen(SignalSpec spec) {
    List<StoredChannel> ofKind =
        channels.stream().filter(channel -> channel.kind() == spec.kind()).toList();
    if (spec.take() == Take.EACH) {
      return ofKind.stream().filter(channel -> spec.leads().contains(channel.lead())).findFirst();
    }
    return ofKind.stream()
        .min(Comparator.comparingInt(channel -> preference(spec.leads(), channel.lead())));
  }

  private static int preference(List<String> leads, String lead) {
    int index = leads.indexOf(lead);
    return index < 0 ? leads.size() : index;
  }
}
