package org.purkinje.pretrain.classification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.dl4j.ModelCopy;
import org.purkinje.models.ecgnat.EcgNatClassifier;
import org.purkinje.models.ecgnat.EcgNatClassifierSettings;
import org.purkinje.models.ecgnat.EcgNatClassifierSettings.Labels;
import org.purkinje.models.ecgnat.EcgNatObjective;
import org.purkinje.models.ecgnat.EcgNatSize;
import org.purkinje.models.random.DrawStream;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingSpec;
import org.purkinje.models.training.WindowEncoder;

/**
 * Trains all of an ECG-NAT to classes, two augmented views of each window a step, for a number of
 * steps that is fixed before. A pretrained encoder has the lower rates of the settings, a new one
 * learns at one rate throughout. Windows come in the order of one shuffle after another.
 *
 * @param network whose encoder is trained; of objective ecg-nat
 * @param classes there are
 * @param labels how many of them a window has
 * @param evaluationBatch windows scored at a time
 */
record FineTuning(
    Network network, FineTuningSettings settings, int classes, Labels labels, int evaluationBatch)
    implements Serializable {

  private static final int VIEWS = 2;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double MAX_GRAD_NORM = 1;

  FineTuning {
    if (!network.objective().equals(EcgNatObjective.TYPE)) {
      throw new IllegalArgumentException(
          "modes: fine-tune needs a pretraining of %s, %s is of %s; take linear-probe"
              .formatted(EcgNatObjective.TYPE, network.pretraining(), network.objective()));
    }
    classifier(Start.PRETRAINED, network.settings(), settings, classes, labels);
  }

  /**
   * @param training at least one window
   * @param signals standardised samples of a window by name
   * @param seed of the heads, a new encoder, batches and views
   * @return logits, shape [windows to score][classes]
   */
  double[][] scores(
      Start start,
      List<LabelledWindow> training,
      List<LabelledWindow> evaluated,
      Function<LabelledWindow, Map<String, float[]>> signals,
      long seed) {
    EcgNatClassifier objective = classifier(start, network.settings(), settings, classes, labels);
    float[] trained = train(objective, start, training, signals, seed);
    double[][] scores = new double[evaluated.size()][];
    try (WindowEncoder encoder = objective.encoder(trained).orElseThrow()) {
      for (int from = 0; from < scores.length; from += evaluationBatch) {
        List<LabelledWindow> batch =
            evaluated.subList(from, Math.min(scores.length, from + evaluationBatch));
        List<Map<String, float[]>> of = encoder.encode(batch.stream().map(signals).toList());
        for (int i = 0; i < of.size(); i++) {
          scores[from + i] =
              doubles(Objects.requireNonNull(of.get(i).get(EcgNatClassifier.SCORES)));
        }
      }
    }
    return scores;
  }

  private float[] train(
      EcgNatClassifier objective,
      Start start,
      List<LabelledWindow> training,
      Function<LabelledWindow, Map<String, float[]>> signals,
      long seed) {
    int steps = settings.steps(training.size());
    double peak =
        start == Start.PRETRAINED ? settings.headLearningRate() : settings.scratchLearningRate();
    LearningRate rate =
        new LearningRate(
            peak,
            (int) Math.round(settings.learningRateWarmup() * steps),
            steps,
            LearningRate.Decay.COSINE);
    TrainingSpec spec =
        new TrainingSpec(
            start.label(),
            EcgNatClassifier.TYPE,
            objective.texts(),
            seed,
            new AdamW(rate, BETA1, BETA2, settings.weightDecay(), MAX_GRAD_NORM));
    float[] first = objective.startingValues(network.parameters(start, seed), seed);
    ModelCopy model = new ModelCopy(spec, ModelState.start(first), 0);
    Shuffles order = new Shuffles(training.size(), seed);
    for (int step = 0; step < steps; step++) {
      List<TrainingExample> batch = new ArrayList<>();
      for (int i = 0; i < settings.batch(training.size()); i++) {
        LabelledWindow window = training.get(order.next());
        Map<String, float[]> samples = signals.apply(window);
        for (int view = 0; view < VIEWS; view++) {
          long position = ((long) step * settings.batchSize() + i) * VIEWS + view;
          batch.add(
              new TrainingExample(
                  window.id(),
                  0,
                  false,
                  samples,
                  DrawStream.windowSeed(seed, position),
                  window.classes()));
        }
      }
      model.train(batch);
    }
    return model.state().parameters();
  }

  private static EcgNatClassifier classifier(
      Start start,
      Map<String, String> network,
      FineTuningSettings settings,
      int classes,
      Labels labels) {
    EcgNatSize size = new EcgNatObjective.Factory().settings().read(network).size();
    boolean isPretrained = start == Start.PRETRAINED;
    return new EcgNatClassifier(
        new EcgNatClassifierSettings(
            size,
            classes,
            labels,
            settings.contrastShare(),
            settings.augmentation(),
            settings.dropPath(),
            isPretrained ? settings.bodyLearningRate() / settings.headLearningRate() : 1,
            isPretrained ? settings.layerDecay() : 1));
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  /** One order of 0 to n − 1 after another, by Fisher and Yates. */
  private static final class Shuffles {
    private final int[] order;
    private final DrawStream draws;
    private int next;

    Shuffles(int n, long seed) {
      order = new int[n];
      Arrays.setAll(order, i -> i);
      draws = new DrawStream(seed, "fine-tuning-order");
    }

    int next() {
      int at = next % order.length;
      int other = at + draws.nextInt(order.length - at);
      int drawn = order[other];
      order[other] = order[at];
      order[at] = drawn;
      next++;
      return drawn;
    }
  }
}
