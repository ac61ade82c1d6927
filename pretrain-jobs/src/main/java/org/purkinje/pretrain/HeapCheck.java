package org.purkinje.pretrain;

import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.pretrain.trainer.HeapNeed;

/** Refuses a training that would end in an OutOfMemoryError, before its first step. */
final class HeapCheck {

  private static final double MB = 1e6;

  private final PretrainConfig config;
  private final long parameters;
  private final long driverBytes;

  /**
   * @param driverBytes the heap that the driver has
   */
  HeapCheck(PretrainConfig config, long driverBytes) {
    this.config = config;
    this.parameters =
        ObjectiveFactory.create(config.objective(), config.settings()).layout().length();
    this.driverBytes = driverBytes;
  }

  /** The heap of this JVM. */
  static HeapCheck here(PretrainConfig config) {
    return new HeapCheck(config, Runtime.getRuntime().maxMemory());
  }

  /** What is needed, for people. */
  String text() {
    HeapNeed one = inOneProcess();
    if (config.trainer() == TrainerKind.LOCAL) {
      return "a heap of %s of the driver".formatted(megabytes(one.driverBytes()));
    }
    HeapNeed cluster = HeapNeed.betweenProcesses(parameters, 1);
    return "a heap of %s with workers in the driver's process; on a cluster %s of the driver, %s of an executor for one worker"
        .formatted(
            megabytes(one.driverBytes()),
            megabytes(cluster.driverBytes()),
            megabytes(cluster.executorBytes()));
  }

  /**
   * Wherever the workers will be.
   *
   * @throws IllegalArgumentException if the driver's heap is too small for that
   */
  void requireAnywhere() {
    long least = inOneProcess().driverBytes();
    if (config.trainer() == TrainerKind.SPARK) {
      least = Math.min(least, HeapNeed.betweenProcesses(parameters, 1).driverBytes());
    }
    requireDriver(least);
  }

  /**
   * @throws IllegalArgumentException if the heap of the driver or of an executor is too small
   */
  void require(JavaSparkContext spark) {
    if (config.trainer() == TrainerKind.LOCAL || spark.isLocal()) {
      requireDriver(inOneProcess().driverBytes());
      return;
    }
    SparkConf conf = spark.getConf();
    int workersAtOnce = Math.min(config.workers(), conf.getInt("spark.executor.cores", 1));
    HeapNeed need = HeapNeed.betweenProcesses(parameters, workersAtOnce);
    requireDriver(need.driverBytes());
    long executorBytes = conf.getSizeAsBytes("spark.executor.memory", "1g");
    if (executorBytes < need.executorBytes()) {
      throw new IllegalArgumentException(
          "%s: an executor with %d of the workers at once needs a heap of at least %s, spark.executor.memory is %s; give more with --conf spark.executor.memory=%s"
              .formatted(
                  begin(),
                  workersAtOnce,
                  megabytes(need.executorBytes()),
                  megabytes(executorBytes),
                  option(need.executorBytes())));
    }
  }

  private void requireDriver(long least) {
    if (driverBytes < least) {
      throw new IllegalArgumentException(
          "%s: the driver needs a heap of at least %s with %d workers, it has %s; give more with PURKINJE_MEMORY=%s"
              .formatted(
                  begin(),
                  megabytes(least),
                  config.workers(),
                  megabytes(driverBytes),
                  option(least)));
    }
  }

  private HeapNeed inOneProcess() {
    return HeapNeed.inOneProcess(parameters, config.workers());
  }

  private String begin() {
    return "pretrain %s of %,d parameters".formatted(config.pretraining(), parameters);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.0f MB", bytes / MB);
  }

  /** As a JVM and Spark read a size, rounded up. */
  private static String option(long bytes) {
    return (bytes / (1 << 20) + 1) + "m";
  }
}
