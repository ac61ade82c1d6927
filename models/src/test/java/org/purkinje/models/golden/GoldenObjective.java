package org.purkinje.models.golden;

import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.training.LossTerms;
import org.purkinje.models.training.ObjectiveFactory;
import org.purkinje.models.training.PackedRows;
import org.purkinje.models.training.RowLayout;
import org.purkinje.models.training.TorchObjective;
import org.purkinje.models.training.TrainingExample;
import org.purkinje.models.training.TrainingStep;

/** The network of a golden case on its batch, whatever the rows say; registered for tests. */
public record GoldenObjective(String name) implements TorchObjective {
  static final String TYPE = "golden";

  @Override
  public ParameterLayout layout() {
    return GoldenCase.Model.of(name).layout();
  }

  @Override
  public RowLayout row() {
    return new RowLayout().flag("nothing");
  }

  @Override
  public void write(TrainingExample example, RowLayout.Row row) {}

  @Override
  public LossTerms loss(Parameters parameters, PackedRows rows, TrainingStep step) {
    return GoldenCase.Model.of(name).loss(parameters);
  }

  /** Which case it is. */
  public record Settings(String name) {}

  /** Makes it by case name. */
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
    public GoldenObjective make(Settings settings) {
      return new GoldenObjective(settings.name());
    }
  }
}
