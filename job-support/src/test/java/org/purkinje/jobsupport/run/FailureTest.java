package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.MalformedFileException;

class FailureTest {

  @Test
  void findsTheMalformedFileBehindWhatSparkWrapsAroundIt() {
    Throwable file = new MalformedFileException("a.hea", "line 1", "must not be empty");
    assertThat(Failure.cause(new IllegalStateException("task", new RuntimeException(file))))
        .isSameAs(file);
  }

  @Test
  void takesTheOutermostOfSeveralActionableOnes() {
    Throwable outer =
        new IllegalArgumentException("a.yaml: line 1", new IllegalArgumentException());
    assertThat(Failure.cause(new RuntimeException(outer))).isSameAs(outer);
  }

  @Test
  void takesTheInnermostOfTheRest() {
    Throwable inner = new IllegalStateException("disk full");
    assertThat(Failure.cause(new RuntimeException(new RuntimeException(inner)))).isSameAs(inner);
  }

  @Test
  void tellsTheFirstLineOfTheCause() {
    assertThat(Failure.line(new RuntimeException(new IllegalStateException("disk full\nat 7"))))
        .isEqualTo("disk full");
    assertThat(Failure.line(new RuntimeException(new IllegalStateException())))
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void saysWhatToDoAboutAFullDisk() {
    assertThat(Failure.line(new RuntimeException(new IOException("No space left on device"))))
        .isEqualTo(
            "No space left on device; free some where the warehouse or the temporary files are,"
                + " then run it again");
  }
}
