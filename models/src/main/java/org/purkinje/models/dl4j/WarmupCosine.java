package org.purkinje.models.dl4j;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Learning rate that rises linearly from {@code peak / warmupSteps} to {@code peak} and falls on a
 * half cosine to 0 at {@code totalSteps}. With 0 total steps it stays at {@code peak}.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class WarmupCosine implements ISchedule {
  private static final long serialVersionUID = 1L;

  private final double peak;
  private final int warmupSteps;
  private final int totalSteps;

  @JsonCreator
  public WarmupCosine(
      @JsonProperty("peak") double peak,
      @JsonProperty("warmupSteps") int warmupSteps,
      @JsonProperty("totalSteps") int totalSteps) {
    if (!(peak > 0)) {
      throw new IllegalArgumentException("peak learning rate must be above 0, got " + peak);
    }
    if (warmupSteps < 0 || totalSteps < warmupSteps) {
      throw new IllegalArgumentException(
          "warm-up steps must be 0 to the total of %d, got %d".formatted(totalSteps, warmupSteps));
    }
    this.peak = peak;
    this.warmupSteps = warmupSteps;
    this.totalSteps = totalSteps;
  }

  /** Steps until the rate is 0; 0 if it never changes. */
  int totalSteps() {
    return totalSteps;
  }

  /** A rate that never changes. */
  public static WarmupCosine constant(double rate) {
    return new WarmupCosine(rate, 0, 0);
  }

  /**
   * @param iteration steps done, from 0
   */
  @Override
  public double valueAt(int iteration, int epoch) {
    if (totalSteps == 0) {
      return peak;
    }
    if (iteration < warmupSteps) {
      return peak * (iteration + 1) / warmupSteps;
    }
    double done = (iteration - warmupSteps) / (double) Math.max(1, totalSteps - warmupSteps);
    return peak * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public WarmupCosine clone() {
    return new WarmupCosine(peak, warmupSteps, totalSteps);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WarmupCosine that
        && peak == that.peak
        && warmupSteps == that.warmupSteps
        && totalSteps == that.totalSteps;
  }

  @Override
  public int hashCode() {
    return Objects.hash(peak, warmupSteps, totalSteps);
  }
}
