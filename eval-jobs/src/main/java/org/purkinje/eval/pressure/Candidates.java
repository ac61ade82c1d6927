package org.purkinje.eval.pressure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.purkinje.eval.pressure.Cohort.Grading;

/**
 * Windows that one feature set may be graded on.
 *
 * @param leftOut the windows that it may not be graded on
 */
record Candidates(
    Grading grading, List<PressureWindow> windows, ReasonCounts leftOut, boolean usesTiming) {

  /**
   * Every feature set on the windows that it is eligible for and, where there are several, on those
   * that all of them are eligible for.
   */
  static List<Candidates> of(List<FeatureSet> sets, WindowReader reader) {
    List<Candidates> eligible =
        sets.stream()
            .map(
                set ->
                    new Candidates(
                        new Grading(set, WindowChoice.ELIGIBLE),
                        reader.read(set),
                        reader.leftOut(set),
                        set.usesTiming()))
            .toList();
    List<Candidates> all = new ArrayList<>(eligible);
    if (sets.size() > 1) {
      Set<String> common = commonIds(eligible);
      boolean usesTiming = sets.stream().anyMatch(FeatureSet::usesTiming);
      eligible.forEach(candidates -> all.add(candidates.among(common, usesTiming)));
    }
    return all;
  }

  private static Set<String> commonIds(List<Candidates> eligible) {
    Set<String> common = new HashSet<>();
    for (int i = 0; i < eligible.size(); i++) {
      Set<String> ids =
          eligible.get(i).windows().stream()
              .map(PressureWindow::windowId)
              .collect(Collectors.toSet());
      if (i == 0) {
        common.addAll(ids);
      } else {
        common.retainAll(ids);
      }
    }
    return common;
  }

  private Candidates among(Set<String> ids, boolean timing) {
    ReasonCounts counts = leftOut.copy();
    counts.excludeUnless(
        window -> ids.contains(window.windowId()), windows, "not eligible for another feature set");
    return new Candidates(
        new Grading(grading.features(), WindowChoice.COMMON),
        windows.stream().filter(window -> ids.contains(window.windowId())).toList(),
        counts,
        timing);
  }
}
