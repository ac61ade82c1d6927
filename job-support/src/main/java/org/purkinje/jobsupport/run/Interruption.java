package org.purkinje.jobsupport.run;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import sun.misc.Signal;

/**
 * Ends the work of the main thread on the first SIGINT or SIGTERM, so that the run can be marked
 * before the process ends; on a second, or where the work does not end, the process ends at once.
 */
public final class Interruption {

  private static final Map<String, Integer> SIGNALS = Map.of("INT", 2, "TERM", 15);
  private static final long PATIENCE_MS = 20_000;

  private static volatile String received = "";

  private Interruption() {}

  /** Listens from now on; the calling thread is the one that is interrupted. */
  public static void listen() {
    Thread worker = Thread.currentThread();
    for (String name : List.of("INT", "TERM")) {
      Signal.handle(new Signal(name), signal -> end(worker, signal.getName()));
    }
  }

  public static boolean isRequested() {
    return !received.isEmpty();
  }

  /** What a shell gives for a process that a signal has ended: 130 or 143. */
  public static int exitCode() {
    return 128 + SIGNALS.getOrDefault(received, 0);
  }

  /** What to tell a user. */
  public static String line() {
    return "interrupted by SIG%s; the same command does what is left, and --resume lets training go on"
            .formatted(received)
        + " from its last checkpoint";
  }

  private static void end(Thread worker, String signal) {
    if (isRequested()) {
      Runtime.getRuntime().halt(exitCode());
    }
    received = signal;
    worker.interrupt();
    cancelSparkJobs();
    Thread deadline = new Thread(Interruption::endLate, "interruption");
    deadline.setDaemon(true);
    deadline.start();
  }

  private static void cancelSparkJobs() {
    var session = SparkSession.getDefaultSession();
    if (session.isDefined() && !session.get().sparkContext().isStopped()) {
      session.get().sparkContext().cancelAllJobs();
    }
  }

  private static void endLate() {
    try {
      Thread.sleep(PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("purkinje: " + line());
    Runtime.getRuntime().halt(exitCode());
  }
}
