package org.purkinje.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's own copy, value by value, is the oracle. */
class NativeMemoryTest {

  @Test
  void copiesRowByRowAsNd4jDoes() {
    float[] values = {1.5f, -2, Float.MIN_VALUE, 4, 5, Float.NaN};
    INDArray copy = NativeMemory.copyOf(values, 2, 3);
    float[][] expected = Nd4j.createFromArray(values).reshape('c', 2, 3).toFloatMatrix();
    assertThat(Arrays.deepEquals(copy.toFloatMatrix(), expected)).isTrue();
    values[0] = 9;
    assertThat(copy.getFloat(0, 0)).isEqualTo(1.5f);
  }

  @Test
  void refusesAShapeOfAnotherLength() {
    assertThatThrownBy(() -> NativeMemory.copyOf(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of shape [2, 3] holds 6 values, got 5");
  }
}
