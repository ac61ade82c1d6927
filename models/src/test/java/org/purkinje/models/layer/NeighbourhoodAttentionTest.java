package org.purkinje.models.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purkinje.models.random.DrawStream;

/** In double precision; oracles: the definition token by token, and finite differences. */
class NeighbourhoodAttentionTest {

  private static final int HEADS = 2;
  private static final int WIDTH = 3;

  /** 33, 65 and 70 leave a last block of one or few queries; 9 has fewer tokens than a window. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 1",
    "9, 15, 1",
    "15, 15, 1",
    "31, 5, 1",
    "33, 15, 1",
    "65, 7, 1",
    "70, 9, 2",
    "100, 9, 3",
    "130, 1, 4",
    "160, 15, 3",
    "200, 3, 5"
  })
  void agreesWithTheDefinition(int tokens, int kernel, int dilation) {
    Sample sample = new Sample(tokens, kernel);
    assertThat(sample.attend(dilation))
        .containsExactly(definition(sample, dilation), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"9, 15, 1", "37, 5, 1", "44, 7, 3"})
  void agreesWithFiniteDifferences(int tokens, int kernel, int dilation) {
    Sample sample = new Sample(tokens, kernel);
    double[] upstream = Sample.numbers("upstream", HEADS * tokens * WIDTH);
    double[][] inputs = {sample.q, sample.k, sample.v, sample.bias};
    double[][] gradients = sample.gradients(upstream, dilation);
    DrawStream draws = new DrawStream(17, "picks");
    double step = 1e-6;
    for (int input = 0; input < inputs.length; input++) {
      for (int pick = 0; pick < 20; pick++) {
        int at = draws.nextInt(inputs[input].length);
        double kept = inputs[input][at];
        inputs[input][at] = kept + step;
        double up = dot(sample.attend(dilation), upstream);
        inputs[input][at] = kept - step;
        double down = dot(sample.attend(dilation), upstream);
        inputs[input][at] = kept;
        assertThat((up - down) / (2 * step))
            .as("input %d, element %d", input, at)
            .isCloseTo(gradients[input][at], within(1e-7));
      }
    }
  }

  /** Later by three tokens; only tokens whose window meets no border can move along. */
  @Test
  void movesWithTheSignalAwayFromBorders() {
    int tokens = 100;
    int shift = 3;
    Sample here = new Sample(tokens, 9);
    Sample there = new Sample(tokens, 9);
    for (double[][] pair :
        new double[][][] {{here.q, there.q}, {here.k, there.k}, {here.v, there.v}}) {
      for (int head = 0; head < HEADS; head++) {
        int from = head * tokens * WIDTH;
        System.arraycopy(pair[0], from, pair[1], from + shift * WIDTH, (tokens - shift) * WIDTH);
      }
    }
    for (int dilation : new int[] {1, 2}) {
      double[] before = here.attend(dilation);
      double[] after = there.attend(dilation);
      int reach = 4 * dilation;
      for (int head = 0; head < HEADS; head++) {
        int from = (head * tokens + reach) * WIDTH;
        int to = (head * tokens + tokens - reach - shift) * WIDTH;
        assertThat(Arrays.copyOfRange(after, from + shift * WIDTH, to + shift * WIDTH))
            .containsExactly(Arrays.copyOfRange(before, from, to), within(1e-12));
      }
    }
  }

  /** Scores of all pairs would take 80 GB; the weights of a window sum to 1. */
  @Test
  void takesSequencesOfWhichAllPairsWouldNotFit() {
    Sample sample = new Sample(100_000, 3);
    Arrays.fill(sample.v, 1);
    double[] y = sample.attend(1);
    assertThat(y).hasSize(HEADS * 100_000 * WIDTH);
    assertThat(Arrays.stream(y).map(value -> Math.abs(value - 1)).max().orElse(1))
        .isLessThan(1e-12);
  }

  @Test
  void refusesWindowsThatAreEvenOrLongerThanADilatedSequence() {
    Sample sample = new Sample(20, 5);
    assertThatThrownBy(() -> sample.attend(5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 tokens, each 5 apart, need a sequence of at least 25, got 20");
    assertThatThrownBy(() -> sample.attend(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dilation must be at least 1, got 0");
    assertThatThrownBy(() -> new Sample(20, 4).attend(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kernel must be odd and at least 1, got 4");
  }

  /** Section 5.2 of the definition, one token and head at a time. */
  private static double[] definition(Sample of, int dilation) {
    double[] y = new double[HEADS * of.tokens * WIDTH];
    int size = Math.min(of.kernel, of.tokens);
    for (int head = 0; head < HEADS; head++) {
      for (int i = 0; i < of.tokens; i++) {
        int first = i - dilation * (of.kernel / 2);
        while (first < 0) {
          first += dilation;
        }
        while (first > 0 && first + dilation * (size - 1) >= of.tokens) {
          first -= dilation;
        }
        double[] weights = new double[size];
        for (int n = 0; n < size; n++) {
          int j = first + n * dilation;
          double score = 0;
          for (int c = 0; c < WIDTH; c++) {
            score += of.q[at(of, head, i, c)] * of.k[at(of, head, j, c)];
          }
          int place = head * (2 * of.kernel - 1) + (j - i) / dilation + of.kernel - 1;
          weights[n] = Math.exp(score / Math.sqrt(WIDTH) + of.bias[place]);
        }
        double sum = Arrays.stream(weights).sum();
        for (int n = 0; n < size; n++) {
          for (int c = 0; c < WIDTH; c++) {
            y[at(of, head, i, c)] += weights[n] / sum * of.v[at(of, head, first + n * dilation, c)];
          }
        }
      }
    }
    return y;
  }

  private static int at(Sample of, int head, int token, int component) {
    return (head * of.tokens + token) * WIDTH + component;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Inputs of one window. */
  private static final class Sample {
    final int tokens;
    final int kernel;
    final double[] q;
    final double[] k;
    final double[] v;
    final double[] bias;

    Sample(int tokens, int kernel) {
      this.tokens = tokens;
      this.kernel = kernel;
      q = numbers("q", HEADS * tokens * WIDTH);
      k = numbers("k", HEADS * tokens * WIDTH);
      v = numbers("v", HEADS * tokens * WIDTH);
      bias = numbers("bias", HEADS * (2 * kernel - 1));
    }

    static double[] numbers(String name, int count) {
      DrawStream draws = new DrawStream(17, name);
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = draws.nextDouble(-2, 2);
      }
      return numbers;
    }

    double[] attend(int dilation) {
      try (PointerScope scope = new PointerScope()) {
        return toDoubles(attend(inputs(), dilation));
      }
    }

    double[][] gradients(double[] upstream, int dilation) {
      try (PointerScope scope = new PointerScope()) {
        Tensor[] inputs = inputs();
        for (Tensor input : inputs) {
          input.set_requires_grad(true);
        }
        Tensor y = attend(inputs, dilation);
        y.mul(Tensors.of(upstream, 1, HEADS, tokens, WIDTH)).sum().backward();
        return Arrays.stream(inputs)
            .map(input -> toDoubles(input.mutable_grad()))
            .toArray(double[][]::new);
      }
    }

    private Tensor[] inputs() {
      return new Tensor[] {
        Tensors.of(q, 1, HEADS, tokens, WIDTH),
        Tensors.of(k, 1, HEADS, tokens, WIDTH),
        Tensors.of(v, 1, HEADS, tokens, WIDTH),
        Tensors.of(bias, HEADS, 2 * kernel - 1)
      };
    }

    private Tensor attend(Tensor[] in, int dilation) {
      return NeighbourhoodAttention.attend(in[0], in[1], in[2], in[3], kernel, dilation);
    }

    private static double[] toDoubles(Tensor tensor) {
      double[] values = new double[(int) tensor.numel()];
      new DoublePointer(tensor.detach().contiguous().data_ptr_double()).get(values);
      return values;
    }
  }
}
