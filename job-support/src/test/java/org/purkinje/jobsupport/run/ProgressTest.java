package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void tellsCountRateAndTimeLeft() {
    assertThat(Progress.line("ingest mitdb", "records", 1_200, 4_800, Duration.ofSeconds(60)))
        .isEqualTo("ingest mitdb: 1,200 of 4,800 records, 20.0/s, 60 s, 180 s left");
  }

  @Test
  void tellsNoTimeLeftBeforeTheFirstAndAfterTheLast() {
    assertThat(Progress.line("ingest mitdb", "records", 0, 48, Duration.ofSeconds(2)))
        .isEqualTo("ingest mitdb: 0 of 48 records, 0.0/s, 2 s");
    assertThat(Progress.line("ingest mitdb", "records", 48, 48, Duration.ofSeconds(2)))
        .isEqualTo("ingest mitdb: 48 of 48 records, 24.0/s, 2 s");
  }

  @Test
  void leavesOutAnUnknownTotal() {
    assertThat(Progress.line("scan", "files", 5, 0, Duration.ofMillis(500)))
        .isEqualTo("scan: 5 files, 10.0/s, 1 s");
  }
}
