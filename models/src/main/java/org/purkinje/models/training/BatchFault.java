package org.purkinje.models.training;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Why a batch's loss or gradient is not finite.
 *
 * @param finding what is not finite, e.g. the loss with its terms
 * @param cause where that comes from, as far as it can be told; followed by the windows' names
 * @param rows of the batch that have to do with it, in order
 * @param remedy what may help
 */
public record BatchFault(String finding, String cause, List<Integer> rows, String remedy) {

  /** In every text about a training that has diverged. */
  public static final String RULE = "must be finite";

  private static final int NAMED = 5;

  public BatchFault {
    rows = List.copyOf(rows);
  }

  /** In words, with the first rows by their place in the batch. */
  public String text() {
    return text(row -> "row " + row);
  }

  /**
   * In words.
   *
   * @param windows ids of the batch's windows, shape [rows]
   */
  public String text(List<String> windows) {
    return text(windows::get);
  }

  private String text(IntFunction<String> name) {
    String named = rows.stream().limit(NAMED).map(name::apply).collect(Collectors.joining(", "));
    return "%s; %s: %s%s; %s"
        .formatted(finding, cause, named, rows.size() > NAMED ? " …" : "", remedy);
  }
}
