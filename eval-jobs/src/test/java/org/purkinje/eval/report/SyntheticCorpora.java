package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.purkinje.eval.report.row.BinRow;
import org.purkinje.eval.report.row.ChannelGroupRow;
import org.purkinje.eval.report.row.CorpusRow;

/** Summaries of no real corpus, drawn from fixed seeds, in the order in which they are read. */
final class SyntheticCorpora {

  /** Ends of bins, as the ingest has them. */
  private static final double[] ENDS = {
    0.1, 0.16, 0.25, 0.4, 0.63, 1, 1.6, 2.5, 4, 6.3, 10, 16, 25, 40, 63, 100, 160, 250
  };

  private SyntheticCorpora() {}

  static List<Report.Corpus> usual() {
    return List.of(twelveLeads(), monitor());
  }

  /** Twelve leads, of which two have faults. */
  private static Report.Corpus twelveLeads() {
    List<ChannelGroupRow> groups = new ArrayList<>();
    List<BinRow> bins = new ArrayList<>();
    Stream.of("I", "II", "III", "V1", "V2", "V3", "V4", "V5", "V6", "aVF", "aVL", "aVR")
        .forEach(
            lead -> {
              boolean faulty = lead.startsWith("V1") || lead.equals("aVL");
              groups.add(
                  group(
                      "ecg",
                      lead,
                      "mV",
                      400,
                      1.1,
                      faulty ? 0.02 : 0,
                      faulty ? 0.1 : 0,
                      lead.equals("V1") ? 0.00004 : 0,
                      1.5));
              bins.addAll(bins("ecg", lead, "mV", 400, 1.5, 500));
            });
    return new Report.Corpus(
        new CorpusRow(
            "cinc2015",
            "1.0.0",
            "A corpus of twelve leads",
            "ODC-By-1.0",
            "allowed",
            "open",
            400,
            371,
            4_800,
            1.1,
            750),
        groups,
        bins);
  }

  /** One lead, pulse signals without a unit, and a channel that has no amplitude. */
  private static Report.Corpus monitor() {
    List<BinRow> bins = new ArrayList<>();
    bins.addAll(bins("abp", "ABP", "mmHg", 40, 60, 125));
    bins.addAll(bins("ecg", "MLII", "mV", 48, 3, 250));
    bins.add(new BinRow("ecg", "MLII", "mV", "fs_hz", 360, 360, 2));
    bins.addAll(bins("ppg", "PLETH", "", 40, 1, 62.4725));
    bins.add(new BinRow("resp", "RESP", "", "fs_hz", 125, 125, 1));
    return new Report.Corpus(
        new CorpusRow(
            "mitdb",
            "2",
            "A monitor's",
            "LicenceRef-DUA",
            "forbidden",
            "credentialed",
            48,
            47,
            129,
            24.1,
            0),
        List.of(
            group("abp", "ABP", "mmHg", 40, 20, 1.4, 0.2, 0.1, 60),
            group("ecg", "MLII", "mV", 48, 24.1, 0, 0, 0, 3),
            group("ppg", "PLETH", "", 40, 20, 0, 4.2, 0, 1),
            group("resp", "RESP", "", 1, 0.5, 0, 0.5, 0, Double.NaN)),
        bins);
  }

  private static ChannelGroupRow group(
      String kind,
      String name,
      String unit,
      long channels,
      double hours,
      double missing,
      double flat,
      double clipped,
      double amplitude) {
    return new ChannelGroupRow(
        kind,
        name,
        unit,
        channels,
        channels - 1,
        channels,
        hours,
        missing,
        flat,
        clipped,
        amplitude / 2,
        amplitude,
        3 * amplitude);
  }

  private static List<BinRow> bins(
      String kind, String name, String unit, int channels, double middle, double fs) {
    Random random = new Random(name.hashCode());
    TreeMap<Integer, Long> channelsByBin = new TreeMap<>();
    for (int i = 0; i < channels; i++) {
      double value = middle * Math.exp(0.4 * random.nextGaussian());
      int bin = 0;
      while (bin < ENDS.length - 2 && ENDS[bin + 1] <= value) {
        bin++;
      }
      channelsByBin.merge(bin, 1L, Long::sum);
    }
    List<BinRow> bins = new ArrayList<>();
    channelsByBin.forEach(
        (bin, count) ->
            bins.add(new BinRow(kind, name, unit, "amplitude", ENDS[bin], ENDS[bin + 1], count)));
    bins.add(new BinRow(kind, name, unit, "fs_hz", fs, fs, channels));
    return bins;
  }
}
