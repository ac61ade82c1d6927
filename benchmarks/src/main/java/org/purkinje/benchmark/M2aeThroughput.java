package org.purkinje.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.purkinje.models.dl4j.ObjectiveLayer;
import org.purkinje.models.dl4j.PretrainingGraph;
import org.purkinje.models.m2ae.ContrastiveWeight;
import org.purkinje.models.m2ae.M2ae;
import org.purkinje.models.m2ae.M2aeObjective;
import org.purkinje.models.m2ae.M2aeSize;
import org.purkinje.models.masking.MaskPlan;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingSpec;

/**
 * Training windows/s of M2AE in a DL4J graph, forward, backward and update, on one thread; the
 * counterpart of {@code m2ae.py bench --threads 1}. Arguments: size, batch, contrastive views,
 * seconds.
 */
public final class M2aeThroughput {
  private static final int WARMUP_STEPS = 3;

  private M2aeThroughput() {}

  public static void main(String[] args) {
    M2aeSize size = M2aeSize.ofLabel(args[0]);
    int batch = Integer.parseInt(args[1]);
    int views = Integer.parseInt(args[2]);
    double seconds = Double.parseDouble(args[3]);
    MaskPlan masks = new MaskPlan(MaskPlan.Scheme.COMPLEMENTARY, 0.5, 0, 0);
    M2aeObjective objective =
        new M2aeObjective(size, masks, 0.3, views, new ContrastiveWeight(0.1, 0, 1));
    ComputationGraph graph =
        new ComputationGraph(
            PretrainingGraph.of(
                new ObjectiveLayer(
                    new TrainingSpec(
                        "throughput",
                        M2aeObjective.TYPE,
                        objective.settings(),
                        0,
                        new AdamW(LearningRate.constant(1e-4), 0.9, 0.95, 0.05, 0)))));
    graph.init();
    List<MultiDataSet> batches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      batches.add(randomBatch(objective, batch, i));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; (System.nanoTime() - start) / 1e9 < seconds || cpu.size() < 5; i++) {
      if (i == WARMUP_STEPS) {
        start = System.nanoTime();
        wall.clear();
        cpu.clear();
      }
      long wallBefore = System.nanoTime();
      long cpuBefore = threads.getCurrentThreadCpuTime();
      graph.fit(batches.get(i % 4));
      cpu.add((threads.getCurrentThreadCpuTime() - cpuBefore) / 1e9);
      wall.add((System.nanoTime() - wallBefore) / 1e9);
    }
    System.out.printf(
        "{\"size\": \"%s\", \"batch\": %d, \"contrastive\": %d, \"steps\": %d,"
            + " \"windows_per_s\": %.2f, \"windows_per_cpu_s\": %.2f, \"loss_last\": %.4f}%n",
        size.label(),
        batch,
        views,
        cpu.size(),
        batch / median(wall),
        batch / median(cpu),
        graph.score());
  }

  private static MultiDataSet randomBatch(M2aeObjective objective, int windows, int seed) {
    Random random = new Random(seed);
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      examples.add(
          new TrainingExample(
              "w",
              i / 2,
              true,
              Map.of("ecg", noise(random), "ppg", noise(random)),
              random.nextLong()));
    }
    return PretrainingGraph.batch(objective, examples);
  }

  private static float[] noise(Random random) {
    float[] samples = new float[M2ae.SAMPLES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextGaussian();
    }
    return samples;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
