package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purkinje.eval.report.chart.BarChart;
import org.purkinje.eval.report.chart.SmallHistograms;
import org.purkinje.eval.report.html.Html;
import org.purkinje.eval.report.html.NumberText;
import org.purkinje.eval.report.row.ChannelGroupRow;
import org.purkinje.jobsupport.table.CorpusHistogramsTable;

/** Hours, faults and amplitudes of a corpus by lead. */
final class ChannelCharts {

  private static final int MAX_BARS = 16;
  private static final int MAX_FAULTY = 8;

  /** Share of the hours from which on a fault is drawn. */
  private static final double DRAWN_FAULT = 0.001;

  private static final int MAX_HISTOGRAMS = 24;
  private static final int MAX_FIGURES = 6;

  private ChannelCharts() {}

  static List<Html> of(Report.Corpus corpus) {
    List<Html> figures = new ArrayList<>();
    if (corpus.groups().isEmpty()) {
      return figures;
    }
    figures.add(hours(corpus.groups()).html());
    if (corpus.groups().stream().anyMatch(ChannelCharts::isFaulty)) {
      figures.add(faults(corpus.groups()).html());
    }
    amplitudes(corpus).forEach(chart -> figures.add(chart.html()));
    return figures;
  }

  private static BarChart hours(List<ChannelGroupRow> groups) {
    return new BarChart(
        "Hours by channel",
        "Sum over channels of one lead or name."
            + of(groups.size(), MAX_BARS, "with the most hours"),
        "hours",
        List.of("hours"),
        LeadOrder.longest(groups, MAX_BARS).stream()
            .map(group -> new BarChart.Group(label(group, groups), new double[] {group.hours()}))
            .toList(),
        NumberText::significant);
  }

  private static BarChart faults(List<ChannelGroupRow> groups) {
    List<ChannelGroupRow> faulty = groups.stream().filter(ChannelCharts::isFaulty).toList();
    return new BarChart(
        "Missing, flat and clipped",
        "Share of the hours, the worst first; %s of %s have less than 0.1 %% of them.%s"
            .formatted(
                NumberText.count(groups.size() - faulty.size()),
                NumberText.count(groups.size()),
                of(faulty.size(), MAX_FAULTY, "that are worst")),
        "share of the hours (%)",
        List.of("missing", "flat", "clipped"),
        faulty.stream()
            .sorted(
                Comparator.comparingDouble(ChannelGroupRow::faultShare)
                    .reversed()
                    .thenComparing(LeadOrder.COMPARATOR))
            .limit(MAX_FAULTY)
            .map(
                group ->
                    new BarChart.Group(
                        label(group, groups),
                        new double[] {
                          100 * group.missingHours() / group.hours(),
                          100 * group.flatHours() / group.hours(),
                          100 * group.clippedHours() / group.hours()
                        }))
            .toList(),
        percent -> ChannelTable.percent(percent, 100));
  }

  private static boolean isFaulty(ChannelGroupRow group) {
    return group.faultShare() >= DRAWN_FAULT;
  }

  private static List<SmallHistograms> amplitudes(Report.Corpus corpus) {
    Map<List<String>, List<ChannelGroupRow>> groupsByKindAndUnit = new LinkedHashMap<>();
    corpus.groups().stream()
        .sorted(LeadOrder.COMPARATOR)
        .filter(group -> Double.isFinite(group.amplitudeMedian()))
        .forEach(
            group ->
                groupsByKindAndUnit
                    .computeIfAbsent(
                        List.of(group.kind(), group.unit()), kindAndUnit -> new ArrayList<>())
                    .add(group));
    return groupsByKindAndUnit.entrySet().stream()
        .limit(MAX_FIGURES)
        .map(
            entry ->
                amplitudes(corpus, entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
        .toList();
  }

  private static SmallHistograms amplitudes(
      Report.Corpus corpus, String kind, String unit, List<ChannelGroupRow> groups) {
    List<SmallHistograms.Cell> cells =
        LeadOrder.longest(groups, MAX_HISTOGRAMS).stream()
            .map(group -> histogram(corpus, group))
            .toList();
    long channels = cells.stream().mapToLong(SmallHistograms.Cell::count).sum();
    return new SmallHistograms(
        "Amplitude: " + kind,
        "n = %s; the tallest bar of each is drawn as high.%s"
            .formatted(
                NumberText.counted(channels, "channel"),
                of(groups.size(), MAX_HISTOGRAMS, "with the most hours")),
        "largest less least value (%s)".formatted(unit(unit)),
        "channel",
        cells);
  }

  private static SmallHistograms.Cell histogram(Report.Corpus corpus, ChannelGroupRow group) {
    return new SmallHistograms.Cell(
        group.name(),
        corpus.bins().stream()
            .filter(bin -> group.has(bin) && bin.quantity().equals(CorpusHistogramsTable.AMPLITUDE))
            .map(bin -> new SmallHistograms.Bin(bin.from(), bin.to(), bin.channels()))
            .toList());
  }

  /** Kind and name, with the unit where only that tells two groups apart. */
  private static String label(ChannelGroupRow group, List<ChannelGroupRow> groups) {
    String name = group.kind() + " " + group.name();
    long same =
        groups.stream().filter(other -> name.equals(other.kind() + " " + other.name())).count();
    return same > 1 ? "%s (%s)".formatted(name, unit(group.unit())) : name;
  }

  private static String unit(String unit) {
    return unit.isEmpty() ? "unit not stated" : unit;
  }

  private static String of(int all, int most, String which) {
    return all > most
        ? " Drawn: the %d %s, of %s.".formatted(most, which, NumberText.count(all))
        : "";
  }
}
