package org.purkinje.eval.pressure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.purkinje.biosignal.attractor.AttractorFeatures;
import org.purkinje.biosignal.pressure.BloodPressureFeatures;
import org.purkinje.biosignal.pressure.PulseArrivalFeatures;
import org.purkinje.biosignal.pressure.PulseShapeFeatures;
import org.purkinje.jobsupport.table.WindowFeaturesTable;

/** What a window's pressure is estimated from. */
enum FeatureSet {
  PAT_PPG(WindowFeaturesTable.PAT_PPG, "", BloodPressureFeatures.NAMES),
  /** The shape of the pulse alone; nothing that needs an ECG. */
  PPG(WindowFeaturesTable.PPG, "", PulseShapeFeatures.NAMES),
  /** The timing between ECG and PPG alone. */
  PULSE_ARRIVAL(WindowFeaturesTable.PULSE_ARRIVAL, "", PulseArrivalFeatures.NAMES),
  /** The attractor of the PPG; nothing that needs an ECG. */
  ATTRACTOR(WindowFeaturesTable.ATTRACTOR, "", AttractorFeatures.NAMES),
  /** Both, and how complex the ECG is. */
  ATTRACTOR_PAT(
      WindowFeaturesTable.ATTRACTOR_PAT,
      "",
      Stream.of(PulseArrivalFeatures.NAMES, AttractorFeatures.NAMES, List.of("ecg_csi"))
          .flatMap(List::stream)
          .toList()),
  EMBEDDING_JOINT("embedding-joint", "joint", List.of()),
  EMBEDDING_ECG("embedding-ecg", "ecg", List.of()),
  EMBEDDING_PPG("embedding-ppg", "ppg", List.of());

  private final String label;
  private final String modalities;
  private final List<String> columns;

  FeatureSet(String label, String modalities, List<String> columns) {
    this.label = label;
    this.modalities = modalities;
    this.columns = columns;
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

  /** The name in configs and tables, e.g. {@code pat-ppg}. */
  String label() {
    return label;
  }

  boolean isEmbedding() {
    return !modalities.isEmpty();
  }

  /** The modalities that the embedding was made of; empty for hand-crafted features. */
  String modalities() {
    return modalities;
  }

  /** The names of the hand-crafted features; none for embeddings. */
  List<String> columns() {
    return columns;
  }

  /** Whether ECG and PPG are put in relation, so that the timing between them matters. */
  boolean usesTiming() {
    return startsWithPat() || this == EMBEDDING_JOINT;
  }

  /** Whether the first feature is the pulse arrival time. */
  boolean startsWithPat() {
    return this == PAT_PPG || this == PULSE_ARRIVAL || this == ATTRACTOR_PAT;
  }
}
