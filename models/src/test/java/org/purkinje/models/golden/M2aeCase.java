package org.purkinje.models.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.layer.Parameters;
import org.purkinje.models.m2ae.M2ae;
import org.purkinje.models.m2ae.M2aeBatch;
import org.purkinje.models.m2ae.M2aeLoss;
import org.purkinje.models.m2ae.M2aeSize;
import org.purkinje.models.training.LossTerms;

/** One M2AE case of the reference program: network and batch. */
record M2aeCase(GoldenCase golden) implements GoldenCase.Model {
  static final M2aeSize SIZE = M2aeSize.TINY;

  static M2aeCase read(String name) {
    return new M2aeCase(GoldenCase.read(name));
  }

  @Override
  public ParameterLayout layout() {
    return M2ae.layout(SIZE, Start.REFERENCE);
  }

  @Override
  public int windows() {
    return (int) golden.io().shape("in/ecg")[0];
  }

  @Override
  public LossTerms loss(Parameters parameters) {
    return M2aeLoss.of(new M2ae(SIZE, parameters), batch());
  }

  /** Made anew in the caller's pointer scope. */
  M2aeBatch batch() {
    List<M2aeBatch.View> views = new ArrayList<>();
    for (String view : List.of("con_", "aug_")) {
      if (golden.io().has("in/" + view + "ecg")) {
        views.add(view(view));
      }
    }
    boolean[] present = new boolean[windows()];
    Arrays.fill(present, true);
    long[] subjects =
        golden.io().has("in/subject") ? golden.io().longs("in/subject") : new long[windows()];
    return new M2aeBatch(view(""), views, present, present, present, subjects, 0.1);
  }

  private M2aeBatch.View view(String prefix) {
    return new M2aeBatch.View(
        golden.io().tensor("in/" + prefix + "ecg"),
        golden.io().tensor("in/" + prefix + "ppg"),
        golden.io().mask("in/" + prefix + "vis_e"),
        golden.io().mask("in/" + prefix + "vis_p"));
  }
}
