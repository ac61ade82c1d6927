package org.purkinje.eval.pressure;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.AccountingTable;

/**
 * The subjects that are graded by one feature set. Kryo cannot rebuild records, so where Spark is
 * set to it, Java's own serialisation is taken.
 *
 * @param subjects those with enough windows, in order of their keys
 */
@DefaultSerializer(JavaSerializer.class)
record Cohort(FeatureSet features, List<SubjectWindows> subjects) implements Serializable {

  /** Subjects with fewer windows, the calibration included, are left out. */
  static Cohort of(FeatureSet features, List<PressureWindow> windows, int fewestWindows) {
    return new Cohort(
        features,
        new ArrayList<>(
            SubjectWindows.group(windows).stream()
                .filter(subject -> subject.windows().size() >= fewestWindows)
                .toList()));
  }

  /**
   * What became of the windows of each corpus. Excluded are the calibrations, the subjects with too
   * few windows, windows of another split and windows without such a fingerprint.
   *
   * @param discoveredByCorpus windows of the window set
   * @param refusedByCorpus those without pressure features
   */
  List<AccountingTable.Count> accounting(
      Map<String, Long> discoveredByCorpus, Map<String, Long> refusedByCorpus) {
    Map<String, Long> scoredByCorpus =
        subjects.stream()
            .flatMap(subject -> subject.scored().stream())
            .collect(Collectors.groupingBy(PressureWindow::corpus, Collectors.counting()));
    return new TreeMap<>(discoveredByCorpus)
        .entrySet().stream()
            .map(
                corpus -> {
                  long discovered = corpus.getValue();
                  long refused = refusedByCorpus.getOrDefault(corpus.getKey(), 0L);
                  long scored = scoredByCorpus.getOrDefault(corpus.getKey(), 0L);
                  return new AccountingTable.Count(
                      corpus.getKey(),
                      "windows for " + features.label(),
                      discovered,
                      scored,
                      refused,
                      discovered - scored - refused);
                })
            .toList();
  }

  /** SHA-256 over window ids, pressures and features of every window that takes part. */
  String snapshot() {
    Sha256 digest = new Sha256().add(features.label());
    for (SubjectWindows subject : subjects) {
      for (PressureWindow window : subject.windows()) {
        digest
            .add(window.windowId())
            .add(window.sbpMmhg() + " " + window.dbpMmhg())
            .add(Arrays.toString(window.features()));
      }
    }
    return digest.hex();
  }
}
