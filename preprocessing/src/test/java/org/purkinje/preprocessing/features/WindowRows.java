package org.purkinje.preprocessing.features;

import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.filter.Standardisation;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.jobsupport.table.WindowsTable;

/**
 * Rows of {@code windows}: ECG and PPG of one heart, 0.8 s between beats and 0.25 s to the foot.
 */
final class WindowRows {

  private WindowRows() {}

  static Row window(String corpus, int number, List<Row> signals) {
    return new RowBuilder(WindowsTable.TABLE)
        .set("window_set", "w")
        .set("corpus", corpus)
        .set("record", "r")
        .set("subject", "s")
        .set("subject_identity", "published")
        .set("person_group", corpus + "/s")
        .set("window_id", "%s/%03d".formatted(corpus, number))
        .set("start_s", 5.0 * number)
        .set("seconds", 10.0)
        .set("signals", signals)
        .set("modalities", "ecg+ppg")
        .set("pair_refusal", WindowsTable.NOT_JUDGED)
        .set("alignment_trust", "simultaneous")
        .set("split", WindowsTable.PRETRAIN)
        .set("waveform_sha256", "sha")
        .build();
  }

  /** R peaks as narrow as they are, and no other wave. */
  static Row ecg(double fs, double seconds) {
    return ecg(fs, seconds, 0.8);
  }

  static Row ecg(double fs, double seconds, double rrSeconds) {
    double[] x = new double[(int) (seconds * fs)];
    for (int i = 0; i < x.length; i++) {
      double since = (i / fs - 0.3) / rrSeconds;
      x[i] = Math.exp(-0.5 * Math.pow((since - Math.rint(since)) * rrSeconds / 0.012, 2));
    }
    return signal("ecg", fs, x);
  }

  /** Pulses with a dicrotic wave; each cycle is a little higher than the one before. */
  static Row ppg(double fs, double seconds) {
    double[] x = new double[(int) (seconds * fs)];
    for (int i = 0; i < x.length; i++) {
      double t = i / fs - 0.3 - 0.25;
      double cycle = Math.floor(t / 0.8);
      double phase = t / 0.8 - cycle;
      x[i] =
          (1 + 0.01 * cycle)
              * (Math.exp(-0.5 * Math.pow((phase - 0.25) / 0.09, 2))
                  + 0.3 * Math.exp(-0.5 * Math.pow((phase - 0.62) / 0.08, 2)));
    }
    return signal("ppg", fs, x);
  }

  static Row signal(String kind, double fs, double[] x) {
    return signal(kind, fs, WindowSignals.encode(Standardisation.of(x).apply(x)), null);
  }

  static Row refused(String kind, String refusal) {
    return signal(kind, 125, null, refusal);
  }

  private static Row signal(
      String kind, double fs, byte @Nullable [] samples, @Nullable String refusal) {
    return new RowBuilder(WindowSignals.SIGNAL)
        .set("name", kind)
        .set("kind", kind)
        .set("unit", "")
        .set("fs_hz", fs)
        .set("refusal", refusal)
        .set("samples", samples)
        .build();
  }
}
