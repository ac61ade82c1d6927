package org.purkinje.pretrain.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelPlanTest {

  private static final LabelPart PART = new LabelPart(0.5, 0);

  @Test
  void refusesToGradeWhomItTrainsOn() {
    assertThatThrownBy(
            () ->
                plan(
                    List.of(window("w1", "r1", "anna"), window("w2", "r2", "bert")),
                    List.of(window("w3", "r3", "bert"), window("w4", "r4", "cleo"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "label-split: 1 persons of evaluation-folds are in it too (bert); nobody who is graded"
                + " may be trained on");
  }

  @Test
  void refusesToGradeNobody() {
    assertThatThrownBy(() -> plan(List.of(window("w1", "r1", "anna")), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "evaluation-folds: no window of a labelled record lies in them; give other folds, or"
                + " the windows of their records");
  }

  @Test
  void scoresARecordByTheMeanOfItsWindows() {
    LabelPlan plan =
        plan(
            List.of(window("w1", "r1", "anna")),
            List.of(
                window("a", "r9", "bert"), window("b", "r2", "cleo"), window("c", "r9", "bert")));
    assertThat(plan.records()).containsExactly("r2", "r9");
    assertThat(plan.byRecord(new double[][] {{1, 2}, {5, 6}, {3, 8}}))
        .isDeepEqualTo(new double[][] {{5, 6}, {2, 5}});
  }

  /** Of person 1, whose records are the only ones with class 1, none is drawn. */
  @Test
  void leavesAClassOutOfTheMeanOfADrawThatLacksIt() {
    boolean[][] truth = {{true, false}, {false, true}, {false, false}};
    GradedScores scores =
        GradedScores.of(
            new double[][] {{3, 1}, {1, 1}, {2, 2}}, truth, List.of(0, 1), new int[] {0, 1, 2});
    int[] all = {0, 1, 2};
    assertThat(scores.ofClass(Measure.AUROC, 0, all)).isEqualTo(1);
    assertThat(scores.ofClass(Measure.AUROC, 1, all)).isEqualTo(0.25);
    assertThat(scores.macro(Measure.AUROC, all)).isEqualTo(0.625);
    assertThat(scores.macro(Measure.AUROC, new int[] {0, 2, 2})).isEqualTo(1);
    assertThat(scores.macro(Measure.AUROC, new int[] {2, 2, 2})).isNaN();
  }

  private static LabelPlan plan(List<LabelledWindow> training, List<LabelledWindow> evaluated) {
    return new LabelPlan(List.of("A", "B"), Map.of(PART, training), Map.of(), evaluated, Set.of());
  }

  private static LabelledWindow window(String id, String record, String person) {
    return new LabelledWindow(id, "corpus", record, person, Set.of(0));
  }
}
