package org.purkinje.pretrain.classification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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

  private static final Measure[] NO_MEASURES = {};

  /** A pretrained network that one way was taken with, against one from scratch with another. */
  private record Comparison(Mode of, Mode against) {

    /** Each way against itself, and the frozen network against all of it trained from scratch. */
    static final List<Comparison> ALL =
        List.of(
            new Comparison(Mode.LINEAR_PROBE, Mode.LINEAR_PROBE),
            new Comparison(Mode.FINE_TUNE, Mode.FINE_TUNE),
            new Comparison(Mode.LINEAR_PROBE, Mode.FINE_TUNE));

    String method() {
      return of == against ? of.label() : of.label() + MetricsTable.MINUS + against.label();
    }
  }

  /** Values of one figure by draw. */
  private record Series(MetricRow.Model of, String metric, double fraction) {}

  /**
   * @param cells in an order that does not depend on Spark
   */
  public List<Row> rows(List<CellScores> cells) {
    GradedRecords records = GradedRecords.of(plan);
    List<Row> rows = new ArrayList<>();
    rows.addAll(classes(records));
    rows.addAll(parts());
    GradedScores constant =
        records.graded(new double[records.truth().length][plan.classes().size()]);
    measures(constant, MetricRow.Model.CONSTANT, records)
        .forEach(row -> rows.add(row.row(frame, snapshot(List.of()), scratch)));
    Map<Cell, GradedScores> graded = new HashMap<>();
    Map<Series, List<Double>> series = new LinkedHashMap<>();
    for (CellScores of : cells) {
      Cell cell = of.cell();
      GradedScores scores = records.graded(of.scores());
      graded.put(cell, scores);
      MetricRow.Model model =
          new MetricRow.Model(fold(cell.part().fold()), cell.mode().label(), cell.start().label());
      for (MetricRow row : measures(scores, model, records)) {
        rows.add(row.row(frame, snapshot(plan.training(cell.part())), certificate(cell.start())));
        add(series, row, cell.part());
      }
    }
    for (CellScores of : cells) {
      for (MetricRow row : differences(of.cell(), graded)) {
        rows.add(row.row(frame, snapshot(plan.training(of.cell().part())), pretrained));
        add(series, row, of.cell().part());
      }
    }
    series.forEach((of, values) -> rows.add(overDraws(of, values)));
    return rows;
  }

  /** Means over draws are given of macro means alone. */
  private void add(Map<Series, List<Double>> series, MetricRow row, LabelPart part) {
    if (row.metric().startsWith(MetricsTable.MACRO)) {
      MetricRow.Model of =
          new MetricRow.Model(
              fold(LabelPart.fractionText(part.fraction())),
              row.of().method(),
              row.of().features());
      series
          .computeIfAbsent(
              new Series(of, row.metric(), part.fraction()), first -> new ArrayList<>())
          .add(row.value());
    }
  }

  private List<Row> classes(GradedRecords records) {
    List<MetricRow> rows = new ArrayList<>();
    int leftOut = 0;
    for (int of = 0; of < plan.classes().size(); of++) {
      MetricRow row =
          MetricRow.Model.CONSTANT.row(
              MetricsTable.prevalence(plan.classes().get(of)), records.prevalence(of));
      if (records.isGraded(of)) {
        rows.add(row);
      } else {
        leftOut++;
        rows.add(
            row.withVerdict(
                "left out of macro means: %s graded record has it"
                    .formatted(row.value() == 0 ? "no" : "every")));
      }
    }
    rows.add(
        MetricRow.Model.CONSTANT.row(MetricsTable.GRADED_CLASSES, records.gradedClasses().size()));
    rows.add(MetricRow.Model.CONSTANT.row(MetricsTable.CLASSES_LEFT_OUT, leftOut));
    return rows.stream().map(row -> row.row(frame, snapshot(List.of()), scratch)).toList();
  }

  private List<Row> parts() {
    List<Row> rows = new ArrayList<>();
    plan.training()
        .forEach(
            (part, windows) ->
                rows.add(
                    persons(part, LabelPlan.persons(windows).size())
                        .row(frame, snapshot(windows), scratch)));
    plan.refused()
        .forEach(
            (part, reason) ->
                rows.add(
                    persons(part, 0).withVerdict(reason).row(frame, snapshot(List.of()), scratch)));
    return rows;
  }

  private MetricRow persons(LabelPart part, int persons) {
    return new MetricRow.Model(fold(part.fold()), MetricRow.NONE, MetricRow.NONE)
        .row(MetricsTable.TRAINING_PERSONS, persons);
  }

  /** Macro means, and the area of each class; none where no class is graded. */
  private List<MetricRow> measures(GradedScores scores, MetricRow.Model of, GradedRecords records) {
    List<MetricRow> rows = new ArrayList<>();
    for (Measure measure : records.gradedClasses().isEmpty() ? NO_MEASURES : Measure.values()) {
      rows.add(
          measured(
              of, MetricsTable.MACRO + measure.label(), drawn -> scores.macro(measure, drawn)));
    }
    for (int number : records.gradedClasses()) {
      rows.add(
          measured(
              of,
              Measure.AUROC.label() + "-" + plan.classes().get(number),
              drawn -> scores.ofClass(Measure.AUROC, number, drawn)));
    }
    return rows;
  }

  private MetricRow measured(MetricRow.Model of, String metric, ToDoubleFunction<int[]> value) {
    int persons = Math.toIntExact(frame.persons());
    return of.row(metric, value.applyAsDouble(IntStream.range(0, persons).toArray()))
        .with(bootstrap.interval(persons, value));
  }

  /** Of a pretrained cell and those from scratch of its draw. */
  private List<MetricRow> differences(Cell cell, Map<Cell, GradedScores> graded) {
    List<MetricRow> rows = new ArrayList<>();
    for (Comparison comparison : Comparison.ALL) {
      GradedScores own = graded.get(cell);
      GradedScores other = graded.get(new Cell(comparison.against(), Start.SCRATCH, cell.part()));
      boolean isCompared = cell.mode() == comparison.of() && cell.start() == Start.PRETRAINED;
      if (!isCompared || own == null || other == null || other.byClass().isEmpty()) {
        continue;
      }
      MetricRow.Model of =
          new MetricRow.Model(
              fold(cell.part().fold()),
              comparison.method(),
              Start.PRETRAINED.label() + MetricsTable.MINUS + Start.SCRATCH.label());
      for (Measure measure : Measure.values()) {
        rows.add(
            measured(
                of,
                MetricsTable.MACRO + measure.label() + MetricsTable.DIFFERENCE,
                drawn -> own.macro(measure, drawn) - other.macro(measure, drawn)));
      }
    }
    return rows;
  }

  private Row overDraws(Series of, List<Double> values) {
    double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
    MetricRow row =
        of.of()
            .row(of.metric(), Descriptives.mean(all))
            .overDraws(all.length, Descriptives.sampleSd(all));
    List<LabelledWindow> trained =
        plan.training().entrySet().stream()
            .filter(part -> part.getKey().fraction() == of.fraction())
            .flatMap(part -> part.getValue().stream())
            .toList();
    boolean isScratch = of.of().features().equals(Start.SCRATCH.label());
    return (all.length < 2 ? row : row.with(StudentT.ofMean(all, bootstrap.confidence())))
        .row(frame, snapshot(trained), isScratch ? scratch : pretrained);
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
}
