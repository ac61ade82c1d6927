package org.purkinje.pretrain.trainer;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.RowLayout;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingStep;

/**
 * A student whose gradient is 1 everywhere and a teacher that follows it as an exponential moving
 * average; registered for tests. With a gradient of 1 Adam subtracts the learning rate.
 *
 * @param keep share of itself that the teacher keeps at a step
 */
public record TeacherObjective(double keep) implements TorchObjective {

  static final String TYPE = "teacher";
  static final String STUDENT = "student";
  static final String SLOW = "slow";
  static final String MATRIX = "matrix";
  static final String TEACHER = "teacher";
  static final double SLOWNESS = 0.25;
  static final int SIZE = 3;

  @Override
  public ParameterLayout layout() {
    return new ParameterLayout.Builder(ParameterLayout.Start.TRAINING)
        .token(STUDENT, SIZE)
        .buffer(TEACHER, List.of((long) SIZE), 7)
        .token(SLOW, SIZE)
        .learningRateScale(SLOW, SLOWNESS)
        .tensor(MATRIX, List.of(1L, (long) SIZE), 1, 0)
        .learningRateScale(MATRIX, SLOWNESS)
        .build();
  }

  @Override
  public RowLayout row() {
    return new RowLayout().flag("nothing");
  }

  @Override
  public void write(TrainingExample example, RowLayout.Row row) {}

  @Override
  public void beforeStep(Parameters parameters, TrainingStep step) {
    Tensor student = parameters.get(STUDENT);
    double take = step.step() == 0 ? 1 : 1 - keep;
    parameters.get(TEACHER).mul_(new Scalar(1 - take)).add_(student, new Scalar(take));
  }

  @Override
  public LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step) {
    Tensor total =
        parameters
            .get(STUDENT)
            .sum()
            .add(parameters.get(SLOW).sum())
            .add(parameters.get(TEACHER).sum())
            .add(parameters.get(MATRIX).sum().mul(new Scalar(0)));
    return new LossTerms(total, Map.of());
  }

  /** Its one setting. */
  public record Settings(double keep) {}

  /** Makes it from its setting. */
  public static final class Factory implements ObjectiveFactory<Settings> {
    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public Class<Settings> settingsType() {
      return Settings.class;
    }

    @Override
    public TeacherObjective make(Settings settings) {
      return new TeacherObjective(settings.keep());
    }
  }
}
