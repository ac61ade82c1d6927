package org.purkinje.pretrain.heldout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.statistics.ConfidenceInterval;
import org.purkinje.biosignal.statistics.SubjectBootstrap;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.ChannelTiming;
import org.purkinje.jobsupport.table.LearningCurvesTable;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.models.baseline.MaskedSignal;
import org.purkinje.models.training.WindowMean;

/**
 * The rows of {@code metrics} of an evaluation on held-out persons, with intervals by person.
 *
 * @param objective registered type of the model
 * @param timing what is known of the timing between ECG and PPG, which the model sees together
 */
public record HeldOutMetrics(
    String evaluation,
    String run,
    String pretraining,
    String objective,
    Certificate certificate,
    ChannelTiming timing,
    SubjectBootstrap bootstrap) {

  private static final String LOSS = "loss";
  private static final String PATCH_MEAN = "patch-mean";

  /** What else can be answered without a model. */
  private static final List<String> BASELINES =
      List.of(
          BaselineAgreement.LINEAR,
          BaselineAgreement.MEAN_BEAT,
          BaselineAgreement.CONDITIONAL_MEAN);

  /** Signals that are reconstructed, by the letter of their loss terms. */
  private static final Map<String, String> SIGNALS =
      new TreeMap<>(Map.of("a", "abp", "e", "ecg", "p", "ppg"));

  /**
   * @param persons in an order that does not depend on Spark
   */
  public List<Row> rows(List<PersonResult> persons, Retrieval retrieval) {
    Sha256 digest = new Sha256();
    persons.forEach(person -> digest.add(person.digest()));
    String snapshot = digest.hex();
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, String> signal : SIGNALS.entrySet()) {
      rows.addAll(reconstruction(signal.getKey(), signal.getValue(), persons, snapshot));
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "pretraining %s: objective %s has no loss on hidden parts of %s in these windows, so there is nothing to grade; give shards with the signals that it was trained on"
              .formatted(pretraining, objective, String.join(", ", SIGNALS.values())));
    }
    for (Retrieval.Direction direction : Retrieval.Direction.values()) {
      rows.addAll(retrieval(direction, persons, retrieval, snapshot));
    }
    return rows;
  }

  private List<Row> reconstruction(
      String letter, String signal, List<PersonResult> persons, String snapshot) {
    String loss = "rec_" + letter;
    String trivialLoss = "patch_mean_" + letter;
    List<PersonResult> having =
        persons.stream().filter(person -> person.terms().containsKey(loss)).toList();
    if (having.isEmpty()) {
      return List.of();
    }
    long windows = having.stream().mapToLong(person -> person.term(loss).windows()).sum();
    ToDoubleFunction<int[]> trained = drawn -> mean(having, drawn, loss);
    ToDoubleFunction<int[]> trivial = drawn -> mean(having, drawn, trivialLoss);
    ToDoubleFunction<int[]> explained =
        drawn -> 1 - trained.applyAsDouble(drawn) / trivial.applyAsDouble(drawn);
    Metric of = new Metric("reconstruction", signal, windows, having.size(), snapshot);
    List<Row> rows = new ArrayList<>();
    rows.add(row(of, MetricsTable.EXPLAINED_VARIANCE, objective, explained));
    rows.add(row(of, LOSS, objective, trained));
    rows.add(row(of, LOSS, PATCH_MEAN, trivial));
    for (String method : BASELINES) {
      String product = BaselineAgreement.product(method, letter);
      String square = BaselineAgreement.square(method, letter);
      if (having.stream().allMatch(person -> person.terms().containsKey(product))) {
        ToDoubleFunction<int[]> answered =
            drawn ->
                MaskedSignal.Agreement.loss(
                    trivial.applyAsDouble(drawn),
                    mean(having, drawn, product),
                    mean(having, drawn, square));
        rows.add(row(of, LOSS, method, answered));
        rows.add(
            row(
                of,
                MetricsTable.EXPLAINED_VARIANCE + MetricsTable.DIFFERENCE,
                objective + MetricsTable.MINUS + method,
                drawn ->
                    (answered.applyAsDouble(drawn) - trained.applyAsDouble(drawn))
                        / trivial.applyAsDouble(drawn)));
      }
    }
    return rows;
  }

  private List<Row> retrieval(
      Retrieval.Direction direction,
      List<PersonResult> persons,
      Retrieval retrieval,
      String snapshot) {
    List<PersonResult> having =
        persons.stream().filter(person -> !person.pairs().isEmpty()).toList();
    int candidates = retrieval.candidates(having);
    if (candidates < 2) {
      return List.of();
    }
    Retrieval.Hits hits = retrieval.hits(having, direction);
    long asked = Arrays.stream(hits.asked()).sum();
    Metric of = new Metric("retrieval", direction.label(), asked, having.size(), snapshot);
    return List.of(
        row(of, MetricsTable.RECALL_AT_1, objective, hits::recall),
        row(of, MetricsTable.CHANCE, "any-of-" + candidates, drawn -> 1.0 / candidates));
  }

  private static double mean(List<PersonResult> persons, int[] drawn, String term) {
    double sum = 0;
    long windows = 0;
    for (int i : drawn) {
      WindowMean mean = persons.get(i).term(term);
      sum += mean.value() * mean.windows();
      windows += mean.windows();
    }
    return sum / windows;
  }

  /** What the rows of one figure share. */
  private record Metric(String task, String features, long n, int persons, String snapshot) {}

  private Row row(Metric of, String metric, String method, ToDoubleFunction<int[]> value) {
    ConfidenceInterval interval = bootstrap.interval(of.persons(), value);
    RowBuilder row =
        new RowBuilder(MetricsTable.TABLE)
            .set("evaluation", evaluation)
            .set("run", run)
            .set("task", of.task())
            .set("model", pretraining)
            .set("features", of.features())
            .set("split", LearningCurvesTable.HELD_OUT)
            .set("metric", metric)
            .set("value", value.applyAsDouble(IntStream.range(0, of.persons()).toArray()))
            .set("ci_low", interval.low())
            .set("ci_high", interval.high())
            .set("n", of.n())
            .set("n_subjects", (long) of.persons())
            .set("method", method)
            .set("seed", bootstrap.seed())
            .set("unit", "1")
            .set("data_snapshot", of.snapshot())
            .set("alignment", timing.label());
    return certificate.addTo(row).build();
  }
}
