package org.purkinje.pretrain.classification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.models.ecgnat.EcgNatClassifierSettings.Labels;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.WindowEncoder;
import scala.Tuple2;

/**
 * Runs trainings as Spark tasks, one each. What a task computes follows from its cell, the windows
 * by id and seeds, not from how many tasks there are.
 *
 * @param labels how many classes a window has
 * @param l2 of the probes
 * @param tuning how networks are fine-tuned
 * @param batchSize windows encoded at a time
 */
public record CellRunner(
    Network network,
    LabelPlan plan,
    Labels labels,
    double l2,
    FineTuningSettings tuning,
    int batchSize,
    long seed)
    implements Serializable {

  private static final int[] NO_CELLS = {};

  /** What a network's frozen features are of. */
  private record FeatureKey(Start start, long seed) implements Serializable {}

  /** One window's features, by network. */
  private record Features(String window, Map<FeatureKey, float[]> vectors)
      implements Serializable {}

  /** The scores of cells, in their order. */
  public List<CellScores> run(
      JavaSparkContext spark, List<Cell> cells, JavaRDD<Row> windows, LongAccumulator done) {
    Map<Boolean, List<Cell>> byTuning =
        cells.stream().collect(Collectors.partitioningBy(cell -> cell.mode() == Mode.FINE_TUNE));
    Map<Cell, CellScores> scores = new HashMap<>();
    for (CellScores own : probed(spark, byTuning.get(false), windows, done)) {
      scores.put(own.cell(), own);
    }
    for (CellScores own : tuned(spark, byTuning.get(true), windows, done)) {
      scores.put(own.cell(), own);
    }
    return cells.stream().map(scores::get).toList();
  }

  private List<CellScores> probed(
      JavaSparkContext spark, List<Cell> cells, JavaRDD<Row> windows, LongAccumulator done) {
    if (cells.isEmpty()) {
      return List.of();
    }
    Set<FeatureKey> keys = cells.stream().map(this::key).collect(Collectors.toSet());
    Broadcast<CellRunner> self = spark.broadcast(this);
    Map<FeatureKey, Map<String, float[]>> vectors = new HashMap<>();
    windows
        .mapPartitions(rows -> self.value().features(rows, keys))
        .collect()
        .forEach(
            features ->
                features
                    .vectors()
                    .forEach(
                        (key, vector) ->
                            vectors
                                .computeIfAbsent(key, of -> new HashMap<>())
                                .put(features.window(), vector)));
    Broadcast<Map<FeatureKey, Map<String, float[]>>> shared = spark.broadcast(vectors);
    return spark
        .parallelize(cells, cells.size())
        .map(
            cell -> {
              CellRunner runner = self.value();
              CellScores scores =
                  runner.probe(cell, Objects.requireNonNull(shared.value().get(runner.key(cell))));
              done.add(1);
              return scores;
            })
        .collect();
  }

  private Iterator<Features> features(Iterator<Row> rows, Set<FeatureKey> keys) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    List<Map<FeatureKey, float[]>> vectors = new ArrayList<>();
    all.forEach(row -> vectors.add(new HashMap<>()));
    for (FeatureKey key : all.isEmpty() ? Set.<FeatureKey>of() : keys) {
      try (WindowEncoder encoder = network.encoder(key.start(), key.seed())) {
        for (int from = 0; from < all.size(); from += batchSize) {
          List<Row> batch = all.subList(from, Math.min(all.size(), from + batchSize));
          List<Map<String, float[]>> encoded =
              encoder.encode(batch.stream().map(WindowSignals::accepted).toList());
          for (int i = 0; i < batch.size(); i++) {
            vectors.get(from + i).put(key, only(batch.get(i), encoded.get(i)));
          }
        }
      }
    }
    return IntStream.range(0, all.size())
        .mapToObj(i -> new Features(all.get(i).getAs("window_id"), vectors.get(i)))
        .iterator();
  }

  private float[] only(Row window, Map<String, float[]> vectors) {
    if (vectors.size() != 1) {
      throw new IllegalArgumentException(
          "window %s: pretraining %s makes %s of it, one vector is needed"
              .formatted(
                  window.getAs("window_id"),
                  network.pretraining(),
                  vectors.isEmpty() ? "no vector" : "the vectors " + vectors.keySet()));
    }
    return vectors.values().iterator().next();
  }

  private CellScores probe(Cell cell, Map<String, float[]> vectors) {
    List<LabelledWindow> training = plan.training(cell.part());
    List<Set<Integer>> labels = training.stream().map(LabelledWindow::classes).toList();
    return new CellScores(
        cell,
        plan.byRecord(
            new LinearProbe(l2)
                .scores(
                    training.stream().map(window -> vectors.get(window.id())).toList(),
                    cell.mode() == Mode.SHUFFLED_PROBE ? dealt(training, seed(cell)) : labels,
                    plan.evaluated().stream().map(window -> vectors.get(window.id())).toList(),
                    plan.classes().size())));
  }

  /** The classes of the records dealt anew among them; windows of a record have the same. */
  private static List<Set<Integer>> dealt(List<LabelledWindow> windows, long seed) {
    Map<String, Set<Integer>> own = new LinkedHashMap<>();
    windows.forEach(window -> own.put(window.record(), window.classes()));
    List<Set<Integer>> classes = new ArrayList<>(own.values());
    DrawStream draws = new DrawStream(seed, "shuffled-labels");
    for (Map.Entry<String, Set<Integer>> record : own.entrySet()) {
      record.setValue(classes.remove(draws.nextInt(classes.size())));
    }
    return windows.stream().map(window -> own.get(window.record())).toList();
  }

  private List<CellScores> tuned(
      JavaSparkContext spark, List<Cell> cells, JavaRDD<Row> windows, LongAccumulator done) {
    if (cells.isEmpty()) {
      return List.of();
    }
    FineTuning fineTuning =
        new FineTuning(network, tuning, plan.classes().size(), labels, batchSize);
    Broadcast<CellRunner> self = spark.broadcast(this);
    Broadcast<FineTuning> trainer = spark.broadcast(fineTuning);
    Broadcast<Map<String, int[]>> targets = spark.broadcast(cellsByWindow(cells));
    JavaPairRDD<Integer, Row> byCell =
        windows.flatMapToPair(
            row ->
                Arrays.stream(
                        targets.value().getOrDefault(row.<String>getAs("window_id"), NO_CELLS))
                    .mapToObj(cell -> new Tuple2<>(cell, row))
                    .iterator());
    return byCell
        .groupByKey(new HashPartitioner(cells.size()))
        .map(
            of -> {
              CellScores scores = self.value().tune(trainer.value(), cells.get(of._1()), of._2());
              done.add(1);
              return scores;
            })
        .collect();
  }

  private Map<String, int[]> cellsByWindow(List<Cell> cells) {
    Map<String, List<Integer>> lists = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      for (LabelledWindow window : plan.training(cells.get(i).part())) {
        lists.computeIfAbsent(window.id(), of -> new ArrayList<>()).add(i);
      }
    }
    Map<String, int[]> byWindow = new HashMap<>();
    lists.forEach((id, of) -> byWindow.put(id, of.stream().mapToInt(Integer::intValue).toArray()));
    int[] all = IntStream.range(0, cells.size()).toArray();
    plan.evaluated().forEach(window -> byWindow.put(window.id(), all));
    return byWindow;
  }

  private CellScores tune(FineTuning trainer, Cell cell, Iterable<Row> rows) {
    Map<String, Row> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.getAs("window_id"), row));
    return new CellScores(
        cell,
        plan.byRecord(
            trainer.scores(
                cell.start(),
                plan.training(cell.part()),
                plan.evaluated(),
                window -> WindowSignals.accepted(Objects.requireNonNull(byId.get(window.id()))),
                seed(cell))));
  }

  /** A pretrained network is one for all draws. */
  private FeatureKey key(Cell cell) {
    return new FeatureKey(cell.start(), cell.start() == Start.PRETRAINED ? 0 : seed(cell));
  }

  /** Equal for all cells of a draw. */
  private long seed(Cell cell) {
    return DrawStream.windowSeed(seed, cell.part().draw());
  }
}
