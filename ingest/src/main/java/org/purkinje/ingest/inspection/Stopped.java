package org.purkinje.ingest.inspection;

import org.apache.spark.TaskContext;

/** Tells failures at a file from the end of a task that was cancelled. */
final class Stopped {

  private Stopped() {}

  /** Throws {@code e} on if the task is to end. */
  static void rethrow(Throwable e) {
    TaskContext task = TaskContext.get();
    boolean isToEnd =
        Thread.currentThread().isInterrupted() || (task != null && task.isInterrupted());
    if (isToEnd) {
      throw new IllegalStateException("stopped", e);
    }
  }
}
