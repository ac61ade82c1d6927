package org.purkinje.pretrain.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The records that are graded, in the order of {@link LabelPlan#records}.
 *
 * @param truth which classes each has, shape [records][classes]
 * @param persons number of each one's person
 */
record GradedRecords(boolean[][] truth, int[] persons) {

  static GradedRecords of(LabelPlan plan) {
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
    return new GradedRecords(truth, persons);
  }

  /**
   * @param scores shape [records][classes]
   */
  GradedScores graded(double[][] scores) {
    return GradedScores.of(scores, truth, gradedClasses(), persons);
  }

  /** Numbers of the classes that are graded. */
  List<Integer> gradedClasses() {
    return IntStream.range(0, truth[0].length).filter(this::isGraded).boxed().toList();
  }

  /** Whether some records have a class and some have not. */
  boolean isGraded(int of) {
    double share = prevalence(of);
    return share > 0 && share < 1;
  }

  /** Share of the records that have a class. */
  double prevalence(int of) {
    return Arrays.stream(truth).filter(has -> has[of]).count() / (double) truth.length;
  }
}
