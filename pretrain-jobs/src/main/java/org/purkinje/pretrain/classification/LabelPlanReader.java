package org.purkinje.pretrain.classification;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.TaskLabelsTable;
import org.purkinje.models.ecgnat.EcgNatClassifierSettings.Labels;

/**
 * Joins windows with the classes and folds of their records.
 *
 * @param task scope of {@code task_labels}
 * @param labels how many classes a record may have
 * @param labelSplit nested split whose parts are trained on
 * @param evaluationFolds SPLIT/FOLD each
 */
public record LabelPlanReader(
    Lake lake, String task, Labels labels, String labelSplit, List<String> evaluationFolds) {

  private static final Column RECORD = concat_ws("/", col("corpus"), col("record"));

  /**
   * @param windows with window_id, corpus, record and person_group
   * @throws IllegalArgumentException if there is no label, no fold, or a record of several classes
   *     where each has one
   */
  public LabelPlan read(Dataset<Row> windows, List<LabelPart> parts) {
    Map<String, Set<String>> names = classes();
    List<String> classes =
        names.values().stream().flatMap(Set::stream).distinct().sorted().toList();
    List<LabelledWindow> labelled = labelled(windows, names, classes);
    Map<LabelPart, List<LabelledWindow>> training = new LinkedHashMap<>();
    Map<LabelPart, String> refused = new LinkedHashMap<>();
    for (LabelPart part : parts) {
      List<LabelledWindow> own = in(labelled, records(part));
      if (own.isEmpty()) {
        refused.put(part, refusal(part));
      } else {
        training.put(part, own);
      }
    }
    Set<String> graded = new HashSet<>();
    for (String fold : evaluationFolds) {
      graded.addAll(names(SplitsTable.Fold.parse(fold).read(lake)));
    }
    return new LabelPlan(
        classes,
        training,
        refused,
        in(labelled, graded),
        labelled.stream().map(LabelledWindow::id).collect(Collectors.toSet()));
  }

  private String refusal(LabelPart part) {
    return "refused: no labelled window of fold %s of split %s; its persons are too few for that fraction, or it is none of the split's"
        .formatted(part.fold(), labelSplit);
  }

  /** Classes by record. */
  private Map<String, Set<String>> classes() {
    Map<String, Set<String>> names = new TreeMap<>();
    lake.read(TaskLabelsTable.TABLE, task)
        .select(RECORD, col("class"))
        .distinct()
        .collectAsList()
        .forEach(
            row ->
                names
                    .computeIfAbsent(row.getString(0), record -> new TreeSet<>())
                    .add(row.getString(1)));
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "task %s: no record has a class; map-labels makes scopes CORPUS/MAP".formatted(task));
    }
    if (labels == Labels.ONE) {
      names.forEach(LabelPlanReader::requireOne);
    }
    return names;
  }

  private static void requireOne(String record, Set<String> classes) {
    if (classes.size() > 1) {
      throw new IllegalArgumentException(
          "record %s: has the classes %s; labels: several grades such records"
              .formatted(record, classes));
    }
  }

  private static List<LabelledWindow> labelled(
      Dataset<Row> windows, Map<String, Set<String>> names, List<String> classes) {
    Map<String, Integer> numbers = new HashMap<>();
    classes.forEach(name -> numbers.put(name, numbers.size()));
    List<LabelledWindow> labelled = new ArrayList<>();
    for (Row row :
        windows
            .select(col("window_id"), col("corpus"), RECORD, col("person_group"))
            .collectAsList()) {
      Set<Integer> own = new TreeSet<>();
      names.getOrDefault(row.getString(2), Set.of()).forEach(name -> own.add(numbers.get(name)));
      if (!own.isEmpty()) {
        labelled.add(
            new LabelledWindow(
                row.getString(0), row.getString(1), row.getString(2), row.getString(3), own));
      }
    }
    labelled.sort(Comparator.comparing(LabelledWindow::id));
    return labelled;
  }

  private static List<LabelledWindow> in(List<LabelledWindow> windows, Set<String> records) {
    return windows.stream().filter(window -> records.contains(window.record())).toList();
  }

  /**
   * Those of a part; none if the split has no fold of that fraction, as a smaller one is not it.
   */
  private Set<String> records(LabelPart part) {
    Dataset<Row> draw =
        lake.read(SplitsTable.TABLE, labelSplit).where(col("draw").equalTo(part.draw()));
    if (draw.where(col("fraction").equalTo(part.fraction())).isEmpty()) {
      return Set.of();
    }
    return names(draw.where(col("fraction").leq(part.fraction())));
  }

  private static Set<String> names(Dataset<Row> rows) {
    return new HashSet<>(rows.select(RECORD).as(Encoders.STRING()).collectAsList());
  }
}
