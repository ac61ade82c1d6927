package org.purkinje.pretrain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.purkinje.biosignal.statistics.SubjectBootstrap;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.models.ecgnat.EcgNatClassifierSettings.Labels;
import org.purkinje.pretrain.classification.FineTuningSettings;
import org.purkinje.pretrain.classification.LabelPart;
import org.purkinje.pretrain.classification.Mode;

/** Which network is fitted to which classes, of whom, and how it is graded. */
public record ClassifyWindowsConfig(
    @ConfigKey("name of the evaluation, whose metrics are replaced") String evaluation,
    @ConfigKey("pretraining whose last checkpoint is evaluated, and whose network from scratch")
        String pretraining,
    @ConfigKey("set of windows of the records that are trained on or graded") String windowSet,
    @ConfigKey("scope of map-labels that says the classes of records, CORPUS/MAP") String task,
    @ConfigKey("classes of a record: one, or several at once") Labels labels,
    @ConfigKey("nested split of split-persons whose parts are trained on") String labelSplit,
    @ConfigKey("fractions of it, each a training of its own") List<Double> fractions,
    @ConfigKey("draws of each fraction, 0 to one less than this; at least 1") int draws,
    @ConfigKey("folds that are graded, SPLIT/FOLD each, with nobody of label-split")
        List<String> evaluationFolds,
    @ConfigKey(
            "ways to fit the network: linear-probe (frozen), shuffled-probe (frozen, labels dealt"
                + " anew among the training records) and fine-tune (all of it)")
        List<String> modes,
    @ConfigKey("penalty of the probes' squared weights, the inverse of scikit-learn's C; above 0")
        double probeL2,
    @ConfigKey("how the network is fine-tuned") FineTuningSettings fineTuning,
    @ConfigKey("windows encoded at a time") int batchSize,
    @ConfigKey("draws of persons for the intervals, at least 1") int bootstrapResamples,
    @ConfigKey("share of the draws inside an interval, above 0, below 1") double confidence,
    @ConfigKey("grade even if the pretraining saw the persons, or may have seen them")
        boolean allowOverlap,
    @ConfigKey("seed of new weights, order, views and draws") long seed) {

  public ClassifyWindowsConfig {
    if (fractions.isEmpty() || new HashSet<>(fractions).size() < fractions.size()) {
      throw new IllegalArgumentException(
          "fractions must hold at least one, each once, got " + fractions);
    }
    if (evaluationFolds.isEmpty()) {
      throw new IllegalArgumentException("evaluation-folds must name at least one fold, got []");
    }
    evaluationFolds.forEach(SplitsTable.Fold::parse);
    if (modes.isEmpty() || new HashSet<>(modes).size() < modes.size()) {
      throw new IllegalArgumentException("modes must name at least one, each once, got " + modes);
    }
    modes.forEach(Mode::named);
    if (draws < 1) {
      throw new IllegalArgumentException("draws must be at least 1, got " + draws);
    }
    if (!(probeL2 > 0)) {
      throw new IllegalArgumentException("probe-l2 must be above 0, got " + probeL2);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch-size must be at least 1, got " + batchSize);
    }
    new SubjectBootstrap(bootstrapResamples, confidence, seed);
  }

  /** The parts that are trained on, fraction by fraction. */
  List<LabelPart> parts() {
    List<LabelPart> parts = new ArrayList<>();
    for (double fraction : fractions) {
      for (int draw = 0; draw < draws; draw++) {
        parts.add(new LabelPart(fraction, draw));
      }
    }
    return parts;
  }
}
