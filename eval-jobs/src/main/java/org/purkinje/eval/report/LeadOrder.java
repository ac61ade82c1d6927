package org.purkinje.eval.report;

import java.util.Comparator;
import java.util.List;
import org.purkinje.eval.report.row.ChannelGroupRow;

/** The order in which channels are shown: kinds, then leads as a clinician's page has them. */
final class LeadOrder {

  private static final List<String> KINDS = List.of("ecg", "ppg", "abp", "resp", "other");
  private static final List<String> LEADS =
      List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");

  static final Comparator<ChannelGroupRow> COMPARATOR =
      Comparator.comparingInt((ChannelGroupRow group) -> place(KINDS, group.kind()))
          .thenComparingInt(group -> place(LEADS, group.name()))
          .thenComparing(ChannelGroupRow::name)
          .thenComparing(ChannelGroupRow::unit);

  private LeadOrder() {}

  private static int place(List<String> known, String name) {
    int place = known.indexOf(name);
    return place < 0 ? known.size() : place;
  }

  /** At most so many groups, those of the most hours, in order. */
  static List<ChannelGroupRow> longest(List<ChannelGroupRow> groups, int most) {
    return groups.stream()
        .sorted(
            Comparator.comparingDouble(ChannelGroupRow::hours).reversed().thenComparing(COMPARATOR))
        .limit(most)
        .sorted(COMPARATOR)
        .toList();
  }
}
