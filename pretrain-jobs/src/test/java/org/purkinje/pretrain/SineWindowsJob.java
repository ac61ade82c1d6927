package org.purkinje.pretrain;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.jobsupport.table.WindowsTable;

/** Writes seven windows: number 0 without PPG, number 1 without ECG, the others with both. */
final class SineWindowsJob implements Job<SineWindowsJob.Config> {

  static final int WINDOWS = 7;

  /**
   * @param first name of the ECG
   * @param second name of the PPG
   */
  record Config(String windowSet, String first, String second) {
    Config(String windowSet) {
      this(windowSet, "ecg", "ppg");
    }
  }

  @Override
  public String name() {
    return "sine-windows";
  }

  @Override
  public String summary() {
    return "writes windows of sines";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition("windows", config.windowSet()));
  }

  @Override
  public void run(JobContext context, Config config) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      RowBuilder row =
          new RowBuilder(WindowsTable.TABLE)
              .set("window_set", config.windowSet())
              .set("corpus", "sines")
              .set("record", "r" + i)
              .set("subject", "s" + i)
              .set("subject_identity", "published")
              .set("person_group", "sines/s" + i)
              .set("window_id", "sines/r%d/0.000".formatted(i))
              .set("start_s", 0.0)
              .set("seconds", 10.0)
              .set("modalities", i == 0 ? "ecg" : i == 1 ? "ppg" : "ecg+ppg")
              .set("alignment_trust", "trusted")
              .set("split", "evaluation")
              .set("waveform_sha256", "w" + i);
      List<Row> signals = new ArrayList<>();
      if (i != 1) {
        signals.add(
            SineShardsJob.signal(config.first(), WindowSignals.encode(sine(1.0 + 0.1 * i))));
      }
      if (i != 0) {
        signals.add(
            SineShardsJob.signal(config.second(), WindowSignals.encode(sine(1.0 + 0.1 * i))));
      }
      rows.add(row.set("signals", signals).build());
    }
    context
        .lake()
        .replace(
            WindowsTable.TABLE,
            config.windowSet(),
            context.spark().createDataFrame(rows, WindowsTable.TABLE.schema()).repartition(3));
  }

  private static double[] sine(double hz) {
    double[] z = new double[1250];
    for (int i = 0; i < z.length; i++) {
      z[i] = Math.sqrt(2) * Math.sin(2 * Math.PI * hz * i / 125);
    }
    return z;
  }
}
