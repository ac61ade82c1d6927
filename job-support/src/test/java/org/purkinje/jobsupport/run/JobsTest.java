package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JobsTest {

  @Test
  void findsTheJobsOnTheClassPathInOrderOfName() {
    assertThat(Jobs.all())
        .extracting(Job::name)
        .containsExactly("clean-warehouse", "sum-numbers", "write-numbers");
    assertThat(Jobs.named("sum-numbers")).isInstanceOf(SumNumbersJob.class);
    assertThat(Jobs.exists("sum-numbers")).isTrue();
    assertThat(Jobs.exists("sum")).isFalse();
  }

  @Test
  void namesTheNearestOfAnUnknownJob() {
    assertThatThrownBy(() -> Jobs.named("sum-nubers"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no job named sum-nubers, did you mean sum-numbers? There are: clean-warehouse,"
                + " sum-numbers, write-numbers");
  }
}
