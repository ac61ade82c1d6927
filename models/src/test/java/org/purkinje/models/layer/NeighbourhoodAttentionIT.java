package org.purkinje.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.purkinje.models.golden.Goldens.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.models.golden.Goldens;
import org.purkinje.models.golden.Safetensors;

/** Neighbourhood attention against the gathering form of the PyTorch reference program. */
class NeighbourhoodAttentionIT {

  private static final double BOUND = 1e-5; // of the largest expected value

  private static Safetensors ops;

  @BeforeAll
  static void needsThePeers() {
    Goldens.assumePresent();
    ops = Goldens.tensors("ops");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "na1d_n16_k5_d1",
        "na1d_n9_k9_d1",
        "na1d_n24_k7_d2",
        "na1d_n33_k7_d4",
        "na1d_n80_k15_d5",
        "na1d_n160_k9_d3",
        "na1d_n640_k15_d1"
      })
  void agreesWithTheReference(String name) {
    JsonNode config = Goldens.json("ops").path("ops").path(name).path("config");
    int tokens = config.path("n").asInt();
    int kernel = config.path("k").asInt();
    int dilation = config.path("dilation").asInt();
    Neighbourhood neighbourhood = new Neighbourhood(tokens, kernel, dilation);
    long[] index = ops.longs(name + "/index");
    long[] places = ops.longs(name + "/bias_index");
    for (int i = 0; i < tokens; i++) {
      for (int n = 0; n < kernel; n++) {
        int neighbour = neighbourhood.first(i) + n * dilation;
        assertThat(neighbour).isEqualTo((int) index[i * kernel + n]);
        assertThat(neighbourhood.bias(i, neighbour)).isEqualTo((int) places[i * kernel + n]);
      }
    }
    try (PointerScope scope = new PointerScope()) {
      Map<String, Tensor> in = new LinkedHashMap<>();
      for (String tensor : new String[] {"q", "k", "v", "rpb"}) {
        in.put(tensor, ops.tensor(name + "/in/" + tensor).set_requires_grad(true));
      }
      Tensor y =
          NeighbourhoodAttention.attend(
              in.get("q"), in.get("k"), in.get("v"), in.get("rpb"), kernel, dilation);
      check(name + "/out/y", y);
      y.mul(ops.tensor(name + "/in/upstream")).sum().backward();
      in.forEach((tensor, x) -> check(name + "/grad/" + tensor, x.mutable_grad()));
    }
  }

  private static void check(String name, Tensor actual) {
    float[] expected = ops.floats(name);
    assertClose(name, actual, expected, BOUND * Math.max(1, Goldens.largest(expected)));
  }
}
