package org.purkinje.pretrain;

import java.util.Map;
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
 * Finds the mean of {@code 1 / (6 − largest sample)}, which is infinite of a window that reaches
 * the 6 SD at which samples are clipped; registered for tests. Stored samples are always finite.
 */
public record TouchyObjective() implements TorchObjective {

  static final String TYPE = "touchy";
  private static final String VALUE = "value";
  private static final float CLIP = 6;

  @Override
  public ParameterLayout layout() {
    return new ParameterLayout.Builder(ParameterLayout.Start.TRAINING).token("mean", 1).build();
  }

  @Override
  public RowLayout row() {
    return new RowLayout().floats(VALUE, 1);
  }

  @Override
  public void write(TrainingExample example, RowLayout.Row row) {
    float largest = 0;
    for (float sample : example.signal("ecg")) {
      largest = Math.max(largest, sample);
    }
    row.set(VALUE, new float[] {1 / (CLIP - largest)});
  }

  @Override
  public LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step) {
    Tensor loss = rows.floats(VALUE).sub(parameters.get("mean")).square().mean();
    return new LossTerms(loss, Map.of("square", new LossTerms.Term(loss, rows.rows())));
  }

  /** It has none. */
  public record Settings() {}

  /** Makes it. */
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
    public TouchyObjective make(Settings settings) {
      return new TouchyObjective();
    }
  }
}
