package org.purkinje.models.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterLayout.Start;
import org.purkinje.models.m2ae.M2ae;
import org.purkinje.models.m2ae.M2aeBatch;
import org.purkinje.models.m2ae.M2aeSize;

/** One M2AE case of the reference program: weights, batch and what came out. */
record M2aeCase(String name, JsonNode document, Safetensors io, Safetensors gradients) {
  static final M2aeSize SIZE = M2aeSize.TINY;
  static final long SEED = 7;

  static M2aeCase read(String name) {
    return new M2aeCase(
        name, Goldens.json(name), Goldens.tensors(name + ".io"), Goldens.tensors(name + ".grads"));
  }

  static ParameterLayout layout() {
    return M2ae.layout(SIZE, Start.REFERENCE);
  }

  int windows() {
    return (int) io.shape("in/ecg")[0];
  }

  double loss(String term) {
    return document.path("losses_float32").path(term).asDouble();
  }

  /** Made anew in the caller's pointer scope. */
  M2aeBatch batch() {
    List<M2aeBatch.View> views = new ArrayList<>();
    for (String view : List.of("con_", "aug_")) {
      if (io.has("in/" + view + "ecg")) {
        views.add(view(view));
      }
    }
    boolean[] present = new boolean[windows()];
    Arrays.fill(present, true);
    long[] subjects = io.has("in/subject") ? io.longs("in/subject") : new long[windows()];
    return new M2aeBatch(view(""), views, present, present, present, subjects, 0.1);
  }

  private M2aeBatch.View view(String prefix) {
    return new M2aeBatch.View(
        io.tensor("in/" + prefix + "ecg"),
        io.tensor("in/" + prefix + "ppg"),
        io.mask("in/" + prefix + "vis_e"),
        io.mask("in/" + prefix + "vis_p"));
  }
}
