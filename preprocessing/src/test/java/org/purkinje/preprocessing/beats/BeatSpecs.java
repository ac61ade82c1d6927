package org.purkinje.preprocessing.beats;

import java.util.List;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.Band;
import org.purkinje.biosignal.window.BeatSpec;
import org.purkinje.biosignal.window.SignalSpec;
import org.purkinje.biosignal.window.Take;

/** Spans around beats as tests ask for them. */
final class BeatSpecs {

  private BeatSpecs() {}

  /** One ECG, 0.2 s before to 0.4 s after each beat. */
  static BeatSpec first(double rateHz, String... leads) {
    return spec(Take.FIRST, rateHz, leads);
  }

  /** An ECG of each lead. */
  static BeatSpec each(double rateHz, String... leads) {
    return spec(Take.EACH, rateHz, leads);
  }

  private static BeatSpec spec(Take take, double rateHz, String... leads) {
    return new BeatSpec(
        0.2,
        0.4,
        List.of(
            new SignalSpec(SignalKind.ECG, take, List.of(leads), rateHz, new Band(0.5, 40, 4), 0)),
        1);
  }
}
