package org.purkinje.preprocessing.features;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.purkinje.jobsupport.table.WindowFeaturesTable;

/** A set of features that is measured in windows. */
enum FeatureSet {
  ATTRACTOR(WindowFeaturesTable.ATTRACTOR, MeasuredWindow::attractor),
  ECG_CSI(WindowFeaturesTable.ECG_CSI, MeasuredWindow::ecgCsi),
  HRV(WindowFeaturesTable.HRV, MeasuredWindow::heartRateVariability),
  HRV_SPECTRUM(WindowFeaturesTable.HRV_SPECTRUM, MeasuredWindow::heartRateSpectrum),
  PULSE_ARRIVAL(WindowFeaturesTable.PULSE_ARRIVAL, MeasuredWindow::pulseArrival),
  ATTRACTOR_PAT(
      WindowFeaturesTable.ATTRACTOR_PAT,
      window -> window.pulseArrival().and(window.attractor()).and(window.ecgCsi()));

  private final String label;
  private final Function<MeasuredWindow, Measured> measure;

  FeatureSet(String label, Function<MeasuredWindow, Measured> measure) {
    this.label = label;
    this.measure = measure;
  }

  /**
   * @throws IllegalArgumentException if there is none of that name
   */
  static FeatureSet named(String label) {
    return Arrays.stream(values())
        .filter(set -> set.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "features: no feature set is called %2$s; there are %1$s"
                        .formatted(
                            Arrays.stream(values())
                                .map(FeatureSet::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }

  /** The name in configs and tables, e.g. {@code ecg-csi}. */
  String label() {
    return label;
  }

  Measured in(MeasuredWindow window) {
    return measure.apply(window);
  }
}
