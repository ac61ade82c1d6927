package org.purkinje.models.ecgnat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.layer.DropPath;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.RowLayout;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingStep;
import org.purkinje.models.training.WindowEncoder;

/**
 * Fine-tuning of ECG-NAT to classes by {@link FineTuningLoss}. A batch holds several views of each
 * window: rows of the same samples whose seeds differ, augmented each by its own.
 *
 * @param settings the network, its classes and how it is trained
 */
public record EcgNatClassifier(EcgNatClassifierSettings settings) implements TorchObjective {

  /** The registered name. */
  public static final String TYPE = "ecg-nat-classifier";

  /** What its encoder gives: a score of each class, the logit. */
  public static final String SCORES = EcgNatEncoder.SCORES;

  private static final String CLASSES = "classes";

  public EcgNatClassifier {
    if (settings.classes() < 2) {
      throw new IllegalArgumentException("classes must be at least 2, got " + settings.classes());
    }
    new EcgAugmentation(settings.augmentation());
    new DropPath(settings.dropPath(), new long[0]);
    new FineTuningLoss(settings.contrastShare());
    new LayerRates(settings.bodyRate(), settings.layerDecay());
  }

  @Override
  public ParameterLayout layout() {
    return EcgNat.classifierLayout(
        settings.size(),
        settings.classes(),
        ParameterLayout.Start.TRAINING,
        new LayerRates(settings.bodyRate(), settings.layerDecay()));
  }

  /**
   * The first parameters: the encoder's from a pretraining, those of the heads as the seed says.
   *
   * @param pretrained flat vector in the order of {@link EcgNat#layout}
   */
  public float[] startingValues(float[] pretrained, long seed) {
    ParameterLayout from = EcgNat.layout(settings.size(), ParameterLayout.Start.TRAINING);
    ParameterLayout to = layout();
    float[] values = to.startingValues(seed);
    for (ParameterSpec spec : from.specs()) {
      to.find(spec.name())
          .ifPresent(
              own ->
                  System.arraycopy(
                      pretrained,
                      Math.toIntExact(spec.offset()),
                      values,
                      Math.toIntExact(own.offset()),
                      Math.toIntExact(own.length())));
    }
    return values;
  }

  @Override
  public RowLayout row() {
    return EcgNatRow.layout().floats(CLASSES, settings.classes());
  }

  /**
   * @throws IllegalArgumentException if a window has none of the leads or classes, or several
   *     classes where each has one
   */
  @Override
  public void write(TrainingExample example, RowLayout.Row row) {
    Set<Integer> classes = example.classes();
    if (classes.isEmpty()
        || (settings.labels() == EcgNatClassifierSettings.Labels.ONE && classes.size() > 1)) {
      throw new IllegalArgumentException(
          "a window must have %s, got %s"
              .formatted(
                  settings.labels() == EcgNatClassifierSettings.Labels.ONE
                      ? "one class"
                      : "at least one class",
                  classes.stream().sorted().toList()));
    }
    EcgNatRow.write(example, row);
    float[] flags = new float[settings.classes()];
    classes.forEach(of -> flags[of] = 1);
    row.set(CLASSES, flags);
  }

  @Override
  public LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step) {
    long[] seeds = rows.numbers(EcgNatRow.SEED);
    Tensor samples = EcgNatRow.samples(rows, parameters.type());
    boolean isTraining = step.isTraining();
    Tensor x =
        isTraining
            ? new EcgAugmentation(settings.augmentation())
                .apply(samples, EcgNatRow.present(rows), seeds)
            : samples;
    EcgNat model =
        new EcgNat(
            settings.size(),
            parameters,
            isTraining ? new DropPath(settings.dropPath(), seeds) : DropPath.NONE);
    boolean[][] labels = rows.flagRows(CLASSES);
    FineTuningLoss loss = new FineTuningLoss(settings.contrastShare());
    return switch (settings.labels()) {
      case ONE -> loss.of(model, x, first(labels));
      case SEVERAL -> loss.of(model, x, labels);
    };
  }

  /** The class of each row. */
  private static long[] first(boolean[][] labels) {
    long[] classes = new long[labels.length];
    for (int i = 0; i < classes.length; i++) {
      while (!labels[i][(int) classes[i]]) {
        classes[i]++;
      }
    }
    return classes;
  }

  @Override
  public Optional<WindowEncoder> encoder(float[] parameters) {
    return Optional.of(EcgNatEncoder.ofScores(settings.size(), settings.classes(), parameters));
  }

  /** This objective as checkpoints store it. */
  public Map<String, String> texts() {
    return new Factory().settings().write(settings);
  }

  /** Makes it from its settings. */
  public static final class Factory implements ObjectiveFactory<EcgNatClassifierSettings> {
    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public Class<EcgNatClassifierSettings> settingsType() {
      return EcgNatClassifierSettings.class;
    }

    @Override
    public boolean needsClasses() {
      return true;
    }

    @Override
    public EcgNatClassifier make(EcgNatClassifierSettings of) {
      return new EcgNatClassifier(of);
    }
  }
}
