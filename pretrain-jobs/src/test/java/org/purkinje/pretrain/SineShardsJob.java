package org.purkinje.pretrain;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.jobsupport.table.WindowSignals;

/** Writes two small shards of noisy sines, so that training can be tested without ingest. */
public final class SineShardsJob implements Job<SineShardsJob.Config> {

  static final int SAMPLES = 1250;

  /**
   * @param firstSubject of six
   * @param clippedWindow whose ECG reaches the limit of what can be stored; −1 for none
   */
  public record Config(String shardSet, int windowsPerShard, int firstSubject, int clippedWindow) {
    public Config(String shardSet, int windowsPerShard) {
      this(shardSet, windowsPerShard, 0);
    }

    public Config(String shardSet, int windowsPerShard, int firstSubject) {
      this(shardSet, windowsPerShard, firstSubject, -1);
    }
  }

  @Override
  public String name() {
    return "sine-shards";
  }

  @Override
  public String summary() {
    return "writes shards of sines";
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
    return List.of(new Partition("shards", config.shardSet()));
  }

  @Override
  public void run(JobContext context, Config config) {
    SplittableRandom random = new SplittableRandom(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2 * config.windowsPerShard(); i++) {
      int subject = config.firstSubject() + i % 6;
      // Every third window has no PPG, as in a Holter corpus.
      RowBuilder row =
          new RowBuilder(ShardsTable.TABLE)
              .set("shard_set", config.shardSet())
              .set("shard", i % 2)
              .set("position", i / 2)
              .set("window_id", config.shardSet() + "/" + i)
              .set("corpus", "sines")
              .set("record", "r" + subject)
              .set("subject", "s" + subject)
              .set("subject_identity", "published")
              .set("person_group", "sines/s" + subject)
              .set("window_key", (long) i)
              .set("subject_key", (long) subject)
              .set("waveform_sha256", "w" + subject)
              .set("trusted_pair", i % 3 != 0)
              .set("alignment_trust", "trusted")
              .set("labels", List.of());
      List<Row> signals = new ArrayList<>();
      byte[] ecg = sine(1.0 + 0.2 * subject, random);
      if (i == config.clippedWindow()) {
        System.arraycopy(WindowSignals.encode(new double[] {WindowSignals.CLIP_SD}), 0, ecg, 0, 2);
      }
      signals.add(signal("ecg", ecg));
      if (i % 3 != 0) {
        signals.add(signal("ppg", sine(1.0 + 0.2 * subject, random)));
      }
      rows.add(row.set("signals", signals).build());
    }
    context
        .lake()
        .replace(
            ShardsTable.TABLE,
            config.shardSet(),
            context.spark().createDataFrame(rows, ShardsTable.TABLE.schema()).coalesce(1));
  }

  /** One signal at 125 Hz. */
  static Row signal(String name, byte[] samples) {
    return new RowBuilder(WindowSignals.SIGNAL)
        .set("name", name)
        .set("kind", name.equals("ppg") ? "ppg" : "ecg")
        .set("unit", "")
        .set("fs_hz", 125.0)
        .set("samples", samples)
        .build();
  }

  private static byte[] sine(double hz, SplittableRandom random) {
    double phase = random.nextDouble(2 * Math.PI);
    double[] z = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      z[i] =
          Math.sqrt(2) * Math.sin(2 * Math.PI * hz * i / 125 + phase) + 0.1 * random.nextGaussian();
    }
    return WindowSignals.encode(z);
  }
}
