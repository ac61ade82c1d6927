package org.purkinje.pretrain.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.biosignal.statistics.StudentT;
import org.purkinje.biosignal.statistics.SubjectBootstrap;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.MetricsTable;

/**
 * The rows of {@code metrics} of a classification: of each training with intervals by person, over
 * draws with intervals by draw, pretrained minus scratch draw by draw, beside the answer that is
 * the same for all records.
 *
 * @param labelSplit whose parts were trained on
 * @param pretrained certificate of networks that were pretrained
 * @param scratch that of others
 */
public record ClassificationMetrics(
    MetricRow.Frame frame,
    String labelSplit,
    LabelPlan plan,
    Certificate pretrained,
    Certificate scratch,
    SubjectBootstrap bootstrap) {

  private static final String CONSTANT = "constant";
  private static final String NONE = "none";
  private static final String MINUS = " - ";

  /** A pretrained network that one way was taken with, against one from scratch with another. */
  private record Comparison(Mode of, Mode against) {

    /** Each way against itself, and the frozen network against all of it trained from scratch. */
    static final List<Comparison> ALL =
        List.of(
            new Comparison(Mode.LINEAR_PROBE, Mode.LINEAR_PROBE),
            new Comparison(Mode.FINE_TUNE, Mode.FINE_TUNE),
            new Comparison(Mode.LINEAR_PROBE, Mode.FINE_TUNE));

    String method() {
      return of == against ? of.label() : of.label() + MINUS + against.label();
    }
  }

  /** Values of one figure by draw. */
  private record Series(String method, String features, String metric, double fraction) {}

  /**
   * @param cells in an order that does not depend on Spark
   */
  public List<Row> rows(List<CellScores> cells) {
    Records records = Records.of(plan);
    List<Row> rows = new ArrayList<>();
    rows.addAll(classes(records));
    rows.addAll(parts());
    rows.addAll(
        measures(
                records.graded(new double[records.names().size()][plan.classes().size()]),
                MetricRow.of(NONE, CONSTANT, NONE, "", 0),
                records)
            .map(row -> row.row(frame, snapshot(List.of()), scratch))
            .toList());
    Map<Cell, GradedScores> graded = new HashMap<>();
    Map<Series, List<Double>> series = new LinkedHashMap<>();
    for (CellScores of : cells) {
      Cell cell = of.cell();
      GradedScores scores = records.graded(of.scores());
      graded.put(cell, scores);
      MetricRow like =
          MetricRow.of(fold(cell.part().fold()), cell.mode().label(), cell.start().label(), "", 0);
      for (MetricRow row : measures(scores, like, records).toList()) {
        rows.add(row.row(frame, snapshot(plan.training(cell.part())), certificate(cell.start())));
        add(series, row, cell.part());
      }
    }
    for (CellScores of : cells) {
      rows.addAll(differences(of.cell(), graded, series));
    }
    series.forEach((of, values) -> rows.add(overDraws(of, values)));
    return rows;
  }

  private static void add(Map<Series, List<Double>> series, MetricRow row, LabelPart part) {
    if (row.metric().startsWith(MetricsTable.MACRO)) {
      series
          .computeIfAbsent(
              new Series(row.method(), row.features(), row.metric(), part.fraction()),
              of -> new ArrayList<>())
          .add(row.value());
    }
  }

  private List<Row> classes(Records records) {
    List<MetricRow> rows = new ArrayList<>();
    List<Integer> leftOut = new ArrayList<>();
    for (int of = 0; of < plan.classes().size(); of++) {
      MetricRow row =
          MetricRow.of(
              NONE,
              CONSTANT,
              NONE,
              MetricsTable.prevalence(plan.classes().get(of)),
              records.prevalence(of));
      if (!records.isGraded(of)) {
        leftOut.add(of);
        row =
            row.withVerdict(
                "left out of macro means: %s graded record has it"
                    .formatted(row.value() == 0 ? "no" : "every"));
      }
      rows.add(row);
    }
    rows.add(
        MetricRow.of(
            NONE, CONSTANT, NONE, MetricsTable.GRADED_CLASSES, records.gradedClasses().size()));
    rows.add(MetricRow.of(NONE, CONSTANT, NONE, MetricsTable.CLASSES_LEFT_OUT, leftOut.size()));
    return rows.stream().map(row -> row.row(frame, snapshot(List.of()), scratch)).toList();
  }

  private List<Row> parts() {
    List<Row> rows = new ArrayList<>();
    plan.training()
        .forEach(
            (part, windows) ->
                rows.add(
                    MetricRow.of(
                            fold(part.fold()),
                            NONE,
                            NONE,
                            MetricsTable.TRAINING_PERSONS,
                            LabelPlan.persons(windows).size())
                        .row(frame, snapshot(windows), scratch)));
    plan.refused()
        .forEach(
            (part, reason) ->
                rows.add(
                    MetricRow.of(fold(part.fold()), NONE, NONE, MetricsTable.TRAINING_PERSONS, 0)
                        .withVerdict(reason)
                        .row(frame, snapshot(List.of()), scratch)));
    return rows;
  }

  /** Macro means, and the area of each class. */
  private Stream<MetricRow> measures(GradedScores scores, MetricRow like, Records records) {
    List<MetricRow> rows = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      rows.add(
          measured(
              like, MetricsTable.MACRO + measure.label(), drawn -> scores.macro(measure, drawn)));
    }
    for (int of : records.gradedClasses()) {
      rows.add(
          measured(
              like,
              Measure.AUROC.label() + "-" + plan.classes().get(of),
              drawn -> scores.ofClass(Measure.AUROC, of, drawn)));
    }
    return rows.stream().filter(row -> !Double.isNaN(row.value()));
  }

  private MetricRow measured(MetricRow like, String metric, ToDoubleFunction<int[]> value) {
    int persons = Math.toIntExact(frame.persons());
    return MetricRow.of(
            like.split(),
            like.method(),
            like.features(),
            metric,
            value.applyAsDouble(IntStream.range(0, persons).toArray()))
        .with(bootstrap.interval(persons, value));
  }

  /** Of a pretrained cell and those from scratch of its draw. */
  private List<Row> differences(
      Cell cell, Map<Cell, GradedScores> graded, Map<Series, List<Double>> series) {
    List<Row> rows = new ArrayList<>();
    for (Comparison comparison : Comparison.ALL) {
      Cell other = new Cell(comparison.against(), Start.SCRATCH, cell.part());
      if (cell.mode() != comparison.of()
          || cell.start() != Start.PRETRAINED
          || !graded.containsKey(other)) {
        continue;
      }
      MetricRow like =
          MetricRow.of(
              fold(cell.part().fold()),
              comparison.method(),
              Start.PRETRAINED.label() + MINUS + Start.SCRATCH.label(),
              "",
              0);
      for (Measure measure : Measure.values()) {
        MetricRow row =
            measured(
                like,
                MetricsTable.MACRO + measure.label() + MetricsTable.DIFFERENCE,
                drawn ->
                    graded.get(cell).macro(measure, drawn)
                        - graded.get(other).macro(measure, drawn));
        if (!Double.isNaN(row.value())) {
          rows.add(row.row(frame, snapshot(plan.training(cell.part())), pretrained));
          add(series, row, cell.part());
        }
      }
    }
    return rows;
  }

  private Row overDraws(Series of, List<Double> values) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    MetricRow row =
        MetricRow.of(
                fold(LabelPart.fractionText(of.fraction())),
                of.method(),
                of.features(),
                of.metric(),
                Descriptives.mean(all))
            .overDraws(all.length, Descriptives.sampleSd(all));
    List<LabelledWindow> trained =
        plan.training().entrySet().stream()
            .filter(part -> part.getKey().fraction() == of.fraction())
            .flatMap(part -> part.getValue().stream())
            .toList();
    return (all.length < 2 ? row : row.with(StudentT.ofMean(all, bootstrap.confidence())))
        .row(
            frame,
            snapshot(trained),
            of.features().equals(Start.SCRATCH.label()) ? scratch : pretrained);
  }

  private Certificate certificate(Start start) {
    return switch (start) {
      case PRETRAINED -> pretrained;
      case SCRATCH -> scratch;
    };
  }

  private String fold(String part) {
    return labelSplit + "/" + part;
  }

  /** Of the windows that were graded and those that were trained on, with their classes. */
  private String snapshot(List<LabelledWindow> training) {
    Sha256 digest = new Sha256();
    for (List<LabelledWindow> windows : List.of(plan.evaluated(), training)) {
      for (LabelledWindow window : windows) {
        digest.add(window.id()).add(window.classes().stream().sorted().toList().toString());
      }
      digest.add("");
    }
    return digest.hex();
  }

  /** The graded records in order, their classes and persons. */
  private record Records(List<String> names, boolean[][] truth, int[] persons) {

    static Records of(LabelPlan plan) {
      Map<String, LabelledWindow> byName = new TreeMap<>();
      plan.evaluated().forEach(window -> byName.put(window.record(), window));
      List<String> people = List.copyOf(LabelPlan.persons(plan.evaluated()));
      boolean[][] truth = new boolean[byName.size()][plan.classes().size()];
      int[] persons = new int[byName.size()];
      List<String> names = List.copyOf(byName.keySet());
      for (int i = 0; i < persons.length; i++) {
        LabelledWindow any = byName.get(names.get(i));
        persons[i] = people.indexOf(any.person());
        for (int of : any.classes()) {
          truth[i][of] = true;
        }
      }
      return new Records(names, truth, persons);
    }

    GradedScores graded(double[][] scores) {
      return GradedScores.of(scores, truth, gradedClasses(), persons);
    }

    List<Integer> gradedClasses() {
      return IntStream.range(0, truth[0].length).filter(this::isGraded).boxed().toList();
    }

    boolean isGraded(int of) {
      double share = prevalence(of);
      return share > 0 && share < 1;
    }

    double prevalence(int of) {
      return Arrays.stream(truth).filter(has -> has[of]).count() / (double) truth.length;
    }
  }
}
