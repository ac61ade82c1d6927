package org.purkinje.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.purkinje.ingest.inspection.RecordRef;

/**
 * Shares records out to tasks by the bytes to be read, so that none has much more to do than the
 * others; a record is never divided, and those of one file stay together where they can.
 */
final class TaskPlan {

  /** Most bytes of a task with more than one record. */
  private static final long MAX_BYTES = 256L << 20;

  /** Tasks for each core, so that the last ones end together. */
  private static final int TASKS_PER_CORE = 4;

  private TaskPlan() {}

  /**
   * @param cores of the whole cluster
   * @return the tasks, that with most bytes first
   */
  static List<List<RecordRef>> tasks(List<RecordRef> records, int cores) {
    long total = records.stream().mapToLong(RecordRef::bytes).sum();
    long share = Math.min(MAX_BYTES, total / ((long) TASKS_PER_CORE * cores));
    List<List<RecordRef>> tasks = new ArrayList<>();
    List<RecordRef> task = new ArrayList<>();
    long bytes = 0;
    for (RecordRef record : records) {
      if (!task.isEmpty() && bytes + record.bytes() > share) {
        tasks.add(task);
        task = new ArrayList<>();
        bytes = 0;
      }
      task.add(record);
      bytes += record.bytes();
    }
    if (!task.isEmpty()) {
      tasks.add(task);
    }
    tasks.sort(Comparator.comparingLong(TaskPlan::bytes).reversed());
    return tasks;
  }

  private static long bytes(List<RecordRef> task) {
    return task.stream().mapToLong(RecordRef::bytes).sum();
  }
}
