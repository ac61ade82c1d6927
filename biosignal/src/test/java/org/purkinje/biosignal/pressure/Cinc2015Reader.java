package org.purkinje.biosignal.pressure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.purkinje.biosignal.beat.RPeakDetector;
import org.purkinje.biosignal.signal.AdcScale;
import org.purkinje.biosignal.window.RawSignal;

/** Just enough of a reader for the 16-bit MATLAB records of the 2015 challenge. */
final class Cinc2015Reader {

  private static final int FIRST_SAMPLE_BYTE = 24;
  private static final int MISSING = -32768;
  private static final Pattern SIGNAL_LINE =
      Pattern.compile("\\S+ 16\\+24 ([\\d.e+]+)(?:\\((-?\\d+)\\))?/(\\S+) 16 (-?\\d+) .* (\\S+)");

  private Cinc2015Reader() {}

  /** Headers of the records that have PPG and ABP, in order of name. */
  static List<Path> headersWithPressure(Path folder) throws IOException {
    List<Path> headers;
    try (Stream<Path> files = Files.list(folder)) {
      headers = files.filter(file -> file.toString().endsWith(".hea")).sorted().toList();
    }
    List<Path> chosen = new ArrayList<>();
    for (Path header : headers) {
      List<String> names = signalLines(header).stream().map(line -> line.group(5)).toList();
      if (names.contains("PLETH") && names.contains("ABP")) {
        chosen.add(header);
      }
    }
    return chosen;
  }

  /** With the R peaks of the peer's detector. */
  static PressureSignals prepare(Path header) throws IOException {
    List<Matcher> lines = signalLines(header);
    double fs = Double.parseDouble(Files.readAllLines(header).get(0).split(" ", -1)[2]);
    List<String> names = lines.stream().map(line -> line.group(5)).toList();
    byte[] bytes = Files.readAllBytes(Path.of(header.toString().replace(".hea", ".mat")));
    ShortBuffer samples =
        ByteBuffer.wrap(bytes, FIRST_SAMPLE_BYTE, bytes.length - FIRST_SAMPLE_BYTE)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asShortBuffer();
    RawSignal[] signals =
        Stream.of(names.contains("II") ? "II" : names.get(0), "PLETH", "ABP")
            .map(names::indexOf)
            .map(channel -> new RawSignal(physical(samples, channel, lines), fs))
            .toArray(RawSignal[]::new);
    return PressureSignals.prepare(signals[0], signals[1], signals[2])
        .withRPeaks(new RPeakDetector(PressureSignals.FS_HZ)::detect);
  }

  private static double[] physical(ShortBuffer samples, int channel, List<Matcher> lines) {
    int[] digital = new int[samples.limit() / lines.size()];
    for (int i = 0; i < digital.length; i++) {
      digital[i] = samples.get(i * lines.size() + channel);
    }
    Matcher line = lines.get(channel);
    String baseline = line.group(2) == null ? line.group(4) : line.group(2);
    AdcScale scale =
        new AdcScale(Double.parseDouble(line.group(1)), Integer.parseInt(baseline), line.group(3));
    return scale.toPhysical(digital, MISSING);
  }

  private static List<Matcher> signalLines(Path header) throws IOException {
    return Files.readAllLines(header).stream()
        .flatMap(line -> Arrays.asList(SIGNAL_LINE.matcher(line)).stream())
        .filter(Matcher::matches)
        .toList();
  }
}
