package org.purkinje.models.layer;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.purkinje.models.random.SeededUniform;

/**
 * Names, shapes and order of a model's tensors in one flat vector. Optimiser, averaging and
 * checkpoints see the vector, the network sees the names.
 */
public final class ParameterLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a new model starts from. */
  public enum Start {
    /** Xavier-uniform weights, zero biases, unit gains, small tokens. */
    TRAINING,
    /** Biases, gains and tokens moved off 0 and 1 too, so that each one matters in a comparison. */
    REFERENCE
  }

  /** In flat order. */
  private final Map<String, ParameterSpec> specByName;

  private final long length;

  private ParameterLayout(Map<String, ParameterSpec> specByName, long length) {
    this.specByName = specByName;
    this.length = length;
  }

  /** All tensors in flat order. */
  public List<ParameterSpec> specs() {
    return List.copyOf(specByName.values());
  }

  /** Length of the flat vector. */
  public long length() {
    return length;
  }

  /**
   * @throws IllegalArgumentException if no tensor has this name
   */
  public ParameterSpec spec(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("the layout has no tensor named " + name));
  }

  /** The tensor of a name; empty if there is none. */
  public Optional<ParameterSpec> find(String name) {
    return Optional.ofNullable(specByName.get(name));
  }

  /**
   * Starting values; equal for equal seeds on any machine.
   *
   * @return shape [{@link #length()}]
   */
  public float[] startingValues(long seed) {
    float[] values = new float[Math.toIntExact(length)];
    for (ParameterSpec spec : specByName.values()) {
      SeededUniform uniform = new SeededUniform(seed, spec.name());
      int offset = (int) spec.offset();
      for (int i = 0; i < spec.length(); i++) {
        values[offset + i] = (float) (spec.centre() + spec.spread() * uniform.at(i));
      }
    }
    return values;
  }

  /** Adds tensors in flat order, in the units networks are made of. */
  public static final class Builder {
    private static final double REFERENCE_SHIFT = 0.1;
    private static final double REFERENCE_TOKEN = 0.5;
    private static final double TOKEN_SD = 0.02;

    private final LinkedHashMap<String, ParameterSpec> specByName = new LinkedHashMap<>();
    private final Start start;
    private long length;

    public Builder(Start start) {
      this.start = start;
    }

    /** {@code name.weight} [out, in] and {@code name.bias} [out]. */
    public Builder linear(String name, long in, long out) {
      map(name, List.of(out, in), 1);
      return tensor(name + ".bias", List.of(out), 0, shift());
    }

    /** {@code name.weight} [out, in, kernel] and {@code name.bias} [out]. */
    public Builder convolution(String name, long in, long out, long kernel) {
      map(name, List.of(out, in, kernel), 1);
      return tensor(name + ".bias", List.of(out), 0, shift());
    }

    /** {@code name.weight} [out, in, ...]. */
    private void map(String name, List<Long> shape, int maps) {
      long taps = shape.stream().skip(2).reduce(1L, Math::multiplyExact);
      double spread = Math.sqrt(6.0 / ((shape.get(0) + shape.get(1)) * taps));
      tensor(name + ".weight", shape, 0, spread);
      change(name + ".weight", spec -> spec.holdingMaps(maps));
    }

    /** LayerNorm: {@code name.weight} and {@code name.bias}, both [width]. */
    public Builder norm(String name, long width) {
      tensor(name + ".weight", List.of(width), 1, shift());
      return tensor(name + ".bias", List.of(width), 0, shift());
    }

    /** A learned vector, SD 0.02. */
    public Builder token(String name, long width) {
      return token(name, List.of(width));
    }

    private Builder token(String name, List<Long> shape) {
      double spread = start == Start.REFERENCE ? REFERENCE_TOKEN : TOKEN_SD * Math.sqrt(3.0);
      return tensor(name, shape, 0, spread);
    }

    /** The tensors of a pre-norm transformer block, see {@link Transformer#block}. */
    public Builder block(String name, long width, long mlpRatio) {
      norm(name + ".ln1", width);
      map(name + ".qkv", List.of(3 * width, width), 3);
      tensor(name + ".qkv.bias", List.of(3 * width), 0, shift());
      linear(name + ".proj", width, width);
      norm(name + ".ln2", width);
      linear(name + ".fc1", width, mlpRatio * width);
      return linear(name + ".fc2", mlpRatio * width, width);
    }

    /**
     * The tensors of a block with neighbourhood attention, see {@link NeighbourhoodAttention}:
     * those of {@link #block} and {@code name.rpb} [heads, 2·kernel − 1].
     */
    public Builder neighbourhoodBlock(
        String name, long width, long mlpRatio, long heads, long kernel) {
      block(name, width, mlpRatio);
      return token(name + ".rpb", List.of(heads, 2 * kernel - 1));
    }

    /** A scalar that starts at {@code value}. */
    public Builder scalar(String name, double value) {
      return tensor(name, List.of(), value, 0);
    }

    /** Any tensor that starts at {@code centre + spread * u}, u in [−1, 1). */
    public Builder tensor(String name, List<Long> shape, double centre, double spread) {
      return add(ParameterSpec.trained(name, shape, length, centre, spread));
    }

    /** A tensor that the objective alone changes, see {@link ParameterSpec.Role#BUFFER}. */
    public Builder buffer(String name, List<Long> shape, double value) {
      return add(ParameterSpec.buffer(name, shape, length, value));
    }

    /** Multiplies the learning rate of a trained tensor that was added before. */
    public Builder learningRateScale(String name, double scale) {
      return change(name, spec -> spec.withLearningRateScale(scale));
    }

    /** Multiplies the learning rate of every trained tensor that was added before, by its name. */
    public Builder learningRateScale(ToDoubleFunction<String> scale) {
      specByName.replaceAll(
          (name, spec) ->
              spec.isTrained() ? spec.withLearningRateScale(scale.applyAsDouble(name)) : spec);
      return this;
    }

    /** Says of a trained tensor that was added before whether weight decay acts on it. */
    public Builder weightDecay(String name, boolean with) {
      return change(name, spec -> spec.withDecay(with));
    }

    private Builder change(String name, UnaryOperator<ParameterSpec> change) {
      ParameterSpec spec = specByName.get(name);
      if (spec == null || !spec.isTrained()) {
        throw new IllegalArgumentException("the layout has no trained tensor named " + name);
      }
      specByName.put(name, change.apply(spec));
      return this;
    }

    private Builder add(ParameterSpec spec) {
      if (specByName.putIfAbsent(spec.name(), spec) != null) {
        throw new IllegalArgumentException(
            "tensor names must be unique, got a second " + spec.name());
      }
      length = spec.end();
      return this;
    }

    public ParameterLayout build() {
      return new ParameterLayout(new LinkedHashMap<>(specByName), length);
    }

    private double shift() {
      return start == Start.REFERENCE ? REFERENCE_SHIFT : 0;
    }
  }
}
