package org.purkinje.preprocessing.windows;

import java.util.List;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.Band;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.Take;
import org.purkinje.biosignal.window.WindowSpec;

/** Windows as the shipped configs ask for them. */
final class WindowSpecs {

  static final List<String> TWELVE =
      List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");

  private WindowSpecs() {}

  /** One ECG and one PPG at 125 Hz, 10 s, a new window every 5 s. */
  static WindowSpec paired(String... leads) {
    return new WindowSpec(
        10,
        5,
        List.of(
            new SignalSpec(
                SignalKind.ECG, Take.FIRST, List.of(leads), 125, new Band(0.5, 40, 4), 5),
            new SignalSpec(SignalKind.PPG, Take.FIRST, List.of(), 125, new Band(0.5, 8, 3), 5)),
        1);
  }

  /** Twelve leads, one window after another. */
  static WindowSpec twelveLeads(double rate, double seconds) {
    return new WindowSpec(
        seconds,
        seconds,
        List.of(new SignalSpec(SignalKind.ECG, Take.EACH, TWELVE, rate, new Band(0.5, 40, 4), 0)),
        1);
  }
}
