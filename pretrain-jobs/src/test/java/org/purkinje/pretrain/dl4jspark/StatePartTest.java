package org.purkinje.pretrain.dl4jspark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.models.checkpoint.ModelState;
import org.purkinje.models.training.StepLosses;

/** A part that is lost, doubled or put elsewhere would change a model in silence. */
class StatePartTest {

  /** One part, the end of a part within a vector, and 2^21 floats exactly. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 699_050, 699_051, 1_000_003, 2_097_152})
  void joinsTheMeanOfTheWorkersWhateverTheOrder(int parameters) {
    List<ModelState> states =
        List.of(state(parameters, 1), state(parameters, 2), state(parameters, 3));
    List<StatePart> parts = new ArrayList<>();
    for (int worker = 0; worker < 3; worker++) {
      StatePart.of(worker, states.get(worker), List.of(losses(worker)))
          .forEachRemaining(parts::add);
    }
    Collections.shuffle(parts, new Random(5));
    Map<Integer, List<StatePart>> byPart =
        parts.stream().collect(Collectors.groupingBy(StatePart::part));
    List<StatePart> means = byPart.values().stream().map(StatePart::mean).toList();
    ModelState found = StatePart.join(means, parameters);
    ModelState expected = ModelState.mean(states);
    assertThat(found.parameters()).isEqualTo(expected.parameters());
    assertThat(found.firstMoments()).isEqualTo(expected.firstMoments());
    assertThat(found.secondMoments()).isEqualTo(expected.secondMoments());
    assertThat(means.stream().flatMap(part -> part.losses().stream()))
        .containsExactly(losses(0), losses(1), losses(2));
  }

  @Test
  void keepsEveryBitOfAFloatOnItsWay() throws IOException, ClassNotFoundException {
    float[] values = new float[600_000];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt());
    }
    for (float[] sent : List.of(values, new float[0], new float[] {-0f, Float.NaN})) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(new FloatBlock(sent));
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        float[] found = ((FloatBlock) in.readObject()).values();
        assertThat(found).hasSameSizeAs(sent);
        for (int i = 0; i < sent.length; i++) {
          assertThat(Float.floatToRawIntBits(found[i])).isEqualTo(Float.floatToRawIntBits(sent[i]));
        }
      }
    }
  }

  private static StepLosses losses(int worker) {
    return new StepLosses("run", worker, 8, 0.5, Map.of());
  }

  private static ModelState state(int parameters, long seed) {
    Random random = new Random(seed);
    return new ModelState(
        floats(parameters, random), floats(parameters, random), floats(parameters, random));
  }

  private static float[] floats(int count, Random random) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = random.nextFloat();
    }
    return floats;
  }
}
