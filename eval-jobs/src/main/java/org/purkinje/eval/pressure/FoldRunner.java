package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.jobsupport.run.Progress;

/** Spreads the folds over Spark: one task per held-out subject, target and feature set. */
final class FoldRunner {

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Broadcast<Cohort[]> cohorts;

  FoldRunner(SparkSession spark, List<Cohort> cohorts) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.cohorts = context.broadcast(cohorts.toArray(new Cohort[0]));
  }

  /**
   * @param partitions Spark partitions; the results do not depend on it
   */
  List<FoldResult> run(FoldPredictor predictor, String name, int partitions) {
    Broadcast<Cohort[]> shared = cohorts;
    List<int[]> tasks = tasks();
    try (Progress progress = Progress.start(spark, name, "folds", tasks.size())) {
      LongAccumulator done = progress.counter();
      return context
          .parallelize(tasks, Math.min(tasks.size(), partitions))
          .flatMap(
              task -> {
                List<FoldResult> results = predict(shared.value(), predictor, task);
                done.add(1);
                return results.iterator();
              })
          .collect();
    }
  }

  /** The rows of {@code predictions}, made where the tasks run. */
  JavaRDD<Row> predictions(List<FoldResult> results, ResultRows rows) {
    Broadcast<Cohort[]> shared = cohorts;
    return context
        .parallelize(results, context.defaultParallelism())
        .flatMap(
            result ->
                rows.predictions(
                        cohort(shared.value(), result.features()).subjects().get(result.heldOut()),
                        result)
                    .iterator());
  }

  void close() {
    cohorts.destroy();
  }

  private List<int[]> tasks() {
    List<int[]> tasks = new ArrayList<>();
    for (int c = 0; c < cohorts.value().length; c++) {
      Cohort cohort = cohorts.value()[c];
      for (int subject = 0; subject < cohort.subjects().size(); subject++) {
        for (Target target : Target.values()) {
          tasks.add(new int[] {c, subject, target.ordinal()});
        }
      }
    }
    return tasks;
  }

  private static List<FoldResult> predict(Cohort[] cohorts, FoldPredictor predictor, int[] task) {
    Cohort cohort = cohorts[task[0]];
    Target target = Target.values()[task[2]];
    Fold fold = Fold.holdingOut(cohort.subjects(), task[1]);
    return Method.of(cohort.features()).stream()
        .map(
            method ->
                new FoldResult(
                    cohort.features(),
                    target,
                    method,
                    task[1],
                    predictor.predict(fold, target, method)))
        .toList();
  }

  private static Cohort cohort(Cohort[] cohorts, FeatureSet features) {
    for (Cohort cohort : cohorts) {
      if (cohort.features() == features) {
        return cohort;
      }
    }
    throw new IllegalStateException("no cohort of " + features.label());
  }
}
