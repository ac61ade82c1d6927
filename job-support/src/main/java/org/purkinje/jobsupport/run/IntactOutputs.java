package org.purkinje.jobsupport.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.purkinje.jobsupport.table.Lake;

/** Compares what partitions hold with what the runs that last wrote them left there. */
final class IntactOutputs {

  private final RunLog log;
  private final Lake lake;

  IntactOutputs(RunLog log, Lake lake) {
    this.log = log;
    this.lake = lake;
  }

  /**
   * Whether everything that the last runs about the outputs wrote is there as it was.
   *
   * @param say told what is not, before the job runs again
   */
  boolean check(Job<?> job, List<Partition> outputs, Consumer<String> say) {
    for (Partition output : outputs) {
      Optional<RunLog.LastRun> last = log.lastRun(output);
      Optional<String> difference = last.flatMap(this::difference);
      if (difference.isPresent()) {
        say.accept("%s: %s; runs again".formatted(job.name(), difference.get()));
        return false;
      }
    }
    return true;
  }

  /**
   * @throws IllegalArgumentException if an input is not what the run that wrote it left there
   */
  void require(Job<?> job, List<Partition> inputs) {
    for (Partition input : inputs) {
      log.lastRun(input)
          .flatMap(last -> difference(input, last))
          .ifPresent(
              difference -> {
                throw new IllegalArgumentException(
                    "%s reads %s; run the step before it again".formatted(job.name(), difference));
              });
    }
  }

  private Optional<String> difference(RunLog.LastRun last) {
    return last.written().keySet().stream()
        .flatMap(partition -> difference(partition, last).stream())
        .findFirst();
  }

  private Optional<String> difference(Partition partition, RunLog.LastRun last) {
    Map<Partition, Contents> written = last.written();
    if (!written.containsKey(partition)) {
      return Optional.empty();
    }
    Contents then = written.get(partition);
    Contents now = Contents.of(lake, partition);
    if (now.equals(then)) {
      return Optional.empty();
    }
    String unit = partition.table().equals(Partition.FILES) ? "files" : "rows";
    return Optional.of(
        now.rows() == then.rows()
            ? "%s, whose %s were changed after run %s".formatted(partition, unit, last.run())
            : "%s, which holds %,d %s, and held %,d after run %s"
                .formatted(partition, now.rows(), unit, then.rows(), last.run()));
  }
}
