package org.purkinje.pretrain.classification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is trained on and who is graded.
 *
 * @param classes their names, in order
 * @param training windows of each part, by id; a part without any is absent
 * @param refused parts that nothing can be trained on, with the reason
 * @param evaluated windows of the records that are graded, by id
 * @param labelled ids of all windows whose record has a class, in a fold or not
 */
public record LabelPlan(
    List<String> classes,
    Map<LabelPart, List<LabelledWindow>> training,
    Map<LabelPart, String> refused,
    List<LabelledWindow> evaluated,
    Set<String> labelled)
    implements Serializable {

  private static final int NAMED = 3;

  /**
   * @throws IllegalArgumentException if nobody is graded, or a graded person is trained on
   */
  public LabelPlan {
    if (evaluated.isEmpty()) {
      throw new IllegalArgumentException(
          "evaluation-folds: no window of a labelled record lies in them; give other folds, or the windows of their records");
    }
    Set<String> graded = persons(evaluated);
    Set<String> both = new TreeSet<>();
    training.values().forEach(windows -> both.addAll(persons(windows)));
    both.retainAll(graded);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "label-split: %,d persons of evaluation-folds are in it too (%s%s); nobody who is graded may be trained on"
              .formatted(
                  both.size(),
                  both.stream().limit(NAMED).collect(Collectors.joining(", ")),
                  both.size() > NAMED ? " …" : ""));
    }
  }

  /** The records that are graded, CORPUS/RECORD, in order. */
  public List<String> records() {
    return evaluated.stream().map(LabelledWindow::record).distinct().sorted().toList();
  }

  /** Each window that is trained on or graded, once, by id. */
  public List<LabelledWindow> windows() {
    return Stream.concat(training.values().stream().flatMap(List::stream), evaluated.stream())
        .distinct()
        .sorted(Comparator.comparing(LabelledWindow::id))
        .toList();
  }

  /** Each way of each start on each part that is not refused. */
  public List<Cell> cells(List<Mode> modes) {
    List<Cell> cells = new ArrayList<>();
    for (Mode mode : modes) {
      for (LabelPart part : training.keySet()) {
        for (Start start : Start.values()) {
          cells.add(new Cell(mode, start, part));
        }
      }
    }
    return cells;
  }

  /** Windows of a part. */
  List<LabelledWindow> training(LabelPart part) {
    return training.getOrDefault(part, List.of());
  }

  /** The persons of windows, in order. */
  public static Set<String> persons(List<LabelledWindow> windows) {
    return windows.stream()
        .map(LabelledWindow::person)
        .sorted()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Scores of records, each the mean over its windows.
   *
   * @param scores of the evaluated windows, shape [windows][classes]
   * @return in the order of {@link #records}, shape [records][classes]
   */
  double[][] byRecord(double[][] scores) {
    Map<String, double[]> sums = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < scores.length; i++) {
      String record = evaluated.get(i).record();
      double[] sum = sums.computeIfAbsent(record, of -> new double[classes.size()]);
      for (int of = 0; of < sum.length; of++) {
        sum[of] += scores[i][of];
      }
      counts.merge(record, 1, Integer::sum);
    }
    sums.forEach(
        (record, sum) -> {
          for (int of = 0; of < sum.length; of++) {
            sum[of] /= counts.getOrDefault(record, 1);
          }
        });
    return sums.values().toArray(double[][]::new);
  }
}
