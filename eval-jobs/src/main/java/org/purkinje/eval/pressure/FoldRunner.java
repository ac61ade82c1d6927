package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.jobsupport.run.Progress;

/**
 * Spreads the folds over Spark: one task per held-out subject, target and cohort. Cohorts of the
 * same features, windows and seeds are computed once.
 */
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
   * @param predictor its seed is replaced by each of the cohort's
   * @param partitions Spark partitions; the results do not depend on it
   */
  List<FoldResult> run(FoldPredictor predictor, String name, int partitions) {
    Broadcast<Cohort[]> shared = cohorts;
    int[] sameAs = sameAs(cohorts.value());
    List<int[]> tasks = tasks(sameAs);
    List<FoldResult> computed;
    try (Progress progress = Progress.start(spark, name, "folds", tasks.size())) {
      LongAccumulator done = progress.counter();
      computed =
          context
              .parallelize(tasks, Math.min(tasks.size(), partitions))
              .flatMap(
                  task -> {
                    List<FoldResult> results = predict(shared.value(), predictor, task);
                    done.add(1);
                    return results.iterator();
                  })
              .collect();
    }
    return IntStream.range(0, sameAs.length)
        .boxed()
        .flatMap(
            c -> computed.stream().filter(result -> result.cohort() == sameAs[c]).map(r -> r.of(c)))
        .toList();
  }

  /** The rows of {@code predictions}, made where the tasks run. */
  JavaRDD<Row> predictions(List<FoldResult> results, ResultRows rows) {
    Broadcast<Cohort[]> shared = cohorts;
    return context
        .parallelize(results, context.defaultParallelism())
        .flatMap(result -> rows.predictions(shared.value()[result.cohort()], result).iterator());
  }

  void close() {
    cohorts.destroy();
  }

  /** For each cohort the first that has the same features, windows and seeds. */
  private static int[] sameAs(Cohort[] cohorts) {
    List<List<Object>> identities = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      identities.add(List.of(cohort.features(), cohort.seeds(), cohort.snapshot()));
    }
    return identities.stream().mapToInt(identities::indexOf).toArray();
  }

  private List<int[]> tasks(int[] sameAs) {
    List<int[]> tasks = new ArrayList<>();
    for (int c = 0; c < sameAs.length; c++) {
      if (sameAs[c] == c) {
        for (int subject = 0; subject < cohorts.value()[c].subjects().size(); subject++) {
          for (Target target : Target.values()) {
            tasks.add(new int[] {c, subject, target.ordinal()});
          }
        }
      }
    }
    return tasks;
  }

  private static List<FoldResult> predict(Cohort[] cohorts, FoldPredictor predictor, int[] task) {
    Cohort cohort = cohorts[task[0]];
    Target target = Target.values()[task[2]];
    Fold fold = Fold.holdingOut(cohort.subjects(), task[1]);
    List<FoldResult> results = new ArrayList<>();
    for (Method method : Method.of(cohort.features())) {
      boolean isSeeded = method.isSeeded(predictor.anchors());
      for (long seed : isSeeded ? cohort.seeds() : cohort.seeds().subList(0, 1)) {
        double[] predicted = predictor.withSeed(seed).predict(fold, target, method);
        results.add(new FoldResult(task[0], target, method, seed, task[1], predicted));
      }
    }
    return results;
  }
}
