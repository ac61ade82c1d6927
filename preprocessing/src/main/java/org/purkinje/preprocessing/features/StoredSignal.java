package org.purkinje.preprocessing.features;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.window.WindowRule;
import org.purkinje.jobsupport.table.WindowSignals;

/**
 * The first signal of a kind in a row of {@code windows} that the record has.
 *
 * @param z samples with mean 0 and SD 1, shape [samples]; empty where the signal is refused
 * @param fs sampling frequency, Hz; 0 where it is refused
 * @param refusal why it may not be measured, e.g. {@code ppg gap}
 */
record StoredSignal(SignalKind kind, double[] z, double fs, Optional<String> refusal) {

  /** Too few beats follow each other normally. */
  static final String NORMAL_BEATS = "normal beats";

  /** The window is too short for what is measured. */
  static final String SPAN = "span";

  /** It is sampled too slowly for what is measured. */
  private static final String RATE = "rate";

  /**
   * @param minHz lowest sampling frequency that what is measured needs
   */
  static StoredSignal of(Row window, SignalKind kind, double minHz) {
    for (Row signal : window.<Row>getList(window.fieldIndex("signals"))) {
      @Nullable String refusal = signal.getAs("refusal");
      if (kind.label().equals(signal.getAs("kind")) && !WindowRule.ABSENT.label().equals(refusal)) {
        return of(signal, kind, minHz, refusal);
      }
    }
    return new StoredSignal(kind, new double[0], 0, Optional.of(absent(kind)));
  }

  private static StoredSignal of(
      Row signal, SignalKind kind, double minHz, @Nullable String refusal) {
    byte @Nullable [] samples = signal.getAs("samples");
    if (samples == null) {
      return refused(kind, refusal == null ? "refused" : refusal);
    }
    double fs = signal.<Double>getAs("fs_hz");
    return fs >= minHz
        ? new StoredSignal(kind, standardised(samples), fs, Optional.empty())
        : refused(kind, RATE);
  }

  private static StoredSignal refused(SignalKind kind, String rule) {
    return new StoredSignal(kind, new double[0], 0, Optional.of(labelled(kind, rule)));
  }

  /** The refusal of a signal that the record lacks. */
  static String absent(SignalKind kind) {
    return "no " + kind.label();
  }

  /** What the signal is refused for, e.g. {@code ppg beats}. */
  String refusedFor(String rule) {
    return labelled(kind, rule);
  }

  /** Some rules name the kind already, e.g. {@code ppg flat}. */
  private static String labelled(SignalKind kind, String rule) {
    String prefix = kind.label() + " ";
    return rule.startsWith(prefix) ? rule : prefix + rule;
  }

  double seconds() {
    return z.length / fs;
  }

  /** Clipping and rounding have moved mean and SD a little. */
  private static double[] standardised(byte[] stored) {
    float[] samples = WindowSignals.decode(stored);
    double[] x = new double[samples.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = samples[i];
    }
    return Standardisation.of(x).apply(x);
  }
}
