package org.purkinje.ingest.inspection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** A finding for which a record may be refused although its files are sound. */
public enum QualityRule {
  /** A channel has no sample. */
  MISSING_CHANNEL("all %1$,d samples are missing") {
    @Override
    Predicate<ChannelSummary> isBroken() {
      return ChannelSummary::isMissing;
    }
  },

  /** All samples of a channel are equal. */
  FLAT_CHANNEL("all %1$,d samples are equal, %4$s %5$s; was a lead off?") {
    @Override
    Predicate<ChannelSummary> isBroken() {
      return ChannelSummary::isFlat;
    }
  },

  /** A channel holds a sample that the corpus uses for something else than a measurement. */
  SENTINEL(
      "%3$,d of %1$,d samples are sentinels of the corpus, which stand for something else than a"
          + " measurement") {
    @Override
    Predicate<ChannelSummary> isBroken() {
      return summary -> summary.sentinels() > 0;
    }
  },

  /** Every channel equals that of a record with a smaller name. */
  DUPLICATE_RECORD("") {
    @Override
    Predicate<ChannelSummary> isBroken() {
      return summary -> false;
    }
  };

  private final String finding;

  QualityRule(String finding) {
    this.finding = finding;
  }

  abstract Predicate<ChannelSummary> isBroken();

  /** The rule's name in tables, e.g. {@code flat channel}. */
  public String reason() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The first channel that breaks the rule, as a refusal. */
  Optional<Refusal> broken(RecordRef ref, String uri, List<ChannelSummary> channels) {
    for (int i = 0; i < channels.size(); i++) {
      ChannelSummary channel = channels.get(i);
      if (isBroken().test(channel)) {
        String place = "channel %d (%s)".formatted(i, channel.channel().name());
        String detail =
            finding.formatted(
                channel.samples(),
                channel.missing(),
                channel.sentinels(),
                channel.least(),
                channel.channel().scale().unit());
        return Optional.of(
            new Refusal(ref.name(), uri, ref.sha256(), ref.file(), place, reason(), detail));
      }
    }
    return Optional.empty();
  }
}
