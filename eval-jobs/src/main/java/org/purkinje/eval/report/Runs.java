package org.purkinje.eval.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.purkinje.eval.report.row.RunRow;
import org.purkinje.jobsupport.run.RunLog;

/** Picks from the rows of {@code runs} those that a report rests on. */
final class Runs {

  private Runs() {}

  /**
   * @param log rows in order of their writing: a start and, if it ended, an end per run
   * @param named runs to keep in any case
   * @param partitions {@code table/key}; the run that last wrote each is kept
   * @return the last row of each run, in order of their start
   */
  static List<RunRow> behind(List<RunRow> log, Set<String> named, List<String> partitions) {
    Map<String, RunRow> lastRowByRun = new LinkedHashMap<>();
    log.forEach(row -> lastRowByRun.put(row.run(), row));
    Set<String> kept = new HashSet<>(named);
    for (String partition : partitions) {
      log.stream()
          .filter(
              row ->
                  row.outputs().contains(partition)
                      && row.status().equals(RunLog.Status.SUCCEEDED.label()))
          .reduce((earlier, later) -> later)
          .ifPresent(row -> kept.add(row.run()));
    }
    return lastRowByRun.values().stream()
        .filter(row -> kept.contains(row.run()))
        .sorted(Comparator.comparing(RunRow::startedAt).thenComparing(RunRow::run))
        .toList();
  }

  static RunRow named(List<RunRow> runs, String run) {
    return runs.stream()
        .filter(row -> row.run().equals(run))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "run %s: 0 rows in runs, from which the report takes when and by what code it was made"
                        .formatted(run)));
  }
}
