package org.purkinje.models.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.Muon;
import org.purkinje.models.training.Optimiser;
import org.purkinje.models.training.Sgd;

/** What DL4J asks of an updater of a whole flat vector, whatever its rule. */
abstract sealed class FlatUpdater implements IUpdater, GradientUpdater<FlatUpdater>
    permits AdamUpdater, MuonUpdater, SgdUpdater {
  private static final long serialVersionUID = 1L;

  private final Optimiser optimiser;
  private final List<ScaledRange> ranges;
  private final int firstStep;
  private transient INDArray state;

  FlatUpdater(Optimiser optimiser, List<ScaledRange> ranges, int firstStep, INDArray state) {
    this.optimiser = optimiser;
    this.ranges = List.copyOf(ranges);
    this.firstStep = firstStep;
    this.state = state;
  }

  /**
   * The updater of an optimiser, before DL4J gives it its state.
   *
   * @param layout of the vector
   * @param firstStep steps done before DL4J's iteration 0
   */
  static FlatUpdater of(Optimiser optimiser, ParameterLayout layout, int firstStep) {
    INDArray none = Nd4j.empty(DataType.FLOAT);
    if (optimiser instanceof AdamW adamW) {
      return new AdamUpdater(adamW, ScaledRange.of(layout), firstStep, none);
    }
    if (optimiser instanceof Muon muon) {
      return new MuonUpdater(
          muon,
          LinearMap.of(layout),
          ScaledRange.of(layout, spec -> spec.maps() == 0),
          firstStep,
          none);
    }
    return new SgdUpdater((Sgd) optimiser, ScaledRange.of(layout), firstStep, none);
  }

  /** The same with other state. */
  abstract FlatUpdater with(INDArray state);

  final List<ScaledRange> ranges() {
    return ranges;
  }

  final int firstStep() {
    return firstStep;
  }

  /** What is kept from step to step, one vector. */
  final INDArray state() {
    return state;
  }

  /** Steps done before DL4J's iteration. */
  final int step(int iteration) {
    return firstStep + iteration;
  }

  /**
   * @param view null where there is no state
   */
  @Override
  public GradientUpdater<FlatUpdater> instantiate(@Nullable INDArray view, boolean initialize) {
    if (view == null) {
      return with(Nd4j.empty(DataType.FLOAT));
    }
    return with(initialize ? view.assign(0) : view);
  }

  @Override
  public GradientUpdater<FlatUpdater> instantiate(
      Map<String, INDArray> states, boolean initialize) {
    throw new UnsupportedOperationException("state is one vector, got " + states.keySet());
  }

  @Override
  public void setStateViewArray(
      INDArray view, long[] gradientShape, char gradientOrder, boolean initialize) {
    state = initialize ? view.assign(0) : view;
  }

  @Override
  public void setState(Map<String, INDArray> states, boolean initialize) {
    throw new UnsupportedOperationException("state is one vector, got " + states.keySet());
  }

  @Override
  public Map<String, INDArray> getState() {
    return state.isEmpty() ? Map.of() : Map.of("mv", state);
  }

  @Override
  public FlatUpdater getConfig() {
    return this;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return optimiser.learningRate().at(step(iteration));
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double rate, ISchedule schedule) {
    throw new UnsupportedOperationException("the learning rate belongs to the configuration");
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public FlatUpdater clone() {
    return with(state);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlatUpdater that
        && firstStep == that.firstStep
        && ranges.equals(that.ranges)
        && optimiser.equals(that.optimiser);
  }

  @Override
  public int hashCode() {
    return Objects.hash(optimiser, ranges, firstStep);
  }
}
