package org.purkinje.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.pretrain.shard.BatchPath;
import org.purkinje.pretrain.shard.BatchReader;
import org.purkinje.pretrain.shard.Composition;
import org.purkinje.pretrain.shard.CorpusMix;
import org.purkinje.pretrain.shard.ShardFile;
import org.purkinje.pretrain.shard.ShardReader;
import org.purkinje.pretrain.shard.TrainingPlan;

/**
 * Times the reading of shards as one worker trains on them: an epoch of batches of 32, shuffled,
 * standardised samples as floats.
 *
 * <p>Arguments: folder of a shard set's files. Prints a line of JSON with the windows of one epoch
 * after one to warm up, over wall time and over CPU time.
 */
public final class ShardThroughput {

  private static final int BATCH_SIZE = 32;
  private static final long SEED = 17;
  private static final int STEPS_AT_ONCE = 1_000;

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ShardThroughput() {}

  public static void main(String[] args) throws Exception {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(Path.of(args[0]))) {
      files = walked.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
    ShardReader shards = ShardReader.of(new Configuration());
    List<ShardFile> set = new ArrayList<>();
    for (Path file : files) {
      set.add(new ShardFile(set.size(), file.toString(), shards.read(file.toString()).size()));
    }
    TrainingPlan plan = new TrainingPlan(set, BATCH_SIZE, SEED);
    BatchReader reader =
        new BatchReader(new Composition(BATCH_SIZE, 0, CorpusMix.AS_THEY_ARE, SEED), shards);
    read(plan, reader, 0);
    long cpu = PROCESS.getProcessCpuTime();
    long wall = System.nanoTime();
    long[] read = read(plan, reader, plan.batchesPerEpoch());
    double wallSeconds = (System.nanoTime() - wall) / 1e9;
    double cpuSeconds = (PROCESS.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "{\"shards\": %d, \"windows\": %d, \"samples\": %d, \"windows_per_s\": %.0f, \"windows_per_cpu_s\": %.0f}%n",
        set.size(),
        read[0],
        read[1],
        read[0] / wallSeconds,
        read[0] / cpuSeconds);
  }

  /** Windows and samples of an epoch that begins at a step. */
  private static long[] read(TrainingPlan plan, BatchReader reader, long firstStep) {
    long windows = 0;
    long samples = 0;
    for (int done = 0; done < plan.batchesPerEpoch(); done += STEPS_AT_ONCE) {
      int steps = Math.min(STEPS_AT_ONCE, plan.batchesPerEpoch() - done);
      for (BatchPath path : plan.round(firstStep + done, 1, steps).get(0)) {
        for (TrainingExample example : reader.read(path)) {
          windows++;
          for (float[] signal : example.signals().values()) {
            samples += signal.length;
          }
        }
      }
    }
    return new long[] {windows, samples};
  }
}
