package org.purkinje.models.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.purkinje.models.layer.Tensors;

/** Oracle: libtorch's own widening, of every 16-bit pattern. */
class HalfFloatsTest {

  private static final int PATTERNS = 1 << Short.SIZE;

  @Test
  void widensEveryPatternAsLibtorchDoes() {
    assertWidens(torch.ScalarType.Half, HalfFloats::ofFloat16);
    assertWidens(torch.ScalarType.BFloat16, HalfFloats::ofBfloat16);
  }

  private static void assertWidens(torch.ScalarType type, HalfFloats.Widening widening) {
    short[] patterns = new short[PATTERNS];
    float[] own = new float[PATTERNS];
    for (int i = 0; i < PATTERNS; i++) {
      patterns[i] = (short) i;
      own[i] = widening.of((short) i);
    }
    try (PointerScope scope = new PointerScope()) {
      Tensor bits =
          torch.from_blob(
              new ShortPointer(patterns),
              new long[] {PATTERNS},
              new TensorOptions(torch.ScalarType.Short));
      float[] expected = Tensors.toFloats(bits.view(type).to(torch.ScalarType.Float));
      // NaN equals NaN, and 0 differs from -0.
      assertThat(own).isEqualTo(expected);
    }
  }
}
