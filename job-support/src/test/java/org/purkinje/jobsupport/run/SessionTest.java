package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A property set on the session builder is taken over a cluster's spark-defaults.conf. */
class SessionTest {

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  @AfterEach
  void forgetProperties() {
    System.clearProperty("spark.master");
    System.clearProperty(PARTITIONS);
  }

  @Test
  void setsShufflePartitionsForALocalMasterAlone() {
    assertThat(Session.defaults("local[2]")).containsEntry(PARTITIONS, "8");
    assertThat(Session.defaults("spark://host:7077")).isEmpty();
    assertThat(Session.defaults("yarn")).isEmpty();
  }

  @Test
  void leavesWhatSparkSubmitWasGiven() {
    System.setProperty("spark.master", "local[4]");
    assertThat(Session.defaults("")).containsEntry(PARTITIONS, "8");
    System.setProperty(PARTITIONS, "64");
    assertThat(Session.defaults("")).doesNotContainKey(PARTITIONS);
    System.setProperty("spark.master", "spark://host:7077");
    assertThat(Session.defaults("")).isEmpty();
  }
}
