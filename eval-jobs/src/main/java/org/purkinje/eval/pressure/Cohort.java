package org.purkinje.eval.pressure;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.ChannelTiming;

/**
 * The subjects that are graded by one feature set on one choice of windows. Kryo cannot rebuild
 * records, so where Spark is set to it, Java's own serialisation is taken.
 *
 * @param seeds of the models that are trained on it
 * @param subjects those with enough windows, in order of their keys
 * @param usesTiming whether the features or the choice of the windows depend on the timing between
 *     channels
 */
@DefaultSerializer(JavaSerializer.class)
record Cohort(Grading grading, List<Long> seeds, List<SubjectWindows> subjects, boolean usesTiming)
    implements Serializable {

  /** What is graded on which windows. */
  record Grading(FeatureSet features, WindowChoice windows) implements Serializable {

    /** What its windows are called in the accounting. */
    String unit() {
      String unit = "windows for " + features.label();
      return windows == WindowChoice.ELIGIBLE ? unit : unit + ", common";
    }
  }

  FeatureSet features() {
    return grading.features();
  }

  /** Every window that takes part, calibrations included. */
  List<PressureWindow> windows() {
    return subjects.stream().flatMap(subject -> subject.windows().stream()).toList();
  }

  ChannelTiming timing() {
    return usesTiming
        ? ChannelTiming.of(windows().stream().map(PressureWindow::alignmentTrust).toList())
        : ChannelTiming.NOT_USED;
  }

  /** SHA-256 over window ids, pressures and features of every window that takes part. */
  String snapshot() {
    Sha256 digest = new Sha256().add(features().label());
    for (PressureWindow window : windows()) {
      digest
          .add(window.windowId())
          .add(window.sbpMmhg() + " " + window.dbpMmhg())
          .add(Arrays.toString(window.features()));
    }
    return digest.hex();
  }

  /** The windows of each person, by the person group. */
  static SortedMap<String, List<PressureWindow>> byPerson(List<PressureWindow> windows) {
    SortedMap<String, List<PressureWindow>> windowsByKey = new TreeMap<>();
    for (PressureWindow window : windows) {
      windowsByKey.computeIfAbsent(window.personGroup(), key -> new ArrayList<>()).add(window);
    }
    return windowsByKey;
  }
}
