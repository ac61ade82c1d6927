package org.purkinje.eval.pressure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.purkinje.biosignal.beat.RPeakDetector;
import org.purkinje.biosignal.pressure.PressureProtocol;
import org.purkinje.biosignal.pressure.PressureRules;
import org.purkinje.biosignal.pressure.PressureSignals;
import org.purkinje.biosignal.pressure.ProtocolOutcome;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.wfdb.SampleFormat;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbHeaderReader;
import org.purkinje.biosignal.wfdb.WfdbSignal;
import org.purkinje.biosignal.wfdb.WfdbSignalReader;
import org.purkinje.biosignal.window.RawSignal;

/** The windows of the 2015 challenge that the protocol accepts by the peer's R peaks. */
final class Cinc2015Windows {

  private Cinc2015Windows() {}

  static List<PressureWindow> read(Path corpus) throws IOException {
    List<PressureWindow> windows = new ArrayList<>();
    for (String record : records(corpus)) {
      LocalRecordFolder folder = new LocalRecordFolder(corpus);
      WfdbHeader header = WfdbHeaderReader.read(folder, record);
      List<String> names = header.signals().stream().map(WfdbSignal::description).toList();
      if (names.contains("PLETH") && names.contains("ABP")) {
        try (WfdbSignalReader reader = WfdbSignalReader.open(folder, header)) {
          int[][] digital = reader.readAll();
          add(windows, record, prepare(header, names, digital));
        }
      }
    }
    return windows;
  }

  private static void add(List<PressureWindow> windows, String name, PressureSignals record) {
    PressureProtocol assessor = new PressureProtocol(PressureRules.published());
    record
        .windowStarts()
        .forEach(
            start -> {
              if (assessor.assess(record, start) instanceof ProtocolOutcome.Accepted accepted) {
                double[] measured = accepted.features().toArray();
                float[] features = new float[measured.length];
                for (int i = 0; i < features.length; i++) {
                  features[i] = (float) measured[i];
                }
                windows.add(
                    new PressureWindow(
                        "cinc2015",
                        name,
                        name,
                        "cinc2015/" + name,
                        name + "/" + start,
                        start / PressureSignals.FS_HZ,
                        "unknown",
                        features,
                        accepted.sbpMmhg(),
                        accepted.dbpMmhg()));
              }
            });
  }

  private static PressureSignals prepare(WfdbHeader header, List<String> names, int[][] digital) {
    RawSignal[] signals =
        Stream.of(names.contains("II") ? "II" : names.get(0), "PLETH", "ABP")
            .map(names::indexOf)
            .map(channel -> physical(header, channel, digital[channel]))
            .toArray(RawSignal[]::new);
    return PressureSignals.prepare(signals[0], signals[1], signals[2])
        .withRPeaks(new RPeakDetector(PressureSignals.FS_HZ)::detect);
  }

  private static RawSignal physical(WfdbHeader header, int channel, int[] digital) {
    WfdbSignal signal = header.signals().get(channel);
    int missing = SampleFormat.ofCode(signal.format()).orElseThrow().missingCode();
    return new RawSignal(signal.scale().toPhysical(digital, missing), header.fs());
  }

  private static List<String> records(Path corpus) throws IOException {
    try (Stream<Path> files = Files.list(corpus)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".hea"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
    }
  }
}
