package org.purkinje.biosignal.edf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.biosignal.recording.RecordFault.Part;
import org.purkinje.biosignal.recording.RecordFaults;
import org.purkinje.biosignal.signal.AdcScale;

/** Reads what a header says of each signal: one field of all signals after the other. */
final class SignalFields {

  /** Place in the file of the first field, bytes. */
  private static final int FIRST_BYTE = 256;

  private SignalFields() {}

  /**
   * @param source the file as errors call it
   * @param bytes 256 for each signal
   * @param faults takes signals that have no scale or no samples
   * @throws MalformedFileException if there are such signals and no other channel
   */
  static List<EdfSignal> read(String source, byte[] bytes, int count, RecordFaults faults) {
    HeaderFields fields = new HeaderFields(source, bytes, FIRST_BYTE);
    List<String> labels = texts(fields, count, 16);
    List<String> transducers = texts(fields, count, 80);
    List<String> units = texts(fields, count, 8);
    // Physical minimum and maximum, digital minimum and maximum.
    List<List<String>> ranges = new ArrayList<>();
    for (int range = 0; range < 4; range++) {
      ranges.add(texts(fields, count, 8));
    }
    List<String> prefiltering = texts(fields, count, 80);
    List<EdfSignal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int samples = (int) fields.whole(8, "samples of signal %d".formatted(i), 0, 100_000_000);
      int signal = i;
      List<String> range = ranges.stream().map(texts -> texts.get(signal)).toList();
      EdfSignal read =
          new EdfSignal(
              labels.get(i),
              transducers.get(i),
              scale(range, units.get(i)),
              prefiltering.get(i),
              samples);
      if (!read.isAnnotations() && !read.isChannel()) {
        faults.add(
            Part.CHANNEL,
            source,
            "signal %d (%s)".formatted(i, labels.get(i)),
            read.samples() == 0
                ? "no samples in a data record; channel left out"
                : "no scale from physical %s to %s and digital %s to %s; channel left out"
                    .formatted(range.stream().map(SignalFields::orBlank).toArray()));
      }
      signals.add(read);
    }
    requireChannel(source, signals, faults);
    return signals;
  }

  /** The scale by which the digital range is the physical one. */
  private static Optional<AdcScale> scale(List<String> range, String unit) {
    double[] of = range.stream().mapToDouble(HeaderFields::number).toArray();
    double gain = (of[3] - of[2]) / (of[1] - of[0]);
    double baseline = of[2] - of[0] * gain;
    return gain == 0 || !Double.isFinite(gain) || !Double.isFinite(baseline)
        ? Optional.empty()
        : Optional.of(new AdcScale(gain, baseline, unit));
  }

  private static String orBlank(String text) {
    return text.isEmpty() ? "blank" : text;
  }

  private static List<String> texts(HeaderFields fields, int count, int width) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(fields.text(width));
    }
    return texts;
  }

  private static void requireChannel(String source, List<EdfSignal> signals, RecordFaults faults) {
    if (signals.stream().anyMatch(EdfSignal::isChannel)) {
      return;
    }
    for (RecordFault fault : faults.list()) {
      if (fault.part() == Part.CHANNEL) {
        throw new MalformedFileException(
            source,
            fault.place(),
            fault.problem().replace("channel left out", "no other channel is left"));
      }
    }
  }
}
