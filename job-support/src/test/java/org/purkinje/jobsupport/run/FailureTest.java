package org.purkinje.jobsupport.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
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

  /** Java gives nothing but the path. */
  @Test
  void saysWhatIsWrongWithAFile() {
    assertThat(Failure.line(new UncheckedIOException(new NoSuchFileException("/a/b"))))
        .isEqualTo("/a/b: no such file or folder");
    assertThat(Failure.line(new UncheckedIOException(new AccessDeniedException("/a/b"))))
        .isEqualTo("/a/b: permission denied");
    assertThat(Failure.line(new UncheckedIOException(new FileSystemLoopException("/a/b"))))
        .isEqualTo("/a/b: FileSystemLoopException");
    assertThat(Failure.line(new UncheckedIOException(new UnknownHostException("physionet.org"))))
        .isEqualTo("unknown host physionet.org");
  }

  @Test
  void saysWhatToDoAboutAnExhaustedHeap() {
    String line =
        Failure.line(new IllegalArgumentException(new OutOfMemoryError("Java heap space")));
    assertThat(line)
        .matches(
            "out of memory \\(Java heap space\\) with a Java heap of [\\d,]+ MB; give more, e.g."
                + " PURKINJE_MEMORY=\\d+g");
    assertThat(
            Failure.line(
                new IllegalStateException(lostTask("java.lang.OutOfMemoryError: Java heap space"))))
        .isEqualTo(line);
    assertThat(
            Failure.line(
                new IllegalStateException(
                    "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent"
                        + " failure: Lost task 0.3 in stage 1.0 (TID 9) (10.0.0.2 executor 1):"
                        + " ExecutorLostFailure (executor 1 exited caused by one of the running"
                        + " tasks) Reason: Command exited with code 52")))
        .isEqualTo(
            "an executor ran out of memory; give it more, e.g. --conf spark.executor.memory=8g");
  }

  /** Where a task's exception cannot be sent to the driver, Spark gives its text alone. */
  @Test
  void findsTheCauseInWhatSparkQuotes() {
    assertThat(
            Failure.line(
                new IllegalStateException(lostTask("org.example.TooLoudException: 120 dB"))))
        .isEqualTo("org.example.TooLoudException: 120 dB");
  }

  @Test
  void namesTheClassThatCannotBeLoaded() {
    assertThat(Failure.line(new NoClassDefFoundError("org/example/Absent")))
        .isEqualTo(
            "class org.example.Absent cannot be loaded; remove distribution/target to have"
                + " everything built anew");
  }

  @Test
  void namesTheKindOfAnErrorInTheProgram() {
    assertThat(
            Failure.line(new ArrayIndexOutOfBoundsException("Index 3 out of bounds for length 3")))
        .isEqualTo("ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3");
  }

  @Test
  void doesNotBlameTheProgramForASparkThatWasStopped() {
    assertThat(
            Failure.line(
                new IllegalStateException(
                    "Cannot call methods on a stopped SparkContext.\nThis stopped SparkContext was"
                        + " created at: …")))
        .isEqualTo(
            "Spark ended in the middle of the work, as when its master is lost; run it again");
  }

  private static String lostTask(String exception) {
    return "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent"
        + " failure: Lost task 0.0 in stage 1.0 (TID 1) (localhost executor driver): "
        + exception
        + "\n\tat org.example.Somewhere";
  }
}
