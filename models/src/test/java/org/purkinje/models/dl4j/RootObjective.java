package org.purkinje.models.dl4j;

import java.util.List;
import java.util.Map;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.RowLayout;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingStep;

/** The sum of square roots of two numbers: of 0 it is 0, and its derivative has no limit. */
public record RootObjective() implements TorchObjective {

  static final String TYPE = "root";

  @Override
  public ParameterLayout layout() {
    return new ParameterLayout.Builder(ParameterLayout.Start.TRAINING)
        .tensor(TYPE, List.of(2L), 1, 0)
        .build();
  }

  @Override
  public RowLayout row() {
    return new RowLayout().flag("nothing");
  }

  @Override
  public void write(TrainingExample example, RowLayout.Row row) {}

  @Override
  public LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step) {
    return new LossTerms(parameters.get(TYPE).sqrt().sum(), Map.of());
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
    public RootObjective make(Settings settings) {
      return new RootObjective();
    }
  }
}
