package org.purkinje.preprocessing.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.purkinje.jobsupport.table.WindowsTable;

class SubjectSplitTest {

  @Test
  void drawsTheSameSideOfASubjectEachTime() {
    for (int subject = 0; subject < 100; subject++) {
      assertThat(new SubjectSplit(0.3, 17).of("mitdb/" + subject))
          .isEqualTo(new SubjectSplit(0.3, 17).of("mitdb/" + subject));
    }
  }

  /** Four standard deviations of a binomial draw of 10,000 are 0.018. */
  @Test
  void keepsTheAskedShareOfSubjectsForEvaluation() {
    assertThat(evaluationShare(new SubjectSplit(0.3, 17))).isCloseTo(0.3, within(0.018));
    assertThat(evaluationShare(new SubjectSplit(0, 17))).isZero();
    assertThat(evaluationShare(new SubjectSplit(1, 17))).isEqualTo(1);
  }

  @Test
  void drawsOtherSubjectsWithAnotherSeed() {
    List<String> first = sides(new SubjectSplit(0.5, 1));
    assertThat(sides(new SubjectSplit(0.5, 2))).isNotEqualTo(first);
  }

  @Test
  void keepsEvaluationSubjectsWhenTheShareGrows() {
    List<String> few = sides(new SubjectSplit(0.2, 5));
    List<String> many = sides(new SubjectSplit(0.6, 5));
    assertThat(IntStream.range(0, few.size()))
        .allMatch(
            i ->
                many.get(i).equals(WindowsTable.EVALUATION)
                    || few.get(i).equals(WindowsTable.PRETRAIN));
  }

  private static double evaluationShare(SubjectSplit split) {
    List<String> sides = sides(split);
    return (double) sides.stream().filter(WindowsTable.EVALUATION::equals).count() / sides.size();
  }

  private static List<String> sides(SubjectSplit split) {
    return IntStream.range(0, 10_000).mapToObj(i -> split.of("corpus/s" + i)).toList();
  }
}
