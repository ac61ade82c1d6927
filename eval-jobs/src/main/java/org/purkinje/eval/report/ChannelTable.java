package org.purkinje.eval.report;

import java.util.List;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.HtmlTable;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.BinRow;
import org.purkinje.eval.report.row.ChannelGroupRow;
import org.purkinje.jobsupport.table.CorpusHistogramsTable;

/** A corpus by kind, lead and unit: how much, how good, how large. */
final class ChannelTable {

  private static final int MAX_ROWS = 40;
  private static final int MAX_FREQUENCIES = 3;

  private ChannelTable() {}

  static Html of(Report.Corpus corpus) {
    List<ChannelGroupRow> shown = LeadOrder.longest(corpus.groups(), MAX_ROWS);
    String most =
        shown.size() < corpus.groups().size()
            ? " The %d of %d with the most hours.".formatted(shown.size(), corpus.groups().size())
            : "";
    HtmlTable table =
        new HtmlTable(
                "Channels by lead, or by name where they have none; shares are of the hours, and"
                    + " percentiles over the channels that are not flat from end to end."
                    + most)
            .text("channel")
            .text("kind")
            .text("unit")
            .text("fs, Hz")
            .number("records")
            .number("subjects")
            .number("hours")
            .number("missing, %")
            .number("flat, %")
            .number("clipped, %")
            .number("amplitude, 5 %")
            .number("median")
            .number("95 %");
    for (ChannelGroupRow group : shown) {
      table.row(
          Html.text(group.name()),
          Html.text(group.kind()),
          Html.text(group.unit()),
          Html.text(frequencies(corpus.bins(), group)),
          Html.text(NumberText.count(group.records())),
          Html.text(NumberText.count(group.subjects())),
          Html.text(NumberText.significant(group.hours())),
          Html.text(percent(group.missingHours(), group.hours())),
          Html.text(percent(group.flatHours(), group.hours())),
          Html.text(percent(group.clippedHours(), group.hours())),
          Html.text(NumberText.significant(group.amplitudeP05())),
          Html.text(NumberText.significant(group.amplitudeMedian())),
          Html.text(NumberText.significant(group.amplitudeP95())));
    }
    return table.html();
  }

  /** Share of the whole in percent; a share that is not 0 is never printed as 0. */
  static String percent(double part, double whole) {
    if (part == 0) {
      return "0";
    }
    double percent = 100 * part / whole;
    return percent < 0.01 ? "< 0.01" : NumberText.fixed(percent, 2);
  }

  private static String frequencies(List<BinRow> bins, ChannelGroupRow group) {
    List<String> values =
        bins.stream()
            .filter(bin -> group.has(bin) && bin.quantity().equals(CorpusHistogramsTable.FS_HZ))
            .map(bin -> trimmed(bin.from()))
            .toList();
    return values.size() <= MAX_FREQUENCIES
        ? String.join(", ", values)
        : "%s to %s, %d values"
            .formatted(values.get(0), values.get(values.size() - 1), values.size());
  }

  private static String trimmed(double fs) {
    return fs == Math.rint(fs) ? NumberText.fixed(fs, 0) : NumberText.fixed(fs, 2);
  }
}
