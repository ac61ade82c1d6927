package org.purkinje.models.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.purkinje.models.layer.ParameterLayout;
import org.purkinje.models.layer.ParameterSpec;
import org.purkinje.models.layer.Parameters;

/**
 * Finds out what makes a batch's loss or gradient not finite: the parameters, samples of a window,
 * or a window whose loss by itself is not. Slow, for use once something is wrong.
 *
 * @param parameters views on {@code values}
 * @param values the model's flat vector
 * @param rows row-major, shape [windows][row length]
 * @param step the one that went wrong
 */
public record BatchInspection(
    TorchObjective objective,
    Parameters parameters,
    FloatPointer values,
    FloatPointer rows,
    int windows,
    TrainingStep step) {

  private static final String OF_THE_RATE = "a lower learning rate may help";
  private static final String OF_THE_WINDOWS = "leave such windows out of the shards";

  /**
   * What is wrong with a batch of this loss.
   *
   * @return empty if the loss is finite
   */
  public Optional<BatchFault> ofLoss(double total, Map<String, WindowMean> terms) {
    if (Double.isFinite(total)) {
      return Optional.empty();
    }
    Map<String, Double> wrong = new LinkedHashMap<>();
    wrong.put(LossTerms.TOTAL, total);
    terms.forEach(
        (term, mean) -> {
          if (!Double.isFinite(mean.value())) {
            wrong.put(term, mean.value());
          }
        });
    return Optional.of(fault("loss %s, got %s".formatted(BatchFault.RULE, wrong)));
  }

  /**
   * What is wrong with a batch of this gradient.
   *
   * @param gradient laid out as the values
   */
  public BatchFault ofGradient(FloatPointer gradient) {
    return fault("gradient %s, it is not in %s".formatted(BatchFault.RULE, notFinite(gradient)));
  }

  private BatchFault fault(String finding) {
    String tensors = notFinite(values);
    if (!tensors.isEmpty()) {
      return new BatchFault(
          finding,
          "parameters were not finite before the step, in %s; batch of %d windows"
              .formatted(tensors, windows),
          IntStream.range(0, windows).boxed().toList(),
          OF_THE_RATE);
    }
    List<Integer> holding = where(row -> !isFinite(row));
    if (!holding.isEmpty()) {
      return new BatchFault(
          finding,
          "%d of its %d windows hold a sample that is not finite"
              .formatted(holding.size(), windows),
          holding,
          OF_THE_WINDOWS);
    }
    List<Integer> alone = where(row -> !hasFiniteLoss(row));
    if (!alone.isEmpty() && alone.size() < windows) {
      return new BatchFault(
          finding,
          "%d of its %d windows, whose samples are finite, have such a loss by themselves"
              .formatted(alone.size(), windows),
          alone,
          OF_THE_WINDOWS);
    }
    return new BatchFault(
        finding,
        "parameters and samples are finite, batch of %d windows".formatted(windows),
        IntStream.range(0, windows).boxed().toList(),
        OF_THE_RATE);
  }

  private List<Integer> where(IntPredicate isWrong) {
    return IntStream.range(0, windows).filter(isWrong).boxed().toList();
  }

  private boolean isFinite(int row) {
    int length = objective.row().length();
    return isFinite(rows, (long) row * length, (row + 1L) * length);
  }

  private boolean hasFiniteLoss(int row) {
    RowLayout layout = objective.row();
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      FloatPointer own = rows.getPointer((long) row * layout.length());
      return Double.isFinite(
          objective.loss(parameters, new PackedRows(own, 1, layout), step).total().item_double());
    }
  }

  /** Names of the first tensors that hold what is not finite, with how many there are. */
  private String notFinite(FloatPointer vector) {
    ParameterLayout layout = objective.layout();
    List<String> wrong =
        layout.specs().stream()
            .filter(spec -> !isFinite(vector, spec.offset(), spec.end()))
            .map(ParameterSpec::name)
            .toList();
    return wrong.isEmpty()
        ? ""
        : "%d of %d tensors (%s%s)"
            .formatted(
                wrong.size(),
                layout.specs().size(),
                String.join(", ", wrong.subList(0, Math.min(3, wrong.size()))),
                wrong.size() > 3 ? " …" : "");
  }

  private static boolean isFinite(FloatPointer vector, long from, long to) {
    for (long i = from; i < to; i++) {
      if (!Float.isFinite(vector.get(i))) {
        return false;
      }
    }
    return true;
  }
}
